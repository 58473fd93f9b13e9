// Runs an edge for a screen: starts it, takes its exchanges in as they come, draws in batches, and ends it when the screen is
// left. What is chosen or filtered is its caller's.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Edge, EdgeStats } from '../../labs/edge.ts';
import type { ServedFunction } from '../../labs/edge-serve.ts';
import type { EdgeExchange } from '../../labs/edge-tell.ts';
import { explainListening } from '../../lib/listening.ts';
import type { Services } from '../../services.ts';
import type { WireEvent } from '../../wire/event.ts';

/** Exchanges that are kept; a quarter more are held for a while. */
export const KEEP = 2000;
/** Least milliseconds between two drawings: eleven a second. */
const BATCH = 90;

/** One request that came, and what is known of it. The last two are set when its answer is over. */
export interface EdgeRow {
  readonly exchange: EdgeExchange;
  /** When it was decided, milliseconds since the Unix epoch. */
  readonly at: number;
  bytes: number | undefined;
  milliseconds: number | undefined;
}

export interface EdgeView {
  readonly phase: 'starting' | 'running' | 'failed';
  /** Why it failed, one sentence. */
  readonly problem: string | undefined;
  readonly url: string | undefined;
  /** Oldest first. Read it while drawing; it goes on growing. */
  readonly rows: readonly EdgeRow[];
  /** How many came since the list was last cleared. */
  readonly total: number;
  /** Of those: what a cache could have answered, and what was answered at once, fresh or stale. */
  readonly hits: { readonly good: number; readonly all: number };
  /** Requests and bytes are counted since the list was last cleared. */
  readonly stats: EdgeStats | undefined;
}

export interface EdgeRun extends EdgeView {
  /** Undefined unless running. */
  readonly edge: Edge | undefined;
  /** Empties the list; what is stored stays. */
  readonly clear: () => void;
  /** What came, as lines for a file: events as `--json` prints them. */
  readonly events: () => readonly WireEvent[];
}

const NOTHING: EdgeView = {
  phase: 'starting',
  problem: undefined,
  url: undefined,
  rows: [],
  total: 0,
  hits: { good: 0, all: 0 },
  stats: undefined,
};

interface Kept {
  readonly rows: EdgeRow[];
  readonly events: WireEvent[];
  total: number;
  hits: EdgeView['hits'];
  /** The counters when the list was cleared. */
  since: EdgeStats | undefined;
  draw: () => void;
}

const keptNothing = (): Kept => ({ rows: [], events: [], total: 0, hits: NOTHING.hits, since: undefined, draw: () => {} });

function sinceThen(stats: EdgeStats | undefined, then: EdgeStats | undefined): EdgeStats | undefined {
  if (stats === undefined || then === undefined) return stats;
  return {
    ...stats,
    requests: stats.requests - then.requests,
    bytesOut: stats.bytesOut - then.bytesOut,
    originRequests: stats.originRequests - then.originRequests,
    originBytes: stats.originBytes - then.originBytes,
  };
}

export interface UseEdgeOptions {
  readonly origin: { readonly host: string; readonly port: number };
  readonly port?: number | undefined;
  readonly fn?: ServedFunction | undefined;
  /** @default eleven drawings a second */
  readonly batch?: number | undefined;
}

/** Its sockets are gone within a second; of what cannot be closed there is nobody left to tell. */
async function endQuietly(edge: Edge | undefined): Promise<void> {
  try {
    await edge?.[Symbol.asyncDispose]();
  } catch {}
}

/** An edge that runs as long as the screen is there. */
export function useEdge(services: Services, { origin, port, fn, batch = BATCH }: UseEdgeOptions): EdgeRun {
  const [view, setView] = useState<EdgeView>(NOTHING);
  const edge = useRef<Edge | undefined>(undefined);
  const kept = useRef(keptNothing());
  const { host, port: originPort } = origin;

  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const { clock } = services;
    const mine = keptNothing();
    kept.current = mine;
    const open = new Map<number, EdgeRow>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let state: Pick<EdgeView, 'phase' | 'problem' | 'url'> = { phase: 'starting', problem: undefined, url: undefined };
    const draw = () => {
      timer = undefined;
      if (signal.aborted) return;
      const stats = sinceThen(edge.current?.stats(), mine.since);
      setView({ ...state, rows: mine.rows, total: mine.total, hits: mine.hits, stats });
    };
    mine.draw = draw;
    const drawSoon = () => {
      timer ??= setTimeout(draw, batch);
    };
    const trim = (list: unknown[]) => {
      if (list.length > KEEP * 1.25) list.splice(0, list.length - KEEP);
    };
    signal.addEventListener('abort', () => clearTimeout(timer));
    services
      .edge({
        origin: { host, port: originPort },
        port,
        fn,
        clock,
        signal,
        onEvent(event) {
          mine.events.push(event);
          trim(mine.events);
        },
        onExchange(exchange) {
          const row: EdgeRow = { exchange, at: clock.date().getTime(), bytes: undefined, milliseconds: undefined };
          mine.rows.push(row);
          mine.total += 1;
          const { outcome } = exchange.decision;
          const atOnce = outcome === 'hit' || outcome === 'stale' ? 1 : 0;
          if (outcome !== 'bypassed') mine.hits = { good: mine.hits.good + atOnce, all: mine.hits.all + 1 };
          open.set(exchange.number, row);
          trim(mine.rows);
          drawSoon();
        },
        onDone({ number, bytes, milliseconds }) {
          const row = open.get(number);
          open.delete(number);
          if (row !== undefined) Object.assign(row, { bytes, milliseconds });
          drawSoon();
        },
      })
      .then(
        (started) => {
          if (signal.aborted) return void endQuietly(started);
          edge.current = started;
          state = { phase: 'running', problem: undefined, url: started.url };
          draw();
        },
        (error: unknown) => {
          const explained = explainListening(error, port);
          state = { phase: 'failed', problem: explained instanceof Error ? explained.message : String(explained), url: undefined };
          draw();
        },
      );
    return () => {
      stopping.abort();
      const ending = edge.current;
      edge.current = undefined;
      void endQuietly(ending);
    };
  }, [services, host, originPort, port, fn, batch]);

  const clear = useCallback(() => {
    const { current } = kept;
    current.rows.length = 0;
    current.events.length = 0;
    current.total = 0;
    current.hits = NOTHING.hits;
    current.since = edge.current?.stats();
    current.draw();
  }, []);
  const events = useCallback(() => [...kept.current.events], []);
  return useMemo(() => ({ ...view, edge: edge.current, clear, events }), [view, clear, events]);
}
