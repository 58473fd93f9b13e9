// An HTTP/2 client: one connection for everything (RFC 9113 section 9.1), opened when it is first needed and again when it is
// gone. In the clear by prior knowledge, or with TLS and ALPN.
import http2, { type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import net from 'node:net';
import nodeTls from 'node:tls';
import type { LabContext } from './lab.ts';
import { createIntake, type Loader, type Report, resourceReporter } from './loader.ts';

export interface Http2Options {
  readonly port: number;
  /** Bytes that a server may send on a stream before the client has read any (RFC 9113 section 6.9.2). */
  readonly window?: number;
  /** The same for all streams together. @default what HTTP/2 begins with, 65,535 */
  readonly connectionWindow?: number;
  /** With TLS, trusting this certificate. */
  readonly tls?: { readonly cert: string; readonly servername: string };
  readonly report?: Report;
  /** Headers that every request carries beside those of HTTP/2 itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Called with the response headers of each resource. */
  readonly onResponse?: (headers: Readonly<Record<string, unknown>>) => void;
}

export interface Http2Client extends Loader {
  /** Like `load`, with more headers. The stream is handed out to who wants to stop reading or cancel. */
  load(
    id: number,
    path: string,
    more?: { readonly headers?: Readonly<Record<string, string>>; readonly onStream?: (stream: ClientHttp2Stream) => void },
  ): Promise<void>;
  /** Milliseconds that a PING took (RFC 9113 section 6.7); undefined where there is no connection, or it broke. */
  ping(): Promise<number | undefined>;
}

/** A client that opens nothing before the first request. */
export function createHttp2Client({ emit, clock }: Pick<LabContext, 'emit' | 'clock'>, options: Http2Options): Http2Client {
  const { port, tls, window, connectionWindow, headers: always = {}, onResponse } = options;
  const report = options.report ?? resourceReporter(emit, 'h2');
  let session: ClientHttp2Session | undefined;
  const open = new Map<ClientHttp2Session, net.Socket>();
  const connected = () => {
    if (session !== undefined && !session.closed && !session.destroyed) return session;
    const place = { host: '127.0.0.1', port };
    const socket =
      tls === undefined
        ? net.connect(place)
        : nodeTls.connect({ ...place, ca: tls.cert, servername: tls.servername, ALPNProtocols: ['h2'] });
    const made = http2.connect(`${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, {
      ...(window === undefined ? {} : { settings: { initialWindowSize: window } }),
      createConnection: () => socket,
    });
    if (connectionWindow !== undefined) made.on('connect', () => made.setLocalWindowSize(connectionWindow));
    made.on('error', () => {}); // each stream reports it to whoever asked
    open.set(made, socket);
    socket.on('close', () => open.delete(made));
    session = made;
    return made;
  };

  return {
    load: (id, path, { headers = {}, onStream } = {}) =>
      new Promise((resolve) => {
        const stream = connected().request({ ':path': path, ':authority': `localhost:${port}`, ...always, ...headers });
        const intake = createIntake(clock);
        let over = false;
        const finish = (phase: 'end' | 'failed') => {
          if (over) return;
          over = true;
          if (phase === 'end') report(id, 'end', intake.bytes(), intake.gap());
          else report(id, 'failed');
          resolve();
        };
        stream.on('ready', () => report(id, 'sent'));
        stream.on('response', (fields) => {
          intake.take(0);
          report(id, 'first-byte');
          onResponse?.(fields);
        });
        stream.on('data', (chunk: Buffer) => intake.take(chunk.length));
        stream.on('end', () => finish(stream.rstCode === 0 ? 'end' : 'failed'));
        stream.on('error', () => finish('failed'));
        stream.on('close', () => finish('failed'));
        onStream?.(stream);
      }),
    async ping() {
      if (session === undefined || session.closed || session.destroyed) return undefined;
      const current = session;
      return new Promise((resolve) => {
        current.once('close', () => resolve(undefined));
        current.ping((problem, duration) => resolve(problem ? undefined : duration));
      });
    },
    async [Symbol.asyncDispose]() {
      // Node 20 corrupts its memory when a session is destroyed inside one of its own callbacks, which may be where we are.
      await new Promise((resolve) => setImmediate(resolve));
      for (const [each, socket] of open) {
        each.destroy();
        socket.destroy(); // the session would wait for the peer's farewell
      }
    },
  };
}
