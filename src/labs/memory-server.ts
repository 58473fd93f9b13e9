// The inside of the process whose memory is measured: one lab's server, without a tap in front. What it may do with its
// process is handed in by the line of code that starts it (memory.ts).
import { systemClock } from '../lib/clock.ts';
import { seededRandom } from '../lib/random.ts';
import { CLEAN } from '../wire/conditions.ts';
import { defaultsOf } from '../wire/setting.ts';
import { LABS } from './index.ts';

/** Where this module is, for the process that is to load it. */
export const MEMORY_SERVER = import.meta.url;

export interface MemoryHost {
  readonly lab: string;
  /** Resident bytes of the process, garbage collected first. */
  readonly resident: () => number;
  readonly send: (message: { readonly port: number } | { readonly resident: number }) => void;
  readonly onAsk: (listener: () => void) => void;
}

/** Milliseconds in which a server takes in what has just arrived. */
const CALM = 250;

/** Serves the lab and answers each question with the memory that the process takes. */
export async function serveMemory({ lab: id, resident, send, onAsk }: MemoryHost): Promise<void> {
  const lab = await LABS[id as keyof typeof LABS].load();
  // As good as silent: a message in ten seconds, and a request is held for two minutes.
  const quiet = lab.settings.flatMap(({ name }) => (name === 'rate' ? [['rate', 0.1]] : name === 'hold' ? [['hold', 120_000]] : []));
  const served = await lab.serve({
    params: { ...defaultsOf(lab.settings), ...Object.fromEntries(quiet) },
    conditions: CLEAN,
    emit: () => {},
    clock: systemClock,
    random: seededRandom(1),
    signal: new AbortController().signal,
    untapped: true,
  });
  onAsk(() => void setTimeout(() => send({ resident: resident() }), CALM));
  send({ port: Number(new URL(served.url).port) });
}
