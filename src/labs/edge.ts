// A caching reverse proxy, real and on loopback, in front of one origin on loopback: a shared cache after RFC 9111 with a
// limit of entries and of bytes. What it decides is src/cache; how it answers is edge-answer.ts. This file owns the server.
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type CacheRequest, CDN, type Profile } from '../cache/cache.ts';
import { serialiseCacheStatus } from '../cache/cache-status.ts';
import { tagsOf } from '../cache/tags.ts';
import type { Clock } from '../lib/clock.ts';
import { createAnswerer } from './edge-answer.ts';
import type { Before } from './edge-before.ts';
import { EDGE_NAME, fieldsOf } from './edge-fields.ts';
import { createFlights, NO_FLIGHTS } from './edge-flights.ts';
import { targetOf } from './edge-job.ts';
import { authorityOf, type Origin } from './edge-origin.ts';
import { createEdgeStore } from './edge-store.ts';
import type { EdgeExchange } from './edge-tell.ts';
import { tunnel } from './edge-tunnel.ts';
import type { Emit } from './lab.ts';

export interface EdgeOptions {
  /** Where the responses come from. The host must be a loopback address. */
  readonly origin: Origin;
  /** Where to listen on 127.0.0.1. @default any free port */
  readonly port?: number | undefined;
  /** `date` is the time that ages and dates are counted in: move it, and an hour has passed. */
  readonly clock: Clock;
  /** Its name in Cache-Status and in its events. @default wirewise */
  readonly name?: string;
  /** Takes a `cache:decision` for each request. */
  readonly emit?: Emit;
  /** Each request with the response as the origin gave it. */
  readonly onExchange?: (exchange: EdgeExchange) => void;
  /** Each request again when its answer is over. */
  readonly onDone?: (done: EdgeDone) => void;
  readonly profile?: Profile;
  /** The most responses, and the most bytes of them, that are kept. @default 1000 and 64 MiB */
  readonly maxEntries?: number;
  readonly maxBytes?: number;
  /** Longer content is passed on as it comes and not kept. @default 8 MiB */
  readonly maxEntryBytes?: number;
  /** Milliseconds of silence after which the origin counts as failed. @default 30000 */
  readonly originTimeout?: number;
  /** Spells a request before anything is looked up: target and fields of the cache key, and what the origin is asked. */
  readonly normalise?: ((request: CacheRequest) => CacheRequest) | undefined;
  /** Fields of requests that go no further, beyond those that never do. @default none */
  readonly strip?: readonly string[];
  /** A user's function, after that: it may answer, or change the request that goes on. */
  readonly before?: ((request: CacheRequest) => Promise<Before>) | undefined;
  /** Whether requests for the same thing wait for one that is on its way. @default true */
  readonly collapse?: boolean;
}

export interface EdgeDone {
  /** The exchange's. */
  readonly number: number;
  /** Of the answer, with its header. */
  readonly bytes: number;
  /** From the whole header of the request to the last byte that was handed to the system. */
  readonly milliseconds: number;
}

export interface EdgeStats {
  readonly entries: number;
  readonly bytes: number;
  readonly evicted: number;
  /** Fetches under way that others may be waiting for. */
  readonly flights: number;
  /** Connections of clients that are open. */
  readonly connections: number;
  /** Requests of clients, and the bytes of what they got; the same between edge and origin, headers included. */
  readonly requests: number;
  readonly bytesOut: number;
  readonly originRequests: number;
  readonly originBytes: number;
}

export interface Edge extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  stats(): EdgeStats;
  /** Removes what is stored for a target (path and query), or everything; how many responses there were. */
  purge(target?: string): number;
  /** Removes what has this tag in Cache-Tag or Surrogate-Key. */
  purgeTag(tag: string): number;
  /** How many stored responses have each tag. */
  tags(): ReadonlyMap<string, number>;
  /** Lets so many seconds pass for everything that is stored: a model of waiting, since the origin's calendar stays. */
  makeOlder(seconds: number): void;
}

/** What is said of an upgrade: nothing is cached, and nothing is known of what follows. */
const UPGRADE = {
  outcome: 'bypassed',
  because: 'an upgrade to WebSocket: passed through, nothing of it is stored',
  source: 'rfc9110#7.8',
  storing: '',
  storingBecause: '',
  storingSource: '',
  age: 0,
  lifetime: 0,
} as const;

