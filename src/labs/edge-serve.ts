// An edge in front of a server of the user's own: `wirewise edge`. What it decides becomes events, as a lab's do.
import type { Clock } from '../lib/clock.ts';
import type { WireEvent } from '../wire/event.ts';
import { type Edge, type EdgeOptions, startEdge } from './edge.ts';
import { createBefore } from './edge-before.ts';
import { createEdgeFunction } from './edge-function.ts';
import { sayRun } from './function-words.ts';
import { createRecorder } from './recorder.ts';

/** A function of the user's own in front of the edge's cache. */
export interface ServedFunction {
  /** The text of its module. */
  readonly code: string;
  /** What it is told of where requests come from: two letters, `ZZ` where nothing is known. */
  readonly country: string;
  readonly onError: 'fail-open' | 'fail-closed';
}

export interface ServeEdgeOptions extends Pick<EdgeOptions, 'origin' | 'port' | 'onExchange' | 'onDone'> {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: WireEvent) => void;
  readonly fn?: ServedFunction | undefined;
}

/** Starts an edge that reports to `onEvent`, and then to `onExchange`, until it is disposed. */
export async function serveEdge({ origin, port, clock, signal, onEvent, onExchange, onDone, fn }: ServeEdgeOptions): Promise<Edge> {
  const emit = createRecorder(clock, signal, onEvent);
  const engine = fn === undefined ? undefined : createEdgeFunction(fn.code);
  const before =
    fn === undefined || engine === undefined
      ? undefined
      : createBefore({
          run: engine.run,
          country: () => fn.country,
          onError: fn.onError,
          tell: (what, run) => sayRun(emit, 'edge', what, run),
        });
  try {
    const edge = await startEdge({
      origin,
      port,
      clock,
      emit,
      before,
      ...(onExchange === undefined ? {} : { onExchange }),
      ...(onDone === undefined ? {} : { onDone }),
    });
    if (engine === undefined) return edge;
    return {
      ...edge,
      async [Symbol.asyncDispose]() {
        await edge[Symbol.asyncDispose]();
        await engine[Symbol.asyncDispose]();
      },
    };
  } catch (problem) {
    await engine?.[Symbol.asyncDispose]();
    throw problem;
  }
}
