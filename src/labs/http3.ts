// The HTTP/3 lab (RFC 9114 over RFC 9000): a QUIC connection beside a TCP one with TLS and HTTP/2, to the same site, and what
// happens to both when the client's network changes, when UDP is blocked, and on the way from one to the other.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import { createCertificate, SERVER_NAME } from './certificate.ts';
import { createHttp2Client } from './http2-client.ts';
import { startHttp2Server } from './http2-server.ts';
import { createHttp3Client, warmUp } from './http3-client.ts';
import { startHttp3Server } from './http3-server.ts';
import type { Lab, LabContext } from './lab.ts';
import { resourceReporter } from './loader.ts';
import { resourcePath } from './site.ts';
import { startUdpTap, type UdpTap } from './udp-tap.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'requests', title: 'Resources of the page', default: 1, min: 1, max: 40, step: 1, unit: '' },
  { kind: 'number', name: 'size', title: 'Bytes of a resource', default: 5000, min: 0, max: 1_000_000, step: 5000, unit: 'bytes' },
  { kind: 'switch', name: 'retry', title: 'The server asks for proof of address (Retry)', default: false },
  { kind: 'number', name: 'patience', title: 'Wait for HTTP/3 before HTTP/2', default: 1500, min: 100, max: 10_000, step: 250, unit: 'ms' },
];

/** Seconds for which `Alt-Svc` may be remembered. */
const MAX_AGE = 60;

export const http3: Lab = {
  id: 'http3',
  title: 'HTTP/3',
  summary: 'A QUIC handshake beside that of TCP and TLS, a network that changes, UDP that is blocked, and the way there by Alt-Svc.',
  settings,
  actions: [
    { id: 'h3', title: 'load over HTTP/3', key: 'o' },
    { id: 'h2', title: 'load over HTTP/2', key: 't' },
    { id: 'fresh', title: 'forget both', key: 'f' },
    { id: 'rebind', title: 'other network', key: 'm' },
    { id: 'block-udp', title: 'block UDP', key: 'b' },
    { id: 'discover', title: 'Alt-Svc', key: 'a' },
    { id: 'cut', title: 'cut TCP', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  views: ['sequence', 'waterfall'],
  script: [
    { do: 'h3' },
    { until: { event: 'app:resource', where: { phase: 'end', protocol: 'h3' } } },
    { do: 'h2' },
    { until: { event: 'app:resource', where: { phase: 'end', protocol: 'h2' } } },
  ],

  async start(context) {
    const { params, emit, signal } = context;
    const site = await openSite(context);
    const { tcp, udp, certificate } = site;
    const reports = { h2: resourceReporter(emit, 'h2'), h3: resourceReporter(emit, 'h3') };
    const say = (state: string, detail: string) =>
      emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
    let alternative: string | undefined;
    const overTcp = () =>
      createHttp2Client(context, {
        port: tcp.port,
        tls: { cert: certificate.cert, servername: SERVER_NAME },
        // As wide as HTTP/3's here: what is compared is not windows.
        window: 4_000_000,
        connectionWindow: 16_000_000,
        onResponse(headers) {
          const offered = headers['alt-svc'];
          if (typeof offered !== 'string' || offered === alternative) return;
          alternative = offered;
          say('alternative', `Alt-Svc: ${offered}`);
        },
      });
    const overUdp = createHttp3Client(context, {
      port: udp.port,
      cert: certificate.cert,
      onHandshake: () => say('handshake', 'HTTP/3: the handshake is complete'),
    });
    let http2Client = overTcp();
    let next = 1;

    /** Asks for a page; what its resources wait for a connection is part of their time. */
    const ask = (protocol: 'h2' | 'h3', ids = Array.from({ length: Number(params.requests) }, () => next++)) => {
      for (const id of ids) reports[protocol](id, 'queued');
      return ids;
    };
    const load = (protocol: 'h2' | 'h3', ids: readonly number[]) => {
      const client = protocol === 'h2' ? http2Client : overUdp;
      return Promise.all(ids.map((id) => client.load(id, resourcePath(id, { size: Number(params.size) }))));
    };
    /** As a browser does: an alternative that does not answer is given up (RFC 7838 section 2.4). */
    const loadOrFallBack = async () => {
      const ids = ask('h3');
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), Number(params.patience));
        signal.addEventListener('abort', () => resolve('late'), { once: true });
      });
      const first = await Promise.race([overUdp.connected(), patience]);
      clearTimeout(timer);
      if (signal.aborted) return;
      if (first !== 'late' && first) return void load('h3', ids);
      for (const id of ids) reports.h3(id, 'failed');
      say('fallback', `no answer over UDP in ${Number(params.patience)} ms: HTTP/2 over TCP it is`);
      void overUdp.reset();
      await load('h2', ask('h2', ids));
    };

    const actions: Readonly<Record<string, () => unknown>> = {
      h3: loadOrFallBack,
      h2: () => load('h2', ask('h2')),
      async fresh() {
        await overUdp.reset();
        await http2Client[Symbol.asyncDispose]();
        http2Client = overTcp();
        alternative = undefined;
      },
      async rebind() {
        // The server knows a TCP connection by addresses and ports: from others it is another one, and the old one is dead.
        tcp.cut();
        await udp.rebind();
      },
      'block-udp'() {
        udp.setConditions({ blackhole: true });
        emit({ name: 'path:change', direction: 'none', size: 0, data: { detail: 'UDP is blocked' } }, { connection: 0, source: 'model' });
      },
      async discover() {
        if (alternative === undefined) await load('h2', ask('h2'));
        if (alternative === undefined || signal.aborted) return;
        say('discovered', 'the next requests go to the alternative');
        await loadOrFallBack();
      },
      cut: () => tcp.cut(),
      heal() {
        tcp.setConditions(CLEAN);
        udp.setConditions(CLEAN);
      },
    };
    return {
      url: `https://127.0.0.1:${tcp.port}${resourcePath(1, { size: 200 })}`,
      async perform(action) {
        const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
        if (act === undefined) throw new Error(`the HTTP/3 lab has no action '${action}'; it has ${Object.keys(actions).join(', ')}`);
        void act();
      },
      setConditions(change) {
        tcp.setConditions(change);
        udp.setConditions(change);
      },
      async [Symbol.asyncDispose]() {
        await Promise.all([overUdp[Symbol.asyncDispose](), http2Client[Symbol.asyncDispose]()]);
        await site[Symbol.asyncDispose]();
      },
    };
  },

  async serve(context) {
    const site = await openSite(context);
    const { tcp, udp, certificate } = site;
    const path = resourcePath(1, { size: 5000 });
    const url = `http://127.0.0.1:${tcp.port}`;
    const quic = `127.0.0.1:${udp.port}`;
    const trust = `--ignore-certificate-errors-spki-list=${certificate.keyHash}`;
    return {
      url,
      tryIt: [
        { command: url, shows: 'in a browser: a page on how to get from here to HTTP/2 and HTTP/3' },
        {
          command: `curl -sk -o /dev/null -D - 'https://127.0.0.1:${tcp.port}${path}'`,
          shows: 'HTTP/2 over TLS, and the Alt-Svc header that leads to HTTP/3',
        },
        {
          command: `chromium ${trust} --user-data-dir=wirewise-browser --origin-to-force-quic-on=${quic} 'https://${quic}${path}' # beside 127.0.0.1:${tcp.port}`,
          shows: 'HTTP/3, in a browser that is told to use it and to trust this certificate',
        },
      ],
      setConditions(change) {
        tcp.setConditions(change);
        udp.setConditions(change);
      },
      [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
    };
  },
};

