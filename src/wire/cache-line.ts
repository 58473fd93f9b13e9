// A run of visits through caches as steps in the order of the calendar, which is moved by hand: what each visit got and from
// where, what of it went over the wire, and what happened between. Pure; the time line in src/ui/views draws it.
import type { EventData, WireEvent } from './event.ts';

export type Decided = EventData['cache:decision'];

interface At {
  /** Seconds that the calendar was moved on before it. */
  readonly calendar: number;
  /** `seq` of the events that it is about; never empty. */
  readonly covers: readonly number[];
}

/** What went over the wire that is watched: requests, and bytes in both directions. */
export interface OnTheWire {
  readonly requests: number;
  readonly bytes: number;
}

export type CacheStep =
  | (At & {
      readonly kind: 'visit';
      readonly who: string;
      /** What it was: `version 2 en`. */
      readonly what: string;
      readonly status: number;
      /** Bytes of content that the visitor got. */
      readonly bytes: number;
      /** What the visitor's own cache decided, and the shared one, where they were asked. */
      readonly own: Decided | undefined;
      readonly shared: Decided | undefined;
      readonly wire: OnTheWire;
      /** What was wrong with it, in words: out of date, the wrong language, an error. */
      readonly wrong: readonly string[];
    })
  /** A fetch behind an answer that was given already. */
  | (At & { readonly kind: 'behind'; readonly wire: OnTheWire })
  | (At & { readonly kind: 'passed'; readonly text: string })
  | (At & { readonly kind: 'changed'; readonly text: string });

export interface CacheLine {
  readonly steps: readonly CacheStep[];
  readonly answers: number;
  readonly content: number;
  readonly wire: OnTheWire;
}

/** Seconds that a clock event says have passed: `an hour passes: …`. */
function secondsOf(detail: string): number {
  const unit = /^an? (minute|hour|day)/.exec(detail)?.[1];
  return unit === 'minute' ? 60 : unit === 'hour' ? 3600 : unit === 'day' ? 86_400 : 0;
}

const WRONG: Readonly<Record<string, string>> = { outdated: 'out of date', 'wrong-language': 'in the wrong language', error: 'an error' };

/** Reads the steps off a run. */
export function cacheLineOf(events: readonly WireEvent[]): CacheLine {
  const steps: CacheStep[] = [];
  let calendar = 0;
  let [answers, content, allRequests, allBytes] = [0, 0, 0, 0];
  let own: Decided | undefined;
  let shared: Decided | undefined;
  let [requests, bytes] = [0, 0];
  let wrong: string[] = [];
  let covers: number[] = [];
  const clear = () => {
    [own, shared, requests, bytes, wrong, covers] = [undefined, undefined, 0, 0, [], []];
  };
  /** What was fetched while nobody waited. */
  const behind = () => {
    if (requests === 0) return;
    steps.push({ kind: 'behind', calendar, covers, wire: { requests, bytes } });
    clear();
  };

  for (const event of events) {
    switch (event.name) {
      case 'http:request':
      case 'http:response':
      case 'http:body':
      case 'http:chunk': {
        const asked = event.name === 'http:request' ? 1 : 0;
        requests += asked;
        bytes += event.size;
        allRequests += asked;
        allBytes += event.size;
        covers.push(event.seq);
        break;
      }
      case 'cache:decision':
        if (event.data.cache === 'shared') shared = event.data;
        else {
          // An answer from the store needed no wire: what was on it belongs to the answer before.
          if (event.data.outcome === 'hit' || event.data.outcome === 'stale') behind();
          own = event.data;
        }
        covers.push(event.seq);
        break;
      case 'app:state': {
        const { actor, state, detail } = event.data;
        if (actor === 'server') {
          if (state === 'changed') {
            behind();
            steps.push({ kind: 'changed', calendar, covers: [event.seq], text: detail });
          }
          break;
        }
        if (state === 'clock') {
          behind();
          calendar += secondsOf(detail);
          steps.push({ kind: 'passed', calendar, covers: [event.seq], text: detail.split(':')[0] ?? detail });
          break;
        }
        const mistake = WRONG[state];
        if (mistake !== undefined) wrong.push(mistake);
        if (mistake !== undefined || state === 'got') covers.push(event.seq);
        const failed = state === 'error' && !/: \d{3}$/.test(detail);
        if (state !== 'got' && !failed) break;
        const [, who = detail.split(':')[0] ?? '', status = '0', size = '0', what = ''] =
          /^([^:]+): \S+ (\d+), (\d+) bytes, [\d.]+ ms(?:, (.*))?$/.exec(detail) ?? [];
        answers += failed ? 0 : 1;
        content += Number(size);
        const visit = {
          kind: 'visit',
          calendar,
          covers,
          who,
          what,
          status: Number(status),
          bytes: Number(size),
          own,
          shared,
          wrong,
        } as const;
        steps.push({ ...visit, wire: { requests, bytes } });
        clear();
        break;
      }
    }
  }
  behind();
  return { steps, answers, content, wire: { requests: allRequests, bytes: allBytes } };
}
