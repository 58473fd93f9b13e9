// The WebSocket lab (RFC 6455): a feed from a real server to a real client, and everything that the protocol leaves to both.
import type { Setting } from '../wire/setting.ts';
import { startBehindTap } from './behind-tap.ts';
import type { Lab, LabContext } from './lab.ts';
import { feedStopper, tappedServer, tappedSession } from './tapped.ts';
import { createWebSocketClient } from './websocket-client.ts';
import { startWebSocketServer } from './websocket-server.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Messages from the server', default: 10, min: 0.1, max: 1000, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: 'Bytes of a message', default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'clientRate', title: 'Messages from the client', default: 0, min: 0, max: 100, step: 1, unit: '/s' },
  { kind: 'number', name: 'heartbeat', title: 'Time between pings; 0: none', default: 0, min: 0, max: 60_000, step: 250, unit: 'ms' },
  { kind: 'switch', name: 'reconnect', title: 'Client comes back after a cut', default: true },
  { kind: 'switch', name: 'resume', title: 'Resumes after the last id', default: false },
  { kind: 'switch', name: 'compression', title: 'permessage-deflate (RFC 7692)', default: false },
  { kind: 'switch', name: 'checkOrigin', title: 'Server checks Origin', default: true },
  { kind: 'choice', name: 'origin', title: 'Whose page opens the socket', default: 'same', choices: ['same', 'foreign'] },
];

/** How many messages `burst` publishes at once. */
const BURST = 2000;

export const websocket: Lab = {
  id: 'websocket',
  title: 'WebSocket',
  summary: 'The upgrade, frames in both directions, what a cut loses, and what a heartbeat finds out.',
  settings,
  actions: [
    { id: 'connect', title: 'connect', key: 'c' },
    { id: 'send', title: 'client sends', key: 's' },
    { id: 'ping', title: 'client pings', key: 'p' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'blackhole', title: 'dead path', key: 'b' },
    { id: 'heal', title: 'heal path', key: 'v' },
    { id: 'burst', title: `burst of ${BURST}`, key: 'u' },
    { id: 'pause-reading', title: 'stop reading', key: 'z' },
    { id: 'resume-reading', title: 'read again', key: 'y' },
    { id: 'fragment', title: 'three frames', key: 'm' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
    { id: 'close', title: 'close', key: 'w' },
  ],
  script: [
    { do: 'connect' },
    { until: { event: 'app:deliver' }, count: 5 },
    { do: 'send' },
    { do: 'ping' },
    { until: { event: 'ws:frame', where: { kind: 'pong' } } },
    { until: { event: 'app:deliver' }, count: 5 },
    { do: 'stop-feed' },
    { do: 'close' },
    { until: { event: 'tcp:close' } },
  ],

  async start(context) {
    const both = await startBehindTap(context, startWebSocketServer);
    const { server, tap } = both;
    const client = createWebSocketClient(tap.port, context);
    let said = 0;
    const actions: Readonly<Record<string, () => void>> = {
      connect: () => client.connect(),
      send: () => client.send(`{"from":"client","says":${++said}}`),
      ping: () => client.ping(),
      cut: () => tap.cut(),
      blackhole: () => tap.setConditions({ blackhole: true }),
      heal: () => tap.setConditions({ blackhole: false }),
      burst: () => server.feed.burst(BURST),
      'pause-reading': () => client.pauseReading(),
      'resume-reading': () => client.resumeReading(),
      fragment: () => server.fragment(),
      'stop-feed': feedStopper(server, context),
      close: () => client.close(),
    };
    return tappedSession(both, {
      title: 'WebSocket',
      url: `ws://127.0.0.1:${tap.port}/feed`,
      actions,
      close: () => client[Symbol.dispose](),
    });
  },

  async serve(context: LabContext) {
    const both = await startBehindTap(context, startWebSocketServer);
    const { tap } = both;
    const url = `http://127.0.0.1:${tap.port}`;
    return tappedServer(both, [
      { command: url, shows: 'in a browser: a page with a real WebSocket' },
      {
        command: `curl -iN --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' ${url}/feed`,
        shows: 'the upgrade with the key of RFC 6455 section 1.3; then frames, which curl prints as they are',
      },
    ]);
  },
};
