// Which response answers which request, on connections that are watched: how long each client waited, and what it got.
// Pure; what it keeps is bounded by what is open.
import { headerOf } from './decode/header-list.ts';
import type { WireEvent } from './event.ts';

/** Requests without a response that are remembered of one connection; beyond it somebody asks and nobody answers. */
const REMEMBER = 1000;

export interface Exchange {
  readonly status: number;
  /** Milliseconds from the request's last byte into the tap to the response's head out of it. */
  readonly wait: number;
}

export interface ExchangeCounter {
  /** Takes an event in; returns the exchange that it completes. */
  see(event: WireEvent): Exchange | undefined;
  /** Requests that wait for their response. */
  waiting(): number;
}

interface Asked {
  /** HTTP/1: responses come in the order of requests (RFC 9112 section 9.3.2). */
  readonly queue: number[];
  /** HTTP/2: by stream. */
  readonly streams: Map<number, number>;
}

export function createExchangeCounter(): ExchangeCounter {
  const connections = new Map<number, Asked>();
  const askedOn = (connection: number) => {
    let asked = connections.get(connection);
    if (asked === undefined) {
      asked = { queue: [], streams: new Map() };
      connections.set(connection, asked);
    }
    return asked;
  };
  const answer = (event: WireEvent, status: number, at: number | undefined) =>
    at === undefined ? undefined : { status, wait: Math.max(0, event.time - at) };

  return {
    see(event) {
      switch (event.name) {
        case 'http:request': {
          const { queue } = askedOn(event.connection);
          queue.push(event.entered);
          if (queue.length > REMEMBER) queue.shift();
          return undefined;
        }
        case 'http:response': {
          const { status } = event.data;
          // Interim responses leave their request open; 101 ends it (RFC 9110 section 15.2).
          if (status < 200 && status !== 101) return undefined;
          return answer(event, status, connections.get(event.connection)?.queue.shift());
        }
        case 'http2:frame': {
          const { stream, type, headers } = event.data;
          if (type === 'RST_STREAM') connections.get(event.connection)?.streams.delete(stream);
          if (headers === undefined) return undefined;
          if (event.direction === 'client-to-server') {
            if (headerOf(headers, ':method') !== undefined) {
              const { streams } = askedOn(event.connection);
              streams.set(stream, event.entered);
              if (streams.size > REMEMBER) streams.delete(streams.keys().next().value as number);
            }
            return undefined;
          }
          const status = Number(headerOf(headers, ':status') ?? 0);
          if (status < 200) return undefined;
          const streams = connections.get(event.connection)?.streams;
          const at = streams?.get(stream);
          streams?.delete(stream);
          return answer(event, status, at);
        }
        case 'tcp:close':
          connections.delete(event.connection);
          return undefined;
        default:
          return undefined;
      }
    },
    waiting() {
      let count = 0;
      for (const { queue, streams } of connections.values()) count += queue.length + streams.size;
      return count;
    },
  };
}
