// The webhook lab: one server tells another by a signed POST (Standard Webhooks 1.0.0), and what retries, a lost answer, a
// slow receiver and a forger make of it. The sender is the HTTP client here, so it stands on the left.
import type { Setting } from '../wire/setting.ts';
import type { Lab, LabContext } from './lab.ts';
import type { Page } from './page.ts';
import { startTap } from './tap.ts';
import { startReceiver } from './webhook-receiver.ts';
import { createSender } from './webhook-sender.ts';
import { sign } from './webhook-signature.ts';

const settings: readonly Setting[] = [
  { kind: 'number', name: 'rate', title: 'Events a second in the feed', default: 5, min: 0.1, max: 200, step: 5, unit: '/s' },
  { kind: 'number', name: 'size', title: "Bytes of an event's data", default: 120, min: 60, max: 65_536, step: 60, unit: 'bytes' },
  { kind: 'number', name: 'failures', title: 'Failures (503) at first', default: 0, min: 0, max: 50, step: 1, unit: '' },
  { kind: 'number', name: 'attempts', title: 'Attempts at most', default: 5, min: 1, max: 10, step: 1, unit: '' },
  { kind: 'number', name: 'backoff', title: 'First wait, then doubled', default: 150, min: 0, max: 10_000, step: 50, unit: 'ms' },
  { kind: 'switch', name: 'jitter', title: 'Waits vary at random', default: true },
  { kind: 'number', name: 'timeout', title: 'Patience of the sender', default: 2000, min: 50, max: 60_000, step: 100, unit: 'ms' },
  { kind: 'number', name: 'work', title: 'Work before the answer', default: 0, min: 0, max: 60_000, step: 100, unit: 'ms' },
  { kind: 'switch', name: 'verify', title: 'Signatures are checked', default: true },
  { kind: 'number', name: 'tolerance', title: 'Age allowed; 0: any', default: 300, min: 0, max: 86_400, step: 60, unit: 's' },
  { kind: 'switch', name: 'remember', title: 'Ids are remembered', default: true },
];

/** Requests that `fail` makes the receiver fail. */
const OUTAGE = 2;

