// The short-polling lab: a client that asks at an interval, whatever there is; what its answers cost, how old they are, and
// what calls that overlap, conditional requests (RFC 9110 section 13) and a cache (RFC 9111) change.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab } from './lab.ts';
import { createPollClients } from './short-polling-clients.ts';
import { startPolledServer } from './short-polling-server.ts';
import { feedStopper, tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Messages a second', default: 5, min: 0.1, max: 1000, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of a message', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'interval', title: 'Time between two calls', default: 500, min: 20, max: 60_000, step: 100, unit: 'ms' },
  { kind: 'choice', name: 'schedule', title: 'What starts a call', default: 'setInterval', choices: ['setInterval', 'afterAnswer'] },
  { kind: 'number', name: 'clients', title: 'Clients', default: 1, min: 1, max: 200, step: 10, unit: '' },
  { kind: 'number', name: 'window', title: 'Newest messages in an answer', default: 20, min: 1, max: 500, step: 5, unit: '' },
  {
    kind: 'number',
    name: 'serverTime',
    title: 'Mean time of an answer: 0 to twice it',
    default: 0,
    min: 0,
    max: 10_000,
    step: 100,
    unit: 'ms',
  },
  { kind: 'switch', name: 'conditional', title: 'Requests carry the ETag they have', default: false },
  { kind: 'choice', name: 'cache', title: 'Who keeps a copy', default: 'none', choices: ['none', 'client', 'shared'] },
  { kind: 'number', name: 'maxAge', title: 'max-age where a copy is kept', default: 1, min: 1, max: 60, step: 1, unit: 's' },
];

/** How many messages `burst` publishes at once. */
const BURST = 20;

export const shortPolling: Lab = {
  id: 'short-polling',
  title: 'Short polling',
  summary: 'Asking at an interval: empty answers, how old news is, overlapping calls, 304, and a cache in front.',
  settings,
  actions: [
    { id: 'connect', title: 'start polling', key: 'c' },
    { id: 'stop', title: 'stop polling', key: 'w' },
    { id: 'publish', title: 'one message', key: 'm' },
    { id: 'burst', title: `burst of ${BURST}`, key: 'u' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
  ],
  script: [
    { do: 'connect' },
    { until: { event: 'app:deliver' }, count: 10 },
    { do: 'stop-feed' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'empty' } } },
    { do: 'stop' },
  ],

  async start(context) {
    const both = await startBehindTap(context, startPolledServer);
    const { server, tap } = both;
    const clients = createPollClients(tap.port, context);
    const actions: Readonly<Record<string, () => void>> = {
      connect: () => clients.connect(),
      stop: () => clients.stop(),
      publish: () => server.feed.burst(1),
      burst: () => server.feed.burst(BURST),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
      'stop-feed': feedStopper(server, context),
    };
    return tappedSession(both, {
      title: 'short-polling',
      url: `http://127.0.0.1:${tap.port}/latest`,
      actions,
      close: () => clients[Symbol.dispose](),
    });
  },

  async serve(context) {
    const both = await startBehindTap(context, startPolledServer);
    const url = `http://127.0.0.1:${both.tap.port}`;
    return tappedServer(both, [
      { command: url, shows: 'in a browser: a page that asks once a second' },
      { command: `curl -i ${url}/latest`, shows: 'the newest messages, their ETag, and how long a cache may keep them' },
      { command: `curl -i -H 'If-None-Match: *' ${url}/latest`, shows: 'a 304: whatever the client has, it is said to be good' },
    ]);
  },
};
