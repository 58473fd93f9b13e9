// How a client and a server agree on a version of HTTP: the list in the ClientHello and the server's choice (RFC 7301). The
// list can be read at the tap; the choice is encrypted in TLS 1.3, so the client says it.
import tls from 'node:tls';
import { createCertificate, SERVER_NAME } from './certificate.ts';
import { startHttp2Server } from './http2-server.ts';
import type { LabContext } from './lab.ts';
import { startTap, type Tap } from './tap.ts';

/** What clients offer, the most wanted first: a browser of today, one that knows HTTP/1.1 only, and one from before ALPN. */
const OFFERS: readonly (readonly string[])[] = [['h2', 'http/1.1'], ['http/1.1'], []];

export interface Negotiation extends AsyncDisposable {
  /** Connects once with each offer, one after another, and says what was chosen. */
  run(): Promise<void>;
  setConditions: Tap['setConditions'];
}

/** A TLS server that speaks both versions, with a tap in front. `number` counts the lab's connections. */
export async function startNegotiation(context: LabContext, number: () => number): Promise<Negotiation> {
  const certificate = createCertificate(context.clock);
  const server = await startHttp2Server(context, { certificate });
  const { port: _port, ...rest } = context;
  const tap = await startTap({ ...rest, upstreamPort: server.port, handshake: true, number });
  const say = (state: string, detail: string) =>
    context.emit(
      { name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } },
      { connection: 0, source: 'hook' },
    );

  return {
    async run() {
      for (const offer of OFFERS) {
        const offered = offer.length === 0 ? 'nothing' : offer.join(', ');
        await new Promise<void>((resolve) => {
          const socket = tls.connect({
            host: '127.0.0.1',
            port: tap.port,
            servername: SERVER_NAME,
            ca: certificate.cert,
            ...(offer.length === 0 ? {} : { ALPNProtocols: [...offer] }),
          });
          socket.on('secureConnect', () => {
            const chosen = socket.alpnProtocol === false ? 'none: HTTP/1.1 is understood' : socket.alpnProtocol;
            say('negotiated', `offered ${offered}; chosen ${chosen}`);
            socket.end();
          });
          socket.on('error', () => {}); // `close` follows
          socket.on('close', () => resolve());
          socket.resume();
        });
        if (context.signal.aborted) return;
      }
    },
    setConditions: (change) => tap.setConditions(change),
    async [Symbol.asyncDispose]() {
      await tap[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}
