// Waiting for what a lab observes: tests say what must be seen, and never sleep.

import type { Reply } from '../../src/labs/composer.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { runLab } from '../../src/labs/run.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import type { EventName, EventOf, WireEvent } from '../../src/wire/event.ts';
import { defaultsOf, type Settings } from '../../src/wire/setting.ts';

export interface Watch {
  /** Takes an event in; give it to `onEvent`. */
  readonly see: (event: WireEvent) => void;
  readonly events: readonly WireEvent[];
  /** The events of one name that were seen so far. */
  of<Name extends EventName>(name: Name): readonly EventOf<Name>[];
  /** The first event so far, or to come, of which the claim holds. */
  first<Name extends EventName>(name: Name, claim?: (event: EventOf<Name>) => boolean): Promise<EventOf<Name>>;
  /** As many events of which the claim holds, counted from the start of the run. */
  several<Name extends EventName>(count: number, name: Name, claim?: (event: EventOf<Name>) => boolean): Promise<readonly EventOf<Name>[]>;
}

/** Keeps what is seen. A promise of it rejects when `patience` milliseconds have gone by, and says what was seen instead. */
export function createWatch(patience = 8000): Watch {
  const events: WireEvent[] = [];
  const waiting = new Set<(event: WireEvent) => void>();
  const of = <Name extends EventName>(name: Name) => events.filter((event): event is EventOf<Name> => event.name === name);
  const watch: Watch = {
    see(event) {
      events.push(event);
      for (const look of [...waiting]) look(event);
    },
    events,
    of,
    first: async (name, claim) => (await watch.several(1, name, claim))[0] as EventOf<typeof name>,
    several: (count, name, claim = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          const last = events.slice(-12).map((event) => `${event.name} ${JSON.stringify(event.data)}`.slice(0, 160));
          reject(new Error(`waited for ${count} ${name}; saw ${events.length} events, at last:\n${last.join('\n')}`));
        }, patience);
        // Only what is new is looked at: a run may have thousands of events.
        const found = of(name).filter(claim);
        const enough = () => {
          if (found.length < count) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const look = (event: WireEvent) => {
          if (event.name !== name || !claim(event as EventOf<typeof name>)) return;
          found.push(event as EventOf<typeof name>);
          enough();
        };
        waiting.add(look);
        enough();
      }),
  };
  return watch;
}

export interface WatchedRun extends Watch, AsyncDisposable {
  readonly url: string;
  perform(action: string): Promise<void>;
  send(text: string): Promise<Reply>;
  setConditions(change: Partial<Conditions>): void;
}

/** Starts a lab on a clean path with its defaults, except for what is named. */
export async function watchLab(lab: Lab, params: Settings = {}, conditions: Partial<Conditions> = {}, seed = 1): Promise<WatchedRun> {
  const watch = createWatch();
  const run = await runLab(lab, {
    params: { ...defaultsOf(lab.settings), ...params },
    conditions: { ...CLEAN, ...conditions },
    seed,
    clock: systemClock,
    version: 'test',
    signal: new AbortController().signal,
    onEvent: watch.see,
  });
  return {
    ...watch,
    url: run.url,
    perform: (action) => run.perform(action),
    send: (text) => run.send(text),
    setConditions: (change) => run.setConditions(change),
    [Symbol.asyncDispose]: () => run[Symbol.asyncDispose](),
  };
}
