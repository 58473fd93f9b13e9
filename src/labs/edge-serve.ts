// An edge in front of a server of the user's own: `wirewise edge`. What it decides becomes events, as a lab's do.
import type { Clock } from '../lib/clock.ts';
import type { WireEvent } from '../wire/event.ts';
import { type Edge, type EdgeOptions, startEdge } from './edge.ts';
import { createRecorder } from './recorder.ts';

export interface ServeEdgeOptions extends Pick<EdgeOptions, 'origin' | 'port' | 'onExchange' | 'onDone'> {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: WireEvent) => void;
}

/** Starts an edge that reports to `onEvent`, and then to `onExchange`, until it is disposed. */
export function serveEdge({ origin, port, clock, signal, onEvent, onExchange, onDone }: ServeEdgeOptions): Promise<Edge> {
  return startEdge({
    origin,
    port,
    clock,
    emit: createRecorder(clock, signal, onEvent),
    ...(onExchange === undefined ? {} : { onExchange }),
    ...(onDone === undefined ? {} : { onDone }),
  });
}
