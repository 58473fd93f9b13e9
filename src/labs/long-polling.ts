// The long-polling lab (RFC 6202 section 2): a request that is held until there is news, the gap between an answer and the next
// request, clients that give up, and what happens when many of them come back at once.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab } from './lab.ts';
import { createLongPollClients } from './long-polling-clients.ts';
import { startLongPollServer } from './long-polling-server.ts';
import { feedStopper, tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Messages a second', default: 5, min: 0.1, max: 1000, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of a message', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'clients', title: 'Clients', default: 1, min: 1, max: 500, step: 50, unit: '' },
  { kind: 'switch', name: 'since', title: 'A request names the last id', default: true },
  { kind: 'number', name: 'hold', title: 'The server answers 204 after', default: 5000, min: 50, max: 120_000, step: 1000, unit: 'ms' },
  { kind: 'number', name: 'pause', title: 'From an answer to the next request', default: 0, min: 0, max: 10_000, step: 50, unit: 'ms' },
  {
    kind: 'number',
    name: 'retryWait',
    title: 'From a failure to the next request',
    default: 1000,
    min: 0,
    max: 60_000,
    step: 250,
    unit: 'ms',
  },
  { kind: 'switch', name: 'jitter', title: 'That wait is random: 0 to twice as long', default: false },
];

/** How many messages `burst` publishes at once. */
const BURST = 20;
/** Milliseconds for which a restarting server takes nothing. */
const DOWNTIME = 300;

export const longPolling: Lab = {
  id: 'long-polling',
  title: 'Long polling',
  summary: 'A request held until there is news, the gap before the next one, giving up, and a herd after a restart.',
  settings,
  actions: [
    { id: 'connect', title: 'connect', key: 'c' },
    { id: 'publish', title: 'one message', key: 'm' },
    { id: 'burst', title: `burst of ${BURST}`, key: 'u' },
    { id: 'cancel', title: 'clients give up', key: 'a' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'restart', title: 'server restarts', key: 'e' },
    { id: 'heal', title: 'heal path', key: 'v' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
  ],
  script: [
    { do: 'connect' },
    { until: { event: 'app:deliver' }, count: 5 },
    { do: 'burst' },
    { until: { event: 'app:deliver' }, count: BURST },
    { do: 'stop-feed' },
    { do: 'cancel' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'closed' } } },
  ],

  async start(context) {
    const both = await startBehindTap(context, startLongPollServer);
    const { server, tap } = both;
    const clients = createLongPollClients(tap.port, context);
    const actions: Readonly<Record<string, () => void>> = {
      connect: () => clients.connect(),
      publish: () => server.feed.burst(1),
      burst: () => server.feed.burst(BURST),
      cancel: () => clients.cancel(),
      cut: () => tap.cut(),
      restart: () => server.restart(DOWNTIME),
      heal: () => tap.setConditions(CLEAN),
      'stop-feed': feedStopper(server, context),
    };
    return tappedSession(both, {
      title: 'long-polling',
      url: `http://127.0.0.1:${tap.port}/poll`,
      actions,
      close: () => clients[Symbol.dispose](),
    });
  },

  async serve(context) {
    const both = await startBehindTap(context, startLongPollServer);
    const url = `http://127.0.0.1:${both.tap.port}`;
    return tappedServer(both, [
      { command: url, shows: 'in a browser: a page that polls with fetch' },
      { command: `curl -i '${url}/poll?since=0'`, shows: 'what is there already, or the next message when it comes' },
      { command: `curl -i ${url}/poll`, shows: 'the next message, whatever was missed: this request names no id' },
    ]);
  },
};
