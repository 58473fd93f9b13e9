// The push lab (RFC 9113 section 8.4), kept as history: a page helped by pushes, by 103 Early Hints (RFC 8297) or by nothing,
// a push of what the client has already, and a feed sent as pushes that no page ever hears of.
import { CLEAN } from '../wire/conditions.ts';
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab } from './lab.ts';
import { createPushClient } from './push-client.ts';
import { startPushServer } from './push-server.ts';
import { feedStopper, tappedServer, tappedSession } from './tapped.ts';

const settings: readonly Setting[] = [
  { kind: 'choice', name: 'help', title: 'What the server does meanwhile', default: 'push', choices: ['nothing', 'push', 'early-hints'] },
  {
    kind: 'number',
    name: 'think',
    title: 'Time the server takes to make the page',
    default: 200,
    min: 0,
    max: 10_000,
    step: 50,
    unit: 'ms',
  },
  {
    kind: 'number',
    name: 'asset',
    title: 'Bytes of each of two files',
    default: 20_000,
    min: 100,
    max: 1_000_000,
    step: 5000,
    unit: 'bytes',
  },
  { kind: 'switch', name: 'enablePush', title: 'The client allows push (ENABLE_PUSH)', default: true },
  { kind: 'choice', name: 'known', title: 'A push of what it has', default: 'refuse', choices: ['refuse', 'take'] },
  { kind: 'choice', name: 'receiver', title: 'Who gets pushed messages', default: 'browser', choices: ['browser', 'program'] },
  { kind: 'number', name: 'rate', title: 'Messages a second on /feed', default: 10, min: 0.1, max: 1000, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of a message', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
];

export const http2Push: Lab = {
  id: 'http2-push',
  title: 'HTTP/2 server push',
  summary: 'What push did for a page, what it wasted, what 103 Early Hints do instead, and why it carried no messages.',
  settings,
  actions: [
    { id: 'visit', title: 'visit page', key: 'r' },
    { id: 'empty-cache', title: 'empty cache', key: 'e' },
    { id: 'connect', title: 'feed of pushes', key: 'c' },
    { id: 'ask', title: 'page asks', key: 's' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'heal', title: 'heal path', key: 'v' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
  ],
  script: [
    { do: 'visit' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'ready' } } },
    { do: 'visit' },
    { until: { event: 'app:state', where: { actor: 'client', state: 'ready' } } },
    { do: 'connect' },
    { until: { event: 'http2:frame', where: { type: 'PUSH_PROMISE', headers: '/messages/' } }, count: 3 },
    { do: 'stop-feed' },
    { do: 'ask' },
  ],

  async start(context) {
    const served = await startBehindTap(context, startPushServer);
    const { server, tap } = served;
    const client = createPushClient(tap.port, context);
    const actions: Readonly<Record<string, () => void>> = {
      visit: () => client.visit(),
      'empty-cache': () => client.emptyCache(),
      connect: () => client.connect(),
      ask: () => client.ask(),
      cut: () => tap.cut(),
      heal: () => tap.setConditions(CLEAN),
      'stop-feed': feedStopper(server, context),
    };
    return tappedSession(served, {
      title: 'push',
      url: `http://127.0.0.1:${tap.port}/page`,
      actions,
      close: () => client[Symbol.dispose](),
    });
  },

  async serve(context) {
    const served = await startBehindTap(context, startPushServer);
    const { tap } = served;
    const url = `http://127.0.0.1:${tap.port}`;
    const program = [
      `const session = require('node:http2').connect('${url}')`,
      `session.on('stream', (push, headers) => { console.log('pushed', headers[':path']); push.resume(); })`,
      `const page = session.request({ ':path': '/page' })`,
      `page.on('headers', (headers) => console.log('hinted', headers.link))`,
      `page.resume().on('end', () => session.close())`,
    ].join('; ');
    return tappedServer(served, [
      { command: url, shows: 'in a browser: the cache that no server can see' },
      { command: `node -e "${program}"`, shows: 'a program that takes pushes: Node still has the API' },
      {
        command: `curl -sv -o /dev/null --http2-prior-knowledge ${url}/page`,
        shows: 'curl forbids pushes: look for ENABLE_PUSH=0 in its SETTINGS; with help=early-hints it shows the 103',
      },
    ]);
  },
};