/** Whether a host is this machine: the only place that an edge goes to. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Starts an edge. Rejects with Node's error where the port cannot be had, and with a sentence where the origin is not local or itself. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const {
    origin,
    clock,
    name = EDGE_NAME,
    maxEntries = 1000,
    maxBytes = 64 * 2 ** 20,
    maxEntryBytes = 8 * 2 ** 20,
    strip = [],
    originTimeout = 30_000,
  } = options;
  if (!isLoopback(origin.host)) throw new Error(`${authorityOf(origin)} is not on this machine: an edge goes to 127.0.0.1 only`);
  if (options.port === origin.port && origin.port !== 0)
    throw new Error(`port ${origin.port} is the origin's: choose another one for the edge`);
  const store = createEdgeStore({ maxEntries, maxBytes });
  const flights = options.collapse === false ? NO_FLIGHTS : createFlights();
  const stop = new AbortController();
  // One listener for each request that is on its way to the origin.
  setMaxListeners(0, stop.signal);
  const numbers = new WeakMap<Socket, number>();
  let numbered = 0;
  let open = 0;
  const counts = { requests: 0, bytesOut: 0, originRequests: 0, originBytes: 0 };
  const tell = (exchange: EdgeExchange) => {
    options.emit?.(
      { name: 'cache:decision', direction: 'none', size: 0, data: exchange.decision },
      { connection: exchange.connection, source: 'hook' },
    );
    options.onExchange?.(exchange);
  };
  const answer = createAnswerer({
    name,
    origin,
    profile: options.profile ?? CDN,
    store,
    flights,
    strip,
    maxEntryBytes: Math.min(maxEntryBytes, maxBytes),
    normalise: options.normalise,
    before: options.before,
    originTimeout,
    now: () => clock.date().getTime(),
    signal: stop.signal,
    tell,
    asked() {
      counts.originRequests += 1;
      return {
        read(bytes) {
          counts.originBytes += bytes;
        },
      };
    },
  });
  const server = http.createServer({ keepAliveTimeout: 5_000 }, (message, client) => {
    const { socket } = message;
    const [began, before] = [clock.now(), socket.bytesWritten];
    counts.requests += 1;
    const number = counts.requests;
    client.on('close', () => {
      const bytes = socket.bytesWritten - before;
      counts.bytesOut += bytes;
      options.onDone?.({ number, bytes, milliseconds: clock.now() - began });
    });
    void answer(message, client, { connection: numbers.get(socket) ?? 0, number });
  });
  const tunnels = new Set<Duplex>();
  server.on('upgrade', (message: http.IncomingMessage, client: Duplex, head: Buffer) => {
    tunnels.add(client);
    client.on('close', () => tunnels.delete(client));
    const { method = '', url = '' } = message;
    const target = targetOf(url) ?? '/';
    counts.requests += 1;
    counts.originRequests += 1;
    const number = counts.requests;
    void tunnel(message, client, head, { origin, target, signal: stop.signal, sender: { name, strip } }).then((status) =>
      tell({
        request: { method, target, headers: fieldsOf(message.rawHeaders) },
        response: undefined,
        decision: {
          ...UPGRADE,
          cache: name,
          method,
          target,
          status,
          cacheStatus: serialiseCacheStatus(name, { fwd: 'bypass' }),
        },
        connection: numbers.get(message.socket) ?? 0,
        number,
      }),
    );
  });
  server.on('connection', (socket: Socket) => {
    numbered += 1;
    open += 1;
    numbers.set(socket, numbered);
    socket.on('close', () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stats: () => ({
      entries: store.entries,
      bytes: store.bytes,
      evicted: store.evicted,
      flights: flights.size,
      connections: open,
      ...counts,
    }),
    purge: (target) => (target === undefined ? store.clear() : store.drop(target)),
    purgeTag: (tag) => store.dropWhere(({ stored }) => tagsOf(stored.response.headers).includes(tag)),
    tags() {
      const found = new Map<string, number>();
      for (const { stored } of store.all()) for (const tag of tagsOf(stored.response.headers)) found.set(tag, (found.get(tag) ?? 0) + 1);
      return found;
    },
    makeOlder: (seconds) => store.makeOlder(seconds),
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      stop.abort();
      server.closeAllConnections();
      for (const each of tunnels) each.destroy();
      await closed;
    },
  };
}
