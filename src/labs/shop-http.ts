// HTTP/1.1 as the clients of REST, GraphQL and tRPC share it: connections that are used again, the same few header fields.
import http from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CONNECTION_LIMIT } from './connection-pool.ts';

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
export interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}
export interface ShopHttp extends Disposable {
  /** The whole answer. */
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** Opens as many connections as there will ever be, by that many calls of `call` at once. */
  warm(call: () => Promise<unknown>): Promise<void>;
  /** The same for a library that wants `fetch`; its body can be read as it comes. */
  fetch(
    url: unknown,
    init?: { method?: string; headers?: unknown; body?: unknown; signal?: AbortSignal | null | undefined },
  ): Promise<Response>;
}

/** A client for the tap at `port`; at most six connections, opened when needed. */
export function createShopHttp(port: number): ShopHttp {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTION_LIMIT });
  /** Resolves with the head; the content is still to come. */
  const open = (path: string, { method = 'GET', headers = {}, body }: Asked, signal?: AbortSignal) =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const abort = signal === undefined ? {} : { signal };
      const request = http.request({ host: '127.0.0.1', port, path, method, agent, headers: { ...headers, ...length }, ...abort }, resolve);
      request.on('error', reject);
      request.end(body);
    });
  return {
    warm: async (call) => void (await Promise.all(Array.from({ length: CONNECTION_LIMIT }, call))),
    async ask(path, asked = {}) {
      const response = await open(path, asked);
      try {
        return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
      } catch {
        throw new Error('the connection broke in the middle of an answer');
      }
    },
    async fetch(url, init = {}) {
      const { pathname, search } = new URL(String(url));
      const body = typeof init.body === 'string' ? { body: init.body } : {};
      const asked = { method: init.method ?? 'GET', headers: Object.fromEntries(new Headers(init.headers as HeadersInit)), ...body };
      const answer = await open(`${pathname}${search}`, asked, init.signal ?? undefined);
      const status = answer.statusCode ?? 0;
      // A status without content takes no body, not even an empty one (Fetch, "null body status").
      const content = status === 204 || status === 304 ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      return new Response(content, { status, headers: { 'Content-Type': answer.headers['content-type'] ?? '' } });
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}
