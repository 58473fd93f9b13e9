// HTTP/1.1 as the clients of REST, GraphQL and tRPC share it: connections that are used again, the same few header fields.
import http from 'node:http';
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
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** Opens as many connections as there will ever be, by that many calls of `call` at once. */
  warm(call: () => Promise<unknown>): Promise<void>;
  /** The same for a library that wants `fetch`. */
  readonly fetch: (url: string, init?: { method?: string; headers?: unknown; body?: unknown }) => Promise<Response>;
}

/** A client for the tap at `port`; at most six connections, opened when needed. */
export function createShopHttp(port: number): ShopHttp {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTION_LIMIT });
  const ask: ShopHttp['ask'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const request = http.request({ host: '127.0.0.1', port, path, method, agent, headers: { ...headers, ...length } }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
        response.on('error', reject);
        response.on('aborted', () => reject(new Error('the connection broke in the middle of an answer')));
      });
      request.on('error', reject);
      request.end(body);
    });
  return {
    ask,
    warm: async (call) => void (await Promise.all(Array.from({ length: CONNECTION_LIMIT }, call))),
    async fetch(url, init = {}) {
      const { pathname, search } = new URL(url);
      const headers = Object.fromEntries(new Headers(init.headers as HeadersInit));
      const body = typeof init.body === 'string' ? { body: init.body } : {};
      const answer = await ask(`${pathname}${search}`, { method: init.method ?? 'GET', headers, ...body });
      return new Response(answer.text, { status: answer.status, headers: { 'Content-Type': answer.headers['content-type'] ?? '' } });
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}
