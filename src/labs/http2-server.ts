// An HTTP/2 server for resources (RFC 9113), in the clear or with TLS. Node interleaves what is ready; where the server heeds
// priorities (RFC 9218), it hands Node one piece at a time, the most urgent first.
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import http2, {
  type Http2SecureServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Certificate } from './certificate.ts';
import { listenForEither } from './either-server.ts';
import type { LabContext } from './lab.ts';
import { type Page, sendPage } from './page.ts';
import { createPriorityQueue } from './priority-queue.ts';
import { findResource, think } from './site.ts';

export interface ResourceServer extends AsyncDisposable {
  readonly port: number;
  /** Says GOAWAY on every connection: what is under way is finished, nothing new begins (RFC 9113 section 6.8). */
  goaway(): void;
}

export interface Http2ServerOptions {
  /** With TLS, and HTTP/1.1 for who does not offer h2. */
  readonly certificate?: Certificate;
  /** Whether `priority` request headers decide what goes first. */
  readonly priorities?: boolean;
  /** Value of an `Alt-Svc` header on every response (RFC 7838 section 3); asked for with each. */
  readonly altSvc?: () => string | undefined;
  /** What a browser gets that comes in the clear, over HTTP/1.1. */
  readonly page?: Page;
}

/** Starts the server on a free port of the loopback interface. */
export async function startHttp2Server(
  { signal }: Pick<LabContext, 'signal'>,
  { certificate, priorities = false, altSvc, page }: Http2ServerOptions = {},
): Promise<ResourceServer> {
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  setMaxListeners(0, stop); // one for each response that the server thinks about
  const sessions = new Map<ServerHttp2Session, ReturnType<typeof createPriorityQueue>>();

  const answer = async (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    const resource = findResource(String(headers[':path']));
    const alternative = altSvc?.();
    const more = alternative === undefined ? {} : { 'alt-svc': alternative };
    if (resource === undefined) {
      stream.respond({ ':status': 404, 'content-type': 'text/plain', ...more });
      return stream.end('There are resources at /r/NUMBER?size=BYTES&delay=MILLISECONDS.\n');
    }
    await think(resource.delay, stop);
    if (stream.destroyed || stream.closed) return;
    stream.respond({ ':status': resource.status, ...resource.headers, ...more });
    const queue = priorities && stream.session !== undefined ? sessions.get(stream.session as ServerHttp2Session) : undefined;
    if (queue === undefined) stream.end(resource.body);
    else queue.add(stream, resource.body, String(headers.priority ?? ''));
  };
  const server: Http2Server | Http2SecureServer =
    certificate === undefined
      ? http2.createServer()
      : http2.createSecureServer({ key: certificate.key, cert: certificate.cert, allowHTTP1: true, minVersion: 'TLSv1.3' });
  server.on('session', (session: ServerHttp2Session) => {
    sessions.set(session, createPriorityQueue());
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => {}); // a client that cancels
    stream.resume(); // Node resets a stream whose request nobody has read to its end
    answer(stream, headers).catch(() => {}); // the lab ends
  });
  if (certificate !== undefined)
    server.on('request', (request, response) => {
      // HTTP/1.1 by ALPN: its requests come here only.
      if (request.httpVersionMajor === 1) response.writeHead(200, { 'Content-Type': 'text/plain', Connection: 'close' }).end('HTTP/1.1\n');
    });
  const plain = http.createServer((request, response) => {
    if (request.url === '/' && page !== undefined) return sendPage(response, page);
    response.writeHead(404, { 'Content-Type': 'text/plain', Connection: 'close' }).end('This server speaks HTTP/2.\n');
  });
  const front = await listenForEither({
    http1: (socket) => plain.emit('connection', socket),
    http2: (socket) => (certificate === undefined ? server.emit('connection', socket) : socket.destroy()),
    ...(certificate === undefined ? {} : { tls: (socket) => server.emit('connection', socket) }),
  });

  return {
    port: front.port,
    goaway() {
      for (const session of sessions.keys()) session.close();
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await new Promise((resolve) => setImmediate(resolve)); // never inside a callback of a session: see http2-client.ts
      for (const session of sessions.keys()) session.destroy();
      await front[Symbol.asyncDispose]();
    },
  };
}
