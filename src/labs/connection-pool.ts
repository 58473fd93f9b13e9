// What a browser has beneath EventSource and fetch: a pool of connections to one origin. Over HTTP/1.1 it keeps the limit
// that browsers commonly have; over HTTP/2 everything shares one connection. The limit is ours, the connections are real.
import http from 'node:http';
import http2 from 'node:http2';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/** Connections to one origin that browsers commonly open over HTTP/1.1 (RFC 9112 section 9.4 names no number). */
export const CONNECTION_LIMIT = 6;

export interface PooledResponse {
  readonly status: number;
  readonly url: string;
  readonly redirected: false;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
}

export interface PooledRequest {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ConnectionPool extends Disposable {
  /** GETs a path through the pool; waits while the pool is full. Rejects when the connection breaks before the response. */
  get(path: string, request?: PooledRequest): Promise<PooledResponse>;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

/** HTTP/1.1 with at most six connections. */
export function createHttp1Pool(origin: string): ConnectionPool {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTION_LIMIT });
  return {
    get: (path, { headers = {}, signal } = {}) =>
      new Promise((resolve, reject) => {
        const request = http.get(new URL(path, origin), { agent, headers, ...(signal === undefined ? {} : { signal }) }, (response) => {
          resolve(pooled(new URL(path, origin).href, response.statusCode ?? 0, response.headers, response));
        });
        request.on('error', reject);
      }),
    get waiting() {
      return Object.values(agent.requests).reduce((sum, list) => sum + (list?.length ?? 0), 0);
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

/** HTTP/2 by prior knowledge (RFC 9113 section 3.3): one connection, opened again when it is gone. */
export function createHttp2Pool(origin: string): ConnectionPool {
  let session: http2.ClientHttp2Session | undefined;
  const connected = () => {
    if (session === undefined || session.closed || session.destroyed) {
      session = http2.connect(origin);
      session.on('error', () => {}); // each stream reports it to whoever asked
    }
    return session;
  };
  return {
    get: (path, { headers = {}, signal } = {}) =>
      new Promise((resolve, reject) => {
        const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
        const stream = connected().request({ ':path': path, ...lower }, signal === undefined ? {} : { signal });
        stream.on('response', (fields) => resolve(pooled(new URL(path, origin).href, Number(fields[':status']), fields, stream)));
        stream.on('error', reject);
        stream.on('close', () => reject(new Error('the connection broke before the response came')));
      }),
    waiting: 0,
    // Node 20 corrupts its memory when a session is destroyed inside one of its own callbacks, which may be where we are.
    [Symbol.dispose]: () => void setImmediate(() => session?.destroy()),
  };
}

function pooled(
  url: string,
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Readable,
): PooledResponse {
  const fields = { get: (name: string) => headers[name.toLowerCase()]?.toString() ?? null };
  // RFC 9110 section 15.3.5: a 204 has no content. Whoever gets none cannot read it either, so its connection is given back here.
  if (status === 204) body.resume();
  const content = status === 204 ? null : (Readable.toWeb(body) as ReadableStream<Uint8Array>);
  return { url, status, redirected: false, headers: fields, body: content };
}
