// HTTP as the clients of REST, GraphQL and tRPC share it: connections that are used again, the same few header fields. HTTP/1.1,
// or HTTP/2 by prior knowledge (RFC 9113 section 3.3), where everything shares one connection.
import http from 'node:http';
import http2 from 'node:http2';
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

/** Sends a request; resolves with the head, and the content is still to come. */
type Open = (path: string, asked: Asked, signal?: AbortSignal) => Promise<Answering>;
interface Answering {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly content: Readable;
}

/** A client for the tap at `port`: at most six connections over HTTP/1.1, opened when needed, or one over HTTP/2. */
export function createShopHttp(port: number, version: 'http/1.1' | 'h2c' = 'http/1.1'): ShopHttp {
  const { open, connections, close } = version === 'h2c' ? overHttp2(port) : overHttp1(port);
  return {
    warm: async (call) => void (await Promise.all(Array.from({ length: connections }, call))),
    async ask(path, asked = {}) {
      const response = await open(path, asked);
      try {
        return { status: response.status, headers: response.headers, text: await text(response.content) };
      } catch {
        throw new Error('the connection broke in the middle of an answer');
      }
    },
    async fetch(url, init = {}) {
      const { pathname, search } = new URL(String(url));
      const body = typeof init.body === 'string' ? { body: init.body } : {};
      const asked = { method: init.method ?? 'GET', headers: Object.fromEntries(new Headers(init.headers as HeadersInit)), ...body };
      const answer = await open(`${pathname}${search}`, asked, init.signal ?? undefined);
      const { status } = answer;
      // A status without content takes no body, not even an empty one (Fetch, "null body status").
      const content = status === 204 || status === 304 ? null : (Readable.toWeb(answer.content) as ReadableStream<Uint8Array>);
      return new Response(content, { status, headers: { 'Content-Type': answer.headers['content-type'] ?? '' } });
    },
    [Symbol.dispose]: close,
  };
}

interface Way {
  readonly open: Open;
  /** As many as there will ever be. */
  readonly connections: number;
  readonly close: () => void;
}

const lengthOf = (body: string | undefined) => (body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) });

function overHttp1(port: number): Way {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTION_LIMIT });
  return {
    connections: CONNECTION_LIMIT,
    close: () => agent.destroy(),
    open: (path, { method = 'GET', headers = {}, body }, signal) =>
      new Promise((resolve, reject) => {
        const abort = signal === undefined ? {} : { signal };
        const all = { ...headers, ...lengthOf(body) };
        const request = http.request({ host: '127.0.0.1', port, path, method, agent, headers: all, ...abort }, (response) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, content: response }),
        );
        request.on('error', reject);
        request.end(body);
      }),
  };
}

function overHttp2(port: number): Way {
  let session: http2.ClientHttp2Session | undefined;
  const connected = () => {
    if (session === undefined || session.closed || session.destroyed) {
      session = http2.connect(`http://127.0.0.1:${port}`);
      session.on('error', () => {}); // each stream reports it to whoever asked
    }
    return session;
  };
  return {
    connections: 1,
    // Node 20 corrupts its memory when a session is destroyed inside one of its own callbacks, which may be where we are.
    close: () => void setImmediate(() => session?.destroy()),
    open: (path, { method = 'GET', headers = {}, body }, signal) =>
      new Promise((resolve, reject) => {
        const all = Object.entries({ ...headers, ...lengthOf(body) }).map(([name, value]) => [name.toLowerCase(), value]);
        const fields = { ':path': path, ':method': method, ...Object.fromEntries(all) };
        const stream = connected().request(fields, { endStream: body === undefined, ...(signal === undefined ? {} : { signal }) });
        stream.on('response', (answer) => resolve({ status: Number(answer[':status']), headers: answer, content: stream }));
        stream.on('error', reject);
        stream.on('close', () => reject(new Error('the connection broke before the answer came')));
        if (body !== undefined) stream.end(body);
      }),
  };
}