const PAGE = {
  title: 'Wirewise: HTTP/3',
  lead: 'This page came in the clear, over HTTP/1.1. The same port speaks HTTP/2 over TLS, and a UDP port speaks HTTP/3. A browser trusts neither by itself: their certificate was made for this run. The command lines in the terminal get there.',
  script: "show('this page came over ' + performance.getEntriesByType('navigation')[0].nextHopProtocol);",
} as const;

/** Both servers behind their taps. Leaves nothing open if a port cannot be had. */
async function openSite(context: LabContext) {
  const certificate = createCertificate(context.clock);
  let connections = 0;
  const number = () => ++connections;
  let udp: UdpTap | undefined;
  const http3Server = await startHttp3Server(context, {
    certificate,
    retry: context.params.retry === true,
    connectionOf: (port) => udp?.connectionOf(port) ?? 0,
    quiet: () => udp === undefined,
  });
  try {
    await warmUp(context, { port: http3Server.port, cert: certificate.cert });
    const { port: _port, ...rest } = context;
    const tap = await startUdpTap({ ...rest, upstreamPort: http3Server.port, number });
    udp = tap;
    const altSvc = () => `h3=":${tap.port}"; ma=${MAX_AGE}`;
    try {
      const tcp = await startBehindTap(context, (given) => startHttp2Server(given, { certificate, altSvc, page: PAGE }), {
        handshake: true,
        number,
      });
      return {
        tcp: tcp.tap,
        udp: tap,
        certificate,
        async [Symbol.asyncDispose]() {
          await Promise.all([http3Server[Symbol.asyncDispose](), tcp[Symbol.asyncDispose]()]);
          await tap[Symbol.asyncDispose]();
        },
      };
    } catch (problem) {
      await tap[Symbol.asyncDispose]();
      throw problem;
    }
  } catch (problem) {
    await http3Server[Symbol.asyncDispose]();
    throw problem;
  }
}
