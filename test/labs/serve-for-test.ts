// A lab's server as `wirewise serve` keeps it up, with what passes to wait for.
import { LABS } from '../../src/labs/index.ts';
import type { LabServer } from '../../src/labs/lab.ts';
import { serveLab } from '../../src/labs/serve.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import { defaultsOf, type Settings } from '../../src/wire/setting.ts';
import { createWatch, type Watch } from './watch.ts';

export interface Served extends Watch, AsyncDisposable {
  readonly url: string;
  readonly tryIt: LabServer['tryIt'];
  setConditions(change: Partial<Conditions>): void;
}

/** Serves a lab with its default settings but for `params`. */
export async function serveForTest(id: keyof typeof LABS, params: Settings = {}, port?: number): Promise<Served> {
  const lab = await LABS[id].load();
  const watch = createWatch(15_000);
  const server = await serveLab(lab, {
    params: { ...defaultsOf(lab.settings), ...params },
    conditions: CLEAN,
    seed: 1,
    clock: systemClock,
    version: 'test',
    signal: new AbortController().signal,
    onEvent: watch.see,
    ...(port === undefined ? {} : { port }),
  });
  return {
    ...watch,
    url: server.url,
    tryIt: server.tryIt,
    setConditions: (change) => server.setConditions(change),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
