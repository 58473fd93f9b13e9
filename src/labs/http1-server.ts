// An HTTP/1.1 server for resources, with or without TLS. Node parses pipelined requests as they come and works on all of
// them; what is ready early waits inside it for its turn (RFC 9112 section 9.3.2), and this server says so.
import { setMaxListeners } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { Certificate } from './certificate.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { type Page, sendPage } from './page.ts';
import { findResource, think } from './site.ts';

export interface Http1Server extends AsyncDisposable {
  readonly port: number;
}

export interface Http1ServerOptions {
  readonly certificate?: Certificate;
  /** What stands at `/`. */
  readonly page?: Page;
}

/** Starts the server on a free port of the loopback interface. */
export async function startHttp1Server(
  { emit, signal }: Pick<LabContext, 'emit' | 'signal'>,
  { certificate, page }: Http1ServerOptions = {},
): Promise<Http1Server> {
  const ended = new AbortController();
  const stop = AbortSignal.any([signal, ended.signal]);
  setMaxListeners(0, stop); // one for each response that the server thinks about
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {}); // a client that is gone
    const target = request.url ?? '';
    const resource = findResource(target);
    if (resource === undefined) {
      if (target === '/' && page !== undefined) return sendPage(response, page);
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      return response.end('There are resources at /r/NUMBER?size=BYTES&delay=MILLISECONDS.\n');
    }
    think(resource.delay, stop).then(
      () => {
        // Node gives a response its socket when those before it on the connection are done.
        if (response.socket === null && !request.socket.destroyed)
          say('ready', `${target.split('?')[0]} is ready and waits: responses go out in the order of the requests`);
        response.writeHead(resource.status, resource.headers).end(resource.body);
      },
      () => {}, // the lab ends
    );
  };
  const server =
    certificate === undefined
      ? http.createServer(handle)
      : https.createServer({ key: certificate.key, cert: certificate.cert, ALPNProtocols: ['http/1.1'], minVersion: 'TLSv1.3' }, handle);
  server.keepAliveTimeout = 60_000;
  const port = await listenLocally(server);

  return {
    port,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await closeHttp(server);
    },
  };
}
