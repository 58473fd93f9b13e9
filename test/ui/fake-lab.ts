// A lab for tests of screens: it opens no socket, and its events come when the test says so.
import type { Composer } from '../../src/labs/composer.ts';
import type { Lab } from '../../src/labs/lab.ts';
import type { Run, RunOptions } from '../../src/labs/run.ts';
import { manualClock } from '../../src/lib/clock.ts';
import type { Services } from '../../src/services.ts';
import type { Conditions } from '../../src/wire/conditions.ts';
import type { WireEvent } from '../../src/wire/event.ts';
import { fixtureServices } from './fixture.ts';

export const fakeLab: Lab = {
  id: 'websocket',
  title: 'WebSocket',
  summary: 'A lab without sockets.',
  settings: [
    { kind: 'number', name: 'rate', title: 'Messages a second', default: 10, min: 0.1, max: 1000, step: 5, unit: '/s' },
    { kind: 'switch', name: 'reconnect', title: 'The client comes back', default: true },
    { kind: 'choice', name: 'origin', title: 'Whose page', default: 'same', choices: ['same', 'foreign'] },
  ],
  actions: [
    { id: 'connect', title: 'connect', key: 'c' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'send', title: 'client sends', key: 's' },
  ],
  script: [{ do: 'connect' }],
  start: () => Promise.reject(new Error('runs are faked')),
  serve: () => Promise.reject(new Error('runs are faked')),
};

export interface FakeRuns {
  readonly services: Services;
  /** Options of every run that was started. */
  readonly started: RunOptions[];
  readonly performed: string[];
  readonly changes: Partial<Conditions>[];
  /** Runs that are not disposed. */
  readonly open: () => number;
  /** Lets the newest run observe these. */
  emit(events: readonly WireEvent[]): void;
}

/** Services whose one lab is the fake. `starting`: what `labs.run` waits for; `failure`: what performing rejects with. */
export function fakeRuns(
  options: { readonly starting?: Promise<void>; readonly failure?: Error; readonly composer?: Composer } = {},
): FakeRuns {
  const { composer } = options;
  const lab: Lab = composer === undefined ? fakeLab : { ...fakeLab, composer: async () => composer };
  const started: RunOptions[] = [];
  const performed: string[] = [];
  const changes: Partial<Conditions>[] = [];
  let open = 0;
  const fixture = fixtureServices();
  const services: Services = {
    ...fixture,
    clock: manualClock(),
    labs: {
      ...fixture.labs,
      load: async (id) => (id === 'websocket' ? lab : undefined),
      run: async (_lab, runOptions) => {
        await options.starting;
        started.push(runOptions);
        open += 1;
        let disposed = false;
        const run: Run = {
          url: 'ws://127.0.0.1:4711/feed',
          perform: async (action) => {
            if (options.failure !== undefined) throw options.failure;
            performed.push(action);
          },
          send: async (text) => ({ ok: true, summary: `${text.length} characters came`, text }),
          setConditions: (change) => void changes.push(change),
          step: async () => 'done',
          trace: () => ({
            header: {
              lab: 'websocket',
              params: runOptions.params,
              conditions: runOptions.conditions,
              seed: runOptions.seed,
              versions: { wirewise: '', node: '' },
            },
            events: [],
          }),
          async [Symbol.asyncDispose]() {
            if (!disposed) open -= 1;
            disposed = true;
          },
        };
        return run;
      },
    },
  };
  return {
    services,
    started,
    performed,
    changes,
    open: () => open,
    emit(events) {
      for (const event of events) started.at(-1)?.onEvent?.(event);
    },
  };
}
