// Who stands where in a CDN and how each fares, read off a run: edges by what they say they did, the origin by what was seen
// on the wire. Pure; the map in src/ui/views draws it.
import type { CacheOutcome, WireEvent } from './event.ts';

export interface EdgeOnMap {
  readonly name: string;
  readonly outcomes: Readonly<Record<CacheOutcome, number>>;
  readonly requests: number;
  /** Answered at once, fresh or stale. */
  readonly hits: number;
  /** Mean time, in milliseconds, of answers that visitors got from it; undefined where there is none. */
  readonly mean: number | undefined;
  /** What it asked of the origin, on the wire, and how much of that is under way. */
  readonly asked: number;
  readonly underWay: number;
  /** Mean time until the origin's answer began, in milliseconds. */
  readonly wait: number | undefined;
  readonly last: { readonly outcome: CacheOutcome; readonly target: string } | undefined;
  /** `seq` of all events that it is about. */
  readonly covers: readonly number[];
}

export interface CdnMap {
  readonly edges: readonly EdgeOnMap[];
  readonly origin: {
    readonly requests: number;
    readonly underWay: number;
    readonly bytes: number;
    /** Requests in each of equal parts of the run. */
    readonly load: readonly number[];
    /** The most requests that were under way at once. */
    readonly most: number;
    readonly down: boolean;
    readonly release: number;
  };
  readonly visitors: {
    readonly answers: number;
    /** From a visitor's own cache, without an edge. */
    readonly own: number;
    readonly whole: number;
    readonly broken: number;
    readonly outdated: number;
    readonly leaked: number;
    readonly poisoned: number;
    readonly failed: number;
  };
}

const NONE: Readonly<Record<CacheOutcome, number>> = { hit: 0, stale: 0, revalidated: 0, collapsed: 0, miss: 0, bypassed: 0, failed: 0 };

const draft = (name: string) => ({
  name,
  outcomes: { ...NONE },
  requests: 0,
  times: [] as number[],
  asked: 0,
  underWay: 0,
  waits: [] as number[],
  last: undefined as EdgeOnMap['last'],
  covers: [] as number[],
  /** Targets that it has decided about and that no visitor has said to have got yet. */
  open: [] as string[],
});

const mean = (times: readonly number[]) => (times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0) / times.length);

/** Reads the map off a run; `parts` is how many parts the load is counted in. */
export function cdnMapOf(events: readonly WireEvent[], parts = 16): CdnMap {
  const edges = new Map<string, ReturnType<typeof draft>>();
  const edgeOf = (name: string) => {
    const known = edges.get(name) ?? draft(name);
    edges.set(name, known);
    return known;
  };
  const states = new Map<string, number>();
  const pending = new Map<number, { readonly edge: ReturnType<typeof draft> | undefined; readonly at: number }>();
  const asked: number[] = [];
  let [bytes, most, own, release] = [0, 0, 0, 1];
  let down = false;
  const over = (connection: number) => {
    const request = pending.get(connection);
    pending.delete(connection);
    if (request?.edge !== undefined) request.edge.underWay -= 1;
    return request;
  };

  for (const event of events) {
    switch (event.name) {
      case 'app:state': {
        const { actor, state, detail } = event.data;
        if (actor === 'server') {
          if (state === 'down' || state === 'up') down = state === 'down';
          if (state === 'deployed') release = Number(/release (\d+)/.exec(detail)?.[1] ?? release);
          break;
        }
        states.set(state, (states.get(state) ?? 0) + 1);
        if (state === 'edges') for (const name of detail.split(' ')) edgeOf(name);
        if (state !== 'got') break;
        const [, target = '', time = '', name = ''] = /: (\S+) \d+, \d+ bytes, ([\d.]+) ms.*, (edge-\d+)$/.exec(detail) ?? [];
        const edge = edges.get(name);
        const at = edge?.open.indexOf(target) ?? -1;
        if (edge === undefined || at < 0) {
          own += 1;
          break;
        }
        edge.open.splice(at, 1);
        edge.times.push(Number(time));
        edge.covers.push(event.seq);
        break;
      }
      case 'cache:decision': {
        const { cache, outcome, target } = event.data;
        if (!cache.startsWith('edge')) break;
        const edge = edgeOf(cache);
        edge.outcomes[outcome] += 1;
        edge.requests += 1;
        edge.last = { outcome, target };
        edge.open.push(target);
        edge.covers.push(event.seq);
        break;
      }
      case 'http:request': {
        // Each edge names itself in Via.
        const via = event.data.headers.find(([name]) => name.toLowerCase() === 'via')?.[1] ?? '';
        const name = /\b(edge-\d+)$/.exec(via)?.[1];
        const edge = name === undefined ? undefined : edgeOf(name);
        over(event.connection);
        pending.set(event.connection, { edge, at: event.entered });
        asked.push(event.time);
        most = Math.max(most, pending.size);
        if (edge === undefined) break;
        edge.asked += 1;
        edge.underWay += 1;
        edge.covers.push(event.seq);
        break;
      }
      case 'http:response': {
        const request = over(event.connection);
        if (request?.edge === undefined) break;
        request.edge.waits.push(event.time - request.at);
        request.edge.covers.push(event.seq);
        break;
      }
      case 'http:body':
      case 'http:chunk':
        if (event.direction === 'server-to-client') bytes += event.data.length;
        break;
      case 'tcp:close':
        over(event.connection);
        break;
    }
  }

  const count = (state: string) => states.get(state) ?? 0;
  const span = Math.max(1, events.at(-1)?.time ?? 0);
  const load = Array.from({ length: parts }, () => 0);
  for (const time of asked) {
    const part = Math.min(parts - 1, Math.floor((time / span) * parts));
    load[part] = (load[part] ?? 0) + 1;
  }
  return {
    edges: [...edges.values()]
      .sort((one, other) => one.name.localeCompare(other.name))
      .map(({ times, waits, open: _, ...edge }) => ({
        ...edge,
        hits: edge.outcomes.hit + edge.outcomes.stale,
        mean: mean(times),
        wait: mean(waits),
      })),
    origin: { requests: asked.length, underWay: pending.size, bytes, load, most, down, release },
    visitors: {
      answers: count('got'),
      own,
      whole: count('page'),
      broken: count('broken'),
      outdated: count('outdated'),
      leaked: count('leaked'),
      poisoned: count('poisoned'),
      failed: count('error'),
    },
  };
}
