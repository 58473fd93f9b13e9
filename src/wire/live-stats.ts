// Counters of a run that is going on: each event is looked at once, and what is kept does not grow with the run. The final,
// exact measurements of a trace are in measure.ts; names and units agree with it.
import type { CacheOutcome, WireEvent } from './event.ts';
import { createDeliveryCounter, forgetOldest } from './live-deliveries.ts';
import { createExchangeCounter } from './live-exchanges.ts';

/** Seconds of history. */
export const HISTORY = 120;
export interface LiveStats {
  /** Per second, oldest first, the current second last: deliveries, or whole messages where nobody reports deliveries. */
  readonly messages: readonly number[];
  readonly bytes: readonly number[];
  readonly requests: readonly number[];
  /** Mean milliseconds from publish to delivery in each second; 0 where nothing was delivered. */
  readonly latency: readonly number[];
  /** The rates over the last three whole seconds, or what there is. */
  readonly messageRate: number;
  readonly byteRate: number;
  readonly requestRate: number;
  /** Mean of the newest second in which something was delivered. */
  readonly latencyNow: number;
  /** Mean milliseconds that clients waited for the head of a response, in each second; 0 where none came. */
  readonly waits: readonly number[];
  /** Mean of the newest second in which a response came. */
  readonly waitNow: number;
  /** Requests that wait for their response. */
  readonly waiting: number;
  readonly responses: number;
  /** Responses 4xx and 5xx. */
  readonly clientErrors: number;
  readonly serverErrors: number;
  /** gRPC calls that ended, and those of them that ended in an error: HTTP says 200 of both. */
  readonly grpcEnded: number;
  readonly grpcErrors: number;
  /** Connections that found no server, since the last that did. */
  readonly refused: number;
  readonly opened: number;
  readonly open: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** What caches did with requests, by outcome. */
  readonly caches: Readonly<Record<CacheOutcome, number>>;
  /** Answers that clients of caches got. */
  readonly answers: number;
  readonly published: number;
  readonly delivered: number;
  readonly duplicates: number;
  /** Ids that a client has skipped and not got since. */
  readonly missing: number;
  readonly reconnects: number;
  readonly holds: number;
  readonly heldBytes: number;
  readonly lostBytes: number;
  /** Bytes waiting in a sender, as it last said. */
  readonly buffered: number;
  /** Milliseconds since bytes were last seen; 0 before the first. */
  readonly silence: number;
}

interface Second {
  messages: number;
  deliveries: number;
  bytes: number;
  requests: number;
  latencySum: number;
  latencyCount: number;
  waitSum: number;
  waitCount: number;
}

const emptySecond = (): Second => ({
  messages: 0,
  deliveries: 0,
  bytes: 0,
  requests: 0,
  latencySum: 0,
  latencyCount: 0,
  waitSum: 0,
  waitCount: 0,
});

export interface StatsCounter {
  see(event: WireEvent): void;
  /** The counters `now` milliseconds after the run began. */
  at(now: number): LiveStats;
}

