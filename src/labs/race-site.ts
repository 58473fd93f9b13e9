// One page, three servers: HTTP/1.1 and HTTP/2 over TLS, HTTP/3 over QUIC, each with its client. Either through taps, or
// directly, where the network of the machine itself is to be seen.
import { setMaxListeners } from 'node:events';
import type { Conditions } from '../wire/conditions.ts';
import { createCertificate, SERVER_NAME } from './certificate.ts';
import { createHttp1Client } from './http1-client.ts';
import { startHttp1Server } from './http1-server.ts';
import { createHttp2Client } from './http2-client.ts';
import { startHttp2Server } from './http2-server.ts';
import { createHttp3Client, warmUp } from './http3-client.ts';
import { startHttp3Server } from './http3-server.ts';
import type { LabContext } from './lab.ts';
import type { Loader, Protocol } from './loader.ts';
import { startTap, type Tap } from './tap.ts';
import { startUdpTap } from './udp-tap.ts';

export const PROTOCOLS: readonly Protocol[] = ['http/1.1', 'h2', 'h3'];

export interface RaceSite extends AsyncDisposable {
  /** Where the HTTP/1.1 server can be reached. */
  readonly url: string;
  /** A client of a protocol without any connection yet. Whoever makes it closes it. */
  client(protocol: Protocol): Loader;
  setConditions(change: Partial<Conditions>): void;
  /** Loses one packet of each protocol, among the first that carry content. Through taps only. */
  loseOne(): void;
}

/** Windows as wide as HTTP/3's here: what is compared is not windows. */
const WINDOWS = { window: 4_000_000, connectionWindow: 16_000_000 };

/** Starts everything. Leaves nothing open if one of the parts cannot be had. */
export async function openRaceSite(context: LabContext, direct: boolean): Promise<RaceSite> {
  setMaxListeners(0, context.signal);
  const open: AsyncDisposable[] = [];
  const keep = <Part extends AsyncDisposable>(part: Part): Part => {
    open.push(part);
    return part;
  };
  const close = async () => {
    for (const part of open.splice(0).reverse()) await part[Symbol.asyncDispose]();
  };
  try {
    const certificate = createCertificate(context.clock);
    let connections = 0;
    const number = () => ++connections;
    let connectionOf: (port: number) => number = () => 0;
    const servers = {
      'http/1.1': keep(await startHttp1Server(context, { certificate })),
      h2: keep(await startHttp2Server(context, { certificate })),
      h3: keep(await startHttp3Server(context, { certificate, quiet: () => true, connectionOf: (port) => connectionOf(port) })),
    };
    await warmUp(context, { port: servers.h3.port, cert: certificate.cert });

    const { port: _port, ...rest } = context;
    const taps: Tap[] = [];
    const ports: Record<Protocol, number> = { 'http/1.1': servers['http/1.1'].port, h2: servers.h2.port, h3: servers.h3.port };
    let setConditions: RaceSite['setConditions'] = () => {};
    let loseOne = () => {};
    if (!direct) {
      for (const protocol of ['http/1.1', 'h2'] as const) {
        // One of them says that the path has changed, for all.
        const given = protocol === 'http/1.1' ? context : { ...rest, silent: true };
        const tap = keep(await startTap({ ...given, upstreamPort: servers[protocol].port, handshake: true, number }));
        taps.push(tap);
        ports[protocol] = tap.port;
      }
      const udp = keep(await startUdpTap({ ...rest, upstreamPort: servers.h3.port, number }));
      ports.h3 = udp.port;
      connectionOf = udp.connectionOf;
      setConditions = (change) => {
        for (const tap of [...taps, udp]) tap.setConditions(change);
      };
      loseOne = () => {
        for (const tap of [...taps, udp]) tap.loseOne();
      };
    }

    const tls = { cert: certificate.cert, servername: SERVER_NAME };
    const make: Readonly<Record<Protocol, () => Loader>> = {
      'http/1.1': () => createHttp1Client(context, { port: ports['http/1.1'], tls }),
      h2: () => createHttp2Client(context, { port: ports.h2, tls, ...WINDOWS }),
      h3: () => createHttp3Client(context, { port: ports.h3, cert: certificate.cert }),
    };
    return {
      url: `https://127.0.0.1:${ports['http/1.1']}`,
      client: (protocol) => make[protocol](),
      setConditions: (change) => setConditions(change),
      loseOne: () => loseOne(),
      [Symbol.asyncDispose]: close,
    };
  } catch (problem) {
    await close();
    throw problem;
  }
}
