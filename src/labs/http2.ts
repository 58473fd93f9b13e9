// The HTTP/2 lab (RFC 9113): many streams on one connection, in the clear so that every frame can be read; and, on its own, how
// a version is agreed on.
import type { ClientHttp2Stream } from 'node:http2';
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { type Negotiation, startNegotiation } from './alpn.ts';
import { startBehindTap } from './behind-tap.ts';
import { createHttp2Client } from './http2-client.ts';
import { startHttp2Server } from './http2-server.ts';
import type { Lab, LabContext } from './lab.ts';
import { resourcePath } from './site.ts';
import { tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'streams', title: 'Resources of the page', default: 6, min: 1, max: 40, step: 1, unit: '' },
  { kind: 'number', name: 'size', title: 'Bytes of a resource', default: 40_000, min: 0, max: 1_000_000, step: 10_000, unit: 'bytes' },
  { kind: 'number', name: 'slow', title: 'Time the server thinks on the first', default: 0, min: 0, max: 10_000, step: 250, unit: 'ms' },
  { kind: 'number', name: 'window', title: 'Window of a stream', default: 65_535, min: 1024, max: 1_048_576, step: 8192, unit: 'bytes' },
  { kind: 'switch', name: 'urgentLast', title: 'The last resource is the urgent one (priority: u=0)', default: false },
  { kind: 'switch', name: 'priorities', title: 'The server heeds priorities', default: false },
  { kind: 'number', name: 'cookie', title: 'Bytes of a cookie in each request', default: 200, min: 0, max: 4000, step: 100, unit: 'bytes' },
];

/** How many requests of the same kind `headers` makes. */
const REPETITIONS = 10;
/** What `stall` and `reset` ask for: far more than any window. */
const LARGE = 1_000_000;

export const http2: Lab = {
  id: 'http2',
  title: 'HTTP/2',
  summary: 'Streams interleaved frame by frame, header blocks that shrink, flow control windows, RST_STREAM, GOAWAY and ALPN.',
  settings,
  actions: [
    { id: 'load', title: 'load the page', key: 'o' },
    { id: 'headers', title: `${REPETITIONS} alike`, key: 'e' },
    { id: 'stall', title: 'do not read', key: 'z' },
    { id: 'read', title: 'read again', key: 'y' },
    { id: 'reset', title: 'cancel one', key: 'r' },
    { id: 'ping', title: 'ping', key: 'p' },
    { id: 'goaway', title: 'server goes', key: 'w' },
    { id: 'alpn', title: 'negotiate', key: 'n' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
  ],
  views: ['sequence', 'waterfall'],
  script: [{ do: 'load' }, { until: { event: 'app:resource', where: { phase: 'end' } }, count: 6 }],

  async start(context) {
    const { params, emit } = context;
    let connections = 0;
    const number = () => ++connections;
    const behind = await open(context, number);
    const { server, tap } = behind;
    const cookie = Number(params.cookie);
    const client = createHttp2Client(context, {
      port: tap.port,
      window: Number(params.window),
      headers: {
        'user-agent': 'wirewise-lab',
        'accept-language': 'en',
        // In pieces of its own, so that a change of one does not spoil the others (RFC 9113 section 8.2.3).
        ...(cookie > 0 ? { cookie: `session=${'c0ffee'.repeat(Math.ceil(cookie / 6)).slice(0, cookie)}` } : {}),
      },
    });
    const say = (state: string, detail: string) =>
      emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
    const paused = new Set<ClientHttp2Stream>();
    let negotiation: Promise<Negotiation> | undefined;
    let next = 1;

    const actions: Readonly<Record<string, () => void>> = {
      load() {
        const count = Number(params.streams);
        for (let index = 0; index < count; index++) {
          const path = resourcePath(next, { size: Number(params.size), delay: index === 0 ? Number(params.slow) : 0 });
          const urgent = index === count - 1;
          const headers = params.urgentLast === true ? { priority: urgent ? 'u=0' : 'u=5, i' } : {};
          void client.load(next++, path, { headers });
        }
      },
      headers: () =>
        void (async () => {
          for (let index = 0; index < REPETITIONS && !context.signal.aborted; index++) {
            const id = next++;
            await client.load(id, '/r/1?size=200');
          }
        })(),
      stall() {
        const id = next++;
        void client.load(id, resourcePath(id, { size: LARGE }), {
          onStream(stream) {
            stream.pause();
            paused.add(stream);
            stream.on('close', () => paused.delete(stream));
            say('paused', `the client does not read #${id}`);
          },
        });
      },
      read() {
        for (const stream of paused) stream.resume();
        say('reading', 'the client reads again');
      },
      reset() {
        const id = next++;
        void client.load(id, resourcePath(id, { size: LARGE }), {
          onStream: (stream) =>
            stream.once('response', () => {
              say('cancelled', `#${id} is not wanted any more`);
              stream.close(8); // CANCEL (RFC 9113 section 7)
            }),
        });
        const other = next++;
        void client.load(other, resourcePath(other, { size: Number(params.size) }));
      },
      ping: () =>
        void client.ping().then((duration) => {
          if (duration === undefined) say('silent', 'there is no connection to ping, or it broke');
          else say('answered', `PING came back after ${duration.toFixed(1)} ms`);
        }),
      goaway: () => server.goaway(),
      alpn() {
        negotiation ??= startNegotiation(context, number);
        void negotiation.then((started) => started.run());
      },
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
    };
    return tappedSession(behind, {
      title: 'HTTP/2',
      url: `http://127.0.0.1:${tap.port}${resourcePath(1, { size: 200 })}`,
      actions,
      async close() {
        await client[Symbol.asyncDispose]();
        await (await negotiation)?.[Symbol.asyncDispose]();
      },
    });
  },

  async serve(context) {
    const behind = await open(context);
    const { tap } = behind;
    const url = `http://127.0.0.1:${tap.port}`;
    const at = (id: number) => `'${url}${resourcePath(id, { size: 40_000 })}'`;
    const curl = 'curl -s --http2-prior-knowledge -o /dev/null';
    return tappedServer(behind, [
      { command: url, shows: 'in a browser: over HTTP/1.1, for browsers speak HTTP/2 over TLS only' },
      { command: `${curl} -v ${at(1)}`, shows: 'one stream, by prior knowledge' },
      { command: `${curl} -o /dev/null -Z ${at(1)} ${at(2)}`, shows: 'two streams of one connection' },
    ]);
  },
};

const open = (context: LabContext, number?: () => number) =>
  startBehindTap(context, (given) => startHttp2Server(given, { priorities: given.params.priorities === true, page: PAGE }), {
    handshake: true,
    ...(number === undefined ? {} : { number }),
  });

const PAGE = {
  title: 'Wirewise: HTTP/2',
  lead: 'A browser speaks HTTP/2 over TLS only, so this page came over HTTP/1.1. The command lines in the terminal show the frames.',
  script: "show('this page came over ' + performance.getEntriesByType('navigation')[0].nextHopProtocol);",
} as const;