export function createStatsCounter(): StatsCounter {
  const seconds = new Map<number, Second>();
  const open = new Set<number>();
  let newest = 0;
  let lastBytes: number | undefined;
  const exchanges = createExchangeCounter();
  const deliveries = createDeliveryCounter();
  const sums = {
    responses: 0,
    clientErrors: 0,
    serverErrors: 0,
    grpcEnded: 0,
    grpcErrors: 0,
    refused: 0,
    opened: 0,
    bytesUp: 0,
    bytesDown: 0,
    answers: 0,
    reconnects: 0,
    holds: 0,
    heldBytes: 0,
    lostBytes: 0,
    buffered: 0,
  };
  const caches: Record<CacheOutcome, number> = { hit: 0, stale: 0, revalidated: 0, collapsed: 0, miss: 0, bypassed: 0, failed: 0 };

  const secondOf = (time: number) => {
    const index = Math.floor(time / 1000);
    newest = Math.max(newest, index);
    let second = seconds.get(index);
    if (second === undefined) {
      second = emptySecond();
      seconds.set(index, second);
      if (seconds.size > HISTORY + 1) forgetOldest(seconds);
    }
    return second;
  };

  return {
    see(event) {
      const { time, direction, size } = event;
      if (size > 0) {
        secondOf(time).bytes += size;
        lastBytes = time;
        if (direction === 'client-to-server') sums.bytesUp += size;
        if (direction === 'server-to-client') {
          sums.bytesDown += size;
          sums.refused = 0;
        }
      }
      const exchange = exchanges.see(event);
      if (exchange !== undefined) {
        const second = secondOf(time);
        second.waitSum += exchange.wait;
        second.waitCount += 1;
        sums.responses += 1;
        if (exchange.status >= 500) sums.serverErrors += 1;
        else if (exchange.status >= 400) sums.clientErrors += 1;
      }
      switch (event.name) {
        case 'tcp:open':
          open.add(event.connection);
          sums.opened += 1;
          break;
        case 'tcp:close':
          open.delete(event.connection);
          sums.lostBytes += event.data.lostBytes;
          if (event.data.how === 'refused') sums.refused += 1;
          break;
        case 'quic:packet':
          // It opens with its first packet; that it ends is encrypted.
          if (!open.has(event.connection)) sums.opened += 1;
          open.add(event.connection);
          break;
        case 'http:request':
          secondOf(time).requests += 1;
          break;
        case 'http2:frame':
          // RFC 9113 section 8.3.1: a request is a header block with a method.
          if (direction === 'client-to-server' && event.data.headers?.some(([name]) => name === ':method') === true)
            secondOf(time).requests += 1;
          break;
        case 'grpc:status':
          sums.grpcEnded += 1;
          if (event.data.code !== 0) sums.grpcErrors += 1;
          break;
        case 'ws:message':
        case 'sse:event':
          secondOf(time).messages += 1;
          break;
        case 'app:publish':
          deliveries.publish(event.data.id, time);
          break;
        case 'app:deliver': {
          const second = secondOf(time);
          second.deliveries += 1;
          const latency = deliveries.deliver(event.data.id, event.data.client, time);
          if (latency === undefined) break;
          second.latencySum += latency;
          second.latencyCount += 1;
          break;
        }
        case 'app:state':
          if (event.data.actor === 'client' && event.data.state === 'reconnecting') sums.reconnects += 1;
          if (event.data.actor === 'client' && event.data.state === 'got') sums.answers += 1;
          break;
        case 'cache:decision':
          caches[event.data.outcome] += 1;
          break;
        case 'app:buffered':
          sums.buffered = event.data.bytes;
          break;
        case 'path:hold':
          sums.holds += 1;
          sums.heldBytes += event.data.bytes;
          break;
        case 'path:drop':
          sums.lostBytes += event.data.bytes;
          break;
      }
    },
    at(now) {
      const last = Math.max(newest, Math.floor(now / 1000));
      const first = Math.max(0, last - HISTORY + 1);
      const history = Array.from({ length: last - first + 1 }, (_, index) => seconds.get(first + index) ?? emptySecond());
      const { published, delivered, duplicates, missing } = deliveries.at();
      // Where applications report nothing, whole messages on the wire are what is counted.
      const messages = history.map((second) => (published + delivered > 0 ? second.deliveries : second.messages));
      const bytes = history.map((second) => second.bytes);
      const requests = history.map((second) => second.requests);
      const latency = history.map(({ latencySum, latencyCount }) => (latencyCount === 0 ? 0 : latencySum / latencyCount));
      const waits = history.map(({ waitSum, waitCount }) => (waitCount === 0 ? 0 : waitSum / waitCount));
      return {
        messages,
        bytes,
        requests,
        latency,
        messageRate: rateOf(messages, now, first),
        byteRate: rateOf(bytes, now, first),
        requestRate: rateOf(requests, now, first),
        latencyNow: latency.findLast((value) => value > 0) ?? 0,
        waits,
        waitNow: waits.findLast((value) => value > 0) ?? 0,
        waiting: exchanges.waiting(),
        ...sums,
        published,
        delivered,
        duplicates,
        missing,
        caches: { ...caches },
        open: open.size,
        silence: lastBytes === undefined ? 0 : Math.max(0, now - lastBytes),
      };
    },
  };
}

/** Mean per second of the last three whole seconds; of the time so far in the first second. */
function rateOf(history: readonly number[], now: number, first: number): number {
  const whole = history.slice(0, -1).slice(-3);
  if (whole.length > 0) return whole.reduce((sum, value) => sum + value, 0) / whole.length;
  return (history[0] ?? 0) / Math.max(0.2, now / 1000 - first);
}
