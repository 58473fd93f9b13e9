// The edge's side towards the origin: one request, one answer, on a connection of its own. On loopback a connection costs
// nothing, and none can have been closed by the origin a moment ago.
import http, { type IncomingMessage } from 'node:http';
import type { CacheRequest, CacheResponse } from '../cache/cache.ts';
import type { Fields } from '../cache/fields.ts';
import { fieldsOf, rawOf } from './edge-fields.ts';

export interface OriginAnswer {
  readonly response: CacheResponse;
  readonly reason: string;
  /** The content; ends early with an error where the origin breaks off. */
  readonly body: IncomingMessage;
  readonly requestTime: number;
  readonly responseTime: number;
}

/** Why the origin gave no answer: `timeout`, or Node's error code. */
export class OriginFailure extends Error {
  readonly timedOut: boolean;
  /** Something came, and Node's parser could not read it (its codes begin with HPE_). */
  readonly garbled: boolean;
  constructor(code: string) {
    super(code);
    this.timedOut = code === 'timeout';
    this.garbled = code.startsWith('HPE_');
  }
}

export interface Origin {
  readonly host: string;
  readonly port: number;
}

/** The authority for Host and for comparing addresses: `127.0.0.1:3000`. */
export function authorityOf({ host, port }: Origin): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

export interface AskOptions {
  /** Milliseconds of silence. */
  readonly timeout: number;
  readonly now: () => number;
  readonly content?: IncomingMessage;
  readonly signal: AbortSignal;
  /** Called when the request is sent, and its `read` with the bytes of the answer when that is over. */
  readonly asked: () => { read(bytes: number): void };
}

/** Sends a request. Rejects with OriginFailure where no answer comes; the caller reads or destroys the body. */
export function askOrigin(
  origin: Origin,
  { method, target, headers }: Omit<CacheRequest, 'headers'> & { readonly headers: Fields },
  options: AskOptions,
): Promise<OriginAnswer> {
  return new Promise((resolve, reject) => {
    const requestTime = options.now();
    const { read } = options.asked();
    const request = http.request({
      host: origin.host,
      port: origin.port,
      method,
      path: target,
      headers: rawOf(headers) as unknown as http.OutgoingHttpHeaders,
      agent: false,
      timeout: options.timeout,
      signal: options.signal,
    });
    const fail = (code: string) => reject(new OriginFailure(code));
    request.on('timeout', () => {
      fail('timeout');
      request.destroy();
    });
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    request.on('response', (body) => {
      body.on('error', () => {});
      // The connection is this request's alone.
      const { socket } = body;
      body.on('close', () => read(socket.bytesRead));
      resolve({
        response: { status: body.statusCode ?? 0, headers: fieldsOf(body.rawHeaders) },
        reason: body.statusMessage ?? '',
        body,
        requestTime,
        responseTime: options.now(),
      });
    });
    if (options.content === undefined) request.end();
    else {
      options.content.pipe(request);
      options.content.on('error', () => request.destroy());
    }
  });
}