export const webhook: Lab = {
  id: 'webhook',
  title: 'Webhooks',
  summary: 'A signed POST from server to server: retries with back-off, a lost answer, ids that make it once, and forgers.',
  settings,
  actions: [
    { id: 'send', title: 'one event', key: 's' },
    { id: 'start-feed', title: 'feed', key: 'c' },
    { id: 'fail', title: `fail ${OUTAGE} times`, key: 'e' },
    { id: 'lose-answer', title: 'lose an answer', key: 'a' },
    { id: 'duplicate', title: 'send again', key: 'd' },
    { id: 'forge', title: 'forge', key: 'o' },
    { id: 'tamper', title: 'tamper', key: 'm' },
    { id: 'replay', title: 'replay an old one', key: 'y' },
    { id: 'leave', title: '410 gone', key: 'w' },
    { id: 'cut', title: 'cut', key: 'x' },
    { id: 'stop-feed', title: 'stop feed', key: 't' },
  ],
  script: [
    { do: 'send' },
    { until: { event: 'app:deliver' } },
    { do: 'fail' },
    { do: 'send' },
    { until: { event: 'app:deliver' } },
    { do: 'lose-answer' },
    { do: 'send' },
    { until: { event: 'app:state', where: { actor: 'server', state: 'ignored' } } },
    { do: 'forge' },
    { until: { event: 'http:response', where: { status: 403 } } },
    { do: 'replay' },
    { until: { event: 'http:response', where: { status: 403 } } },
  ],

  async start(context) {
    const { receiver, tap, secret } = await startBehindTap(context);
    const sender = createSender(tap.port, context, secret);
    const actions: Readonly<Record<string, () => void>> = {
      send: () => sender.feed.burst(1),
      'start-feed': () => sender.feed.start(),
      fail: () => receiver.fail(OUTAGE),
      'lose-answer': () => receiver.loseAnswer(),
      duplicate: () => sender.duplicate(),
      forge: () => sender.forge(),
      tamper: () => sender.tamper(),
      replay: () => sender.replay(),
      leave: () => receiver.leave(),
      cut: () => tap.cut(),
      'stop-feed'() {
        sender.feed.stop();
        context.emit(
          { name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state: 'feed-stopped', detail: '' } },
          { connection: 0, source: 'hook' },
        );
      },
    };
    return {
      url: `http://127.0.0.1:${tap.port}/webhooks`,
      async perform(action) {
        const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
        if (act === undefined) throw new Error(`the webhook lab has no action '${action}'; it has ${Object.keys(actions).join(', ')}`);
        act();
      },
      setConditions: (change) => tap.setConditions(change),
      async [Symbol.asyncDispose]() {
        sender[Symbol.dispose]();
        await tap[Symbol.asyncDispose]();
        await receiver[Symbol.asyncDispose]();
      },
    };
  },

  async serve(context) {
    const { receiver, tap, secret } = await startBehindTap(context);
    const url = `http://127.0.0.1:${tap.port}`;
    const body = '{"type":"greeting","data":{"id":1}}';
    const headers = sign({ id: 'msg_by_hand', timestamp: Math.floor(context.clock.date().getTime() / 1000), body }, secret);
    const flags = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`);
    return {
      url,
      tryIt: [
        { command: url, shows: 'in a browser: a page that signs, and one that does not' },
        {
          command: `curl -i ${flags.join(' ')} -d '${body}' ${url}/webhooks`,
          shows: 'a signed event; again: an id it knows; after five minutes: too old',
        },
        { command: `curl -i -d '${body}' ${url}/webhooks`, shows: 'the same without a signature, which is refused' },
      ],
      setConditions: (change) => tap.setConditions(change),
      async [Symbol.asyncDispose]() {
        await tap[Symbol.asyncDispose]();
        await receiver[Symbol.asyncDispose]();
      },
    };
  },
};

/** The receiver with a tap in front, and the secret that both sides share; leaves nothing open if the port cannot be had. */
async function startBehindTap(context: LabContext) {
  // Drawn from the seed, so that a run can be repeated; a real one comes from a generator made for secrets.
  const secret = `whsec_${Buffer.from(Array.from({ length: 24 }, () => Math.floor(context.random.next() * 256))).toString('base64')}`;
  const receiver = await startReceiver(context, { secret, page: page(secret) });
  try {
    return { receiver, secret, tap: await startTap({ ...context, upstreamPort: receiver.port }) };
  } catch (problem) {
    await receiver[Symbol.asyncDispose]();
    throw problem;
  }
}

/** Signs in the browser, which no real page may do: whoever reads the page has the secret. */
const page = (secret: string): Page => ({
  title: 'Wirewise: webhooks',
  lead: 'This page plays the sender of a webhook. It holds the secret, which no real page may: it signs an event, sends it twice, then sends one without a signature.',
  script: `const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const body = JSON.stringify({ type: 'greeting', data: { id: 1 } });
async function send(what, headers) {
  const response = await fetch('/webhooks', { method: 'POST', body, headers: { 'Content-Type': 'application/json', ...headers } });
  show(what + ': ' + response.status + ' ' + (await response.text()).trim());
}
(async () => {
  const key = await crypto.subtle.importKey('raw', bytes('${secret.slice('whsec_'.length)}'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const id = 'msg_' + crypto.randomUUID().replaceAll('-', '');
  const time = String(Math.floor(Date.now() / 1000));
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(id + '.' + time + '.' + body));
  const signature = 'v1,' + btoa(String.fromCharCode(...new Uint8Array(mac)));
  const headers = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature };
  await send('signed', headers);
  await send('the same again', headers);
  await send('without a signature', {});
})().catch((error) => show(String(error)));`,
});
