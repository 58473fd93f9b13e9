// Keeps a lab's server up for clients that are not ours: a browser, curl, a person's own code.
import { seededRandom } from '../lib/random.ts';
import type { Lab, LabServer } from './lab.ts';
import { createRecorder } from './recorder.ts';
import type { RunOptions } from './run.ts';

/** Serves a lab until it is disposed or `signal` aborts; nothing is kept, each event goes to `onEvent`. */
export async function serveLab(lab: Lab, options: RunOptions & { readonly port?: number }): Promise<LabServer> {
  return lab.serve({
    params: options.params,
    conditions: options.conditions,
    emit: createRecorder(options.clock, options.signal, (event) => options.onEvent?.(event)),
    clock: options.clock,
    random: seededRandom(options.seed),
    signal: options.signal,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
}
