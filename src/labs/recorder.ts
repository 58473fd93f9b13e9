// Gives observed facts their place in a run: order, and time since its start.
import type { Clock } from '../lib/clock.ts';
import type { WireEvent } from '../wire/event.ts';
import type { Emit } from './lab.ts';

/** An `Emit` that numbers and times facts from now on and hands each WireEvent to `onEvent`; silent once `signal` aborts. */
export function createRecorder(clock: Clock, signal: AbortSignal, onEvent: (event: WireEvent) => void): Emit {
  const start = clock.now();
  const since = (at: number) => Math.round((at - start) * 1000) / 1000;
  let seq = 0;
  return (fact, observed) => {
    if (signal.aborted) return;
    const now = clock.now();
    const place = {
      seq: seq++,
      time: since(now),
      entered: since(observed.entered ?? now),
      connection: observed.connection,
      source: observed.source,
    };
    onEvent({ ...fact, ...place });
  };
}
