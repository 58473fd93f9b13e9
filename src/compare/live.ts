// A row of a comparison while it runs: each event is looked at once, and what is kept does not grow with the run. It gives
// the same numbers as measured.ts, as far as they can be known before the end. Pure; it knows no clock.
import type { WireEvent } from '../wire/event.ts';
import { measure } from '../wire/measure.ts';
import { createDirection, type Measured } from './measured.ts';

/** Milliseconds of one cell of the chart of deliveries. */
export const CELL = 25;
/** Cells that are kept: two minutes. */
const CELLS = 4800;
/** Latencies that are kept. */
const LATENCIES = 500;
/** Publish times that are remembered. */
const REMEMBER = 5000;

export interface LiveRow {
  see(event: WireEvent): void;
  /** What is known now; null where only the whole run can tell. */
  measured(): Measured;
  /** Deliveries in each CELL since the run began, or arrivals of a push where nothing is delivered, up to `now`. */
  cells(now: number): readonly number[];
  /** When the tap cut it first, milliseconds since the run began. */
  readonly cutAt: number | undefined;
}

const NOTHING = measure([]);

/** A row of which nothing was seen yet. */
export function createLiveRow(): LiveRow {
  const direction = createDirection();
  const publishedAt = new Map<number, number>();
  const got = new Map<string, number>();
  const open = new Set<number>();
  const latencies: number[] = [];
  const cells = new Map<number, number>();
  let first = Number.POSITIVE_INFINITY;
  let cutAt: number | undefined;
  const sums = { published: 0, delivered: 0, requests: 0, connections: 0, openPeak: 0, bytesUp: 0, bytesDown: 0, setupBytes: 0 };
  const steady = { bytes: 0, requests: 0, parts: 0 };

  const mark = (time: number) => {
    const cell = Math.floor(time / CELL);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    if (cells.size > CELLS) for (const oldest of cells.keys()) return void cells.delete(oldest);
  };
  const request = ({ entered }: WireEvent) => {
    sums.requests += 1;
    if (entered >= first) steady.requests += 1;
  };
  return {
    see(event) {
      const { size, entered, time } = event;
      direction.see(event);
      if (size > 0 && event.direction !== 'none') {
        sums[event.direction === 'client-to-server' ? 'bytesUp' : 'bytesDown'] += size;
        if (entered < first) sums.setupBytes += size;
        else {
          steady.bytes += size;
          steady.parts += 1;
        }
      }
      switch (event.name) {
        case 'tcp:open':
          sums.connections += 1;
          open.add(event.connection);
          sums.openPeak = Math.max(sums.openPeak, open.size);
          break;
        case 'tcp:close':
          open.delete(event.connection);
          if (event.data.how === 'cut') cutAt ??= time;
          break;
        case 'http:request':
          request(event);
          break;
        case 'http2:frame':
          if (event.direction === 'client-to-server' && event.data.headers?.some(([name]) => name === ':method')) request(event);
          if (event.data.type === 'PUSH_PROMISE') mark(time);
          break;
        case 'app:publish':
          first = Math.min(first, time);
          sums.published += 1;
          publishedAt.set(event.data.id, time);
          if (publishedAt.size > REMEMBER) publishedAt.delete(event.data.id - REMEMBER);
          break;
        case 'app:deliver': {
          mark(time);
          sums.delivered += 1;
          got.set(event.data.client, event.data.id);
          const at = publishedAt.get(event.data.id);
          if (at === undefined) break;
          latencies.push(time - at);
          if (latencies.length > LATENCIES) latencies.shift();
          break;
        }
      }
    },
    measured() {
      const per = sums.delivered > 0 ? 'delivery' : sums.published > 0 ? 'publication' : 'nothing';
      const count = per === 'delivery' ? sums.delivered : sums.published;
      const each = (total: number) => (count === 0 ? null : total / count);
      const sorted = [...latencies].sort((one, other) => one - other);
      const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
      return {
        ...sums,
        direction: direction.now(),
        clients: got.size,
        lost: 0,
        duplicates: 0,
        per,
        bytesPerMessage: each(steady.bytes),
        requestsPerMessage: each(steady.requests),
        workPerMessage: each(steady.parts),
        latencyMedian: at(0.5),
        latencyP99: at(0.99),
        cut: null,
        span: 0,
        wire: NOTHING,
        screens: {},
      };
    },
    get cutAt() {
      return cutAt;
    },
    cells(now) {
      const last = Math.floor(now / CELL);
      return Array.from({ length: Math.min(CELLS, last + 1) }, (_, index) => cells.get(Math.max(0, last - CELLS + 1) + index) ?? 0);
    },
  };
}
