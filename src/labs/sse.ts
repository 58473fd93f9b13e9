// The SSE lab (WHATWG HTML section 9.2): a stream of events, what its client does by itself, and what stands in its way.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab } from './lab.ts';
import { createEventClients } from './sse-clients.ts';
import { startEventServer } from './sse-server.ts';
import { feedStopper, tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Events a second', default: 10, min: 0.1, max: 1000, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of an event', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'clients', title: 'Streams of one browser', default: 1, min: 1, max: 12, step: 1, unit: '' },
  { kind: 'choice', name: 'http', title: 'Version of HTTP', default: 'http/1.1', choices: ['http/1.1', 'h2c'] },
  { kind: 'switch', name: 'ids', title: 'Events carry an id', default: true },
  { kind: 'switch', name: 'replay', title: 'Replays after Last-Event-ID', default: true },
  { kind: 'number', name: 'retry', title: 'Wait before a reconnection', default: 200, min: 0, max: 60_000, step: 100, unit: 'ms' },
  { kind: 'switch', name: 'closeOnError', title: 'onerror calls close()', default: false },
  {
    kind: 'number',
    name: 'keepAlive',
    title: 'Time between comment lines; 0: none',
    default: 0,
    min: 0,
    max: 60_000,
    step: 250,
    unit: 'ms',
  },
  {
    kind: 'choice',
    name: 'contentType',
    title: 'Content-Type of the stream',
    default: 'text/event-stream',
    choices: ['text/event-stream', 'text/plain'],
  },
  { kind: 'choice', name: 'accelBuffering', title: 'X-Accel-Buffering', default: 'unset', choices: ['unset', 'no'] },
];

/** How many events `burst` publishes at once. */
const BURST = 500;

export const sse: Lab = {
  id: 'sse',
  title: 'Server-sent events',
  summary: 'Events, ids and retry, a cut and the reconnection that resumes, six connections, and a proxy that buffers.',
  settings,
  actions: [
    { id: 'connect', title: 'connect', key: 'c' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'end-stream', title: 'server ends', key: 'e' },
    { id: 'server-204', title: '204 next time', key: 'o' },
    { id: 'request', title: 'plain GET', key: 'r' },
    { id: 'burst', title: `burst of ${BURST}`, key: 'u' },
    { id: 'heal', title: 'heal path', key: 'v' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
  ],
  script: [
    { do: 'connect' },
    { until: { event: 'app:deliver' }, count: 10 },
    { do: 'cut' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'open' } } },
    { until: { event: 'app:deliver' }, count: 5 },
    { do: 'stop-feed' },
  ],

  async start(context) {
    const both = await startBehindTap(context, startEventServer);
    const { server, tap } = both;
    const clients = createEventClients(tap.port, context);
    const actions: Readonly<Record<string, () => void>> = {
      connect: () => clients.connect(),
      cut: () => tap.cut(),
      'end-stream': () => server.endStreams(),
      'server-204': () => server.answer204(),
      request: () => clients.request(),
      burst: () => server.feed.burst(BURST),
      heal: () => tap.setConditions(CLEAN),
      'stop-feed': feedStopper(server, context),
    };
    return tappedSession(both, {
      title: 'SSE',
      url: `http://127.0.0.1:${tap.port}/events`,
      actions,
      close: () => clients[Symbol.dispose](),
    });
  },

  async serve(context) {
    const both = await startBehindTap(context, startEventServer);
    const { tap } = both;
    const url = `http://127.0.0.1:${tap.port}`;
    const h2c = context.params.http === 'h2c' ? ' --http2-prior-knowledge' : '';
    return tappedServer(both, [
      ...(h2c === '' ? [{ command: url, shows: 'in a browser: a page with a real EventSource' }] : []),
      { command: `curl -N${h2c} ${url}/events`, shows: 'the event stream as it is on the wire' },
      { command: `curl -N${h2c} -H 'Last-Event-ID: 5' ${url}/events`, shows: 'what a client gets that comes back after event 5' },
    ]);
  },
};
