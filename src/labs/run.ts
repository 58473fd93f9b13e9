// One run of a lab: gives facts their place in time, performs steps, and ends as a Trace. The TUI, the CLI and the tests
// all run labs through this file.
import type { Clock } from '../lib/clock.ts';
import { seededRandom } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { WireEvent } from '../wire/event.ts';
import { createEventLog } from '../wire/event-log.ts';
import { matches, type Step } from '../wire/script.ts';
import type { Settings } from '../wire/setting.ts';
import type { Trace } from '../wire/trace.ts';
import type { Reply } from './composer.ts';
import type { Emit, Lab } from './lab.ts';

export interface RunOptions {
  readonly params: Settings;
  readonly conditions: Conditions;
  readonly seed: number;
  readonly clock: Clock;
  /** Version of this package, for the header of the trace. */
  readonly version: string;
  readonly signal: AbortSignal;
  /** Keeps only the newest events for `trace()`, for a run without an end. @default all */
  readonly keep?: number;
  /** Called with each event, in order, as it is observed. */
  readonly onEvent?: (event: WireEvent) => void;
}

/** What became of one step. A step that gave up is no error: what did not happen is an observation too. */
export type StepOutcome = 'done' | 'gave-up' | 'aborted';

export interface Run extends AsyncDisposable {
  readonly url: string;
  perform(action: string): Promise<void>;
  setConditions(change: Partial<Conditions>): void;
  /** Sends a text of a person's own. Rejects where the lab takes none. */
  send(text: string): Promise<Reply>;
  step(step: Step): Promise<StepOutcome>;
  /** What was observed so far, or the newest of it where `keep` is set. */
  trace(): Trace;
}

/** How many milliseconds an `until` step waits where it does not say. */
const PATIENCE = 5000;

/** Starts a lab and records what is observed, until it is disposed or `signal` aborts. */
export async function runLab(lab: Lab, options: RunOptions): Promise<Run> {
  const log = createEventLog(options.keep ?? Number.POSITIVE_INFINITY);
  const waiting = new Set<(event: WireEvent) => void>();
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const start = options.clock.now();
  const since = (at: number) => Math.round((at - start) * 1000) / 1000;

  const emit: Emit = (fact, observed) => {
    if (signal.aborted) return;
    const now = options.clock.now();
    const event: WireEvent = {
      ...fact,
      seq: log.total,
      time: since(now),
      entered: since(observed.entered ?? now),
      connection: observed.connection,
      source: observed.source,
    };
    log.push(event);
    options.onEvent?.(event);
    for (const listener of [...waiting]) listener(event);
  };

  const session = await lab.start({
    params: options.params,
    conditions: options.conditions,
    emit,
    clock: options.clock,
    random: seededRandom(options.seed),
    signal,
  });
  let conditions = options.conditions;
  const setConditions = (change: Partial<Conditions>) => {
    conditions = { ...conditions, ...change };
    session.setConditions(change);
  };

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });

  return {
    url: session.url,
    perform: (action) => session.perform(action),
    setConditions,
    async send(text) {
      if (session.send === undefined) throw new Error(`the ${lab.title} lab takes no text of your own`);
      return session.send(text);
    },
    async step(step) {
      if (signal.aborted) return 'aborted';
      if ('do' in step) await session.perform(step.do);
      else if ('set' in step) setConditions(step.set);
      else if ('run' in step) await pause(step.run);
      else {
        const wanted = step.count ?? 1;
        let seen = 0;
        const stop = new AbortController();
        const found = new Promise<void>((resolve) => {
          const listener = (event: WireEvent) => {
            if (!matches(event, step.until)) return;
            seen += 1;
            if (seen >= wanted) resolve();
          };
          waiting.add(listener);
          stop.signal.addEventListener('abort', () => waiting.delete(listener));
        });
        const patience = new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, step.within ?? PATIENCE);
          stop.signal.addEventListener('abort', () => clearTimeout(timer));
        });
        const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { signal: stop.signal }));
        await Promise.race([found, patience, aborted]);
        stop.abort();
        if (!signal.aborted && seen < wanted) return 'gave-up';
      }
      return signal.aborted ? 'aborted' : 'done';
    },
    trace: () => ({
      header: {
        lab: lab.id,
        params: options.params,
        conditions,
        seed: options.seed,
        versions: { wirewise: options.version, node: process.versions.node },
      },
      events: [...log.events],
    }),
    async [Symbol.asyncDispose]() {
      ended.abort();
      await session[Symbol.asyncDispose]();
    },
  };
}
