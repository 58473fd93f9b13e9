// The WebSocket lab on real sockets: each thing that the lesson says can be seen here is seen here.
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { websocket } from '../../src/labs/websocket.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const state =
  (actor: 'client' | 'server', word: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === actor && data.state === word;
const isUp = ({ direction }: EventOf<'ws:frame'>) => direction === 'client-to-server';
const isDown = ({ direction }: EventOf<'ws:frame'>) => direction === 'server-to-client';

/** Stops the feed and waits until its last message has come through. */
async function drain(run: WatchedRun): Promise<void> {
  await run.perform('stop-feed');
  const last = run.of('app:publish').at(-1)?.data.id;
  await run.first('app:deliver', ({ data }) => data.id === last);
}

describe('the upgrade', () => {
  it('is a GET that is answered with 101 and the accept value that its key gives', async () => {
    await using run = await watchLab(websocket, { rate: 50 });
    await run.perform('connect');
    const open = await run.first('ws:open');
    const [request] = run.of('http:request');
    const [response] = run.of('http:response');
    expect(request?.data).toMatchObject({ method: 'GET', target: '/feed', version: 'HTTP/1.1' });
    expect(header(request?.data.headers, 'upgrade')).toBe('websocket');
    expect(header(request?.data.headers, 'sec-websocket-version')).toBe('13');
    expect(Buffer.from(header(request?.data.headers, 'sec-websocket-key') ?? '', 'base64')).toHaveLength(16);
    expect(response?.data.status).toBe(101);
    expect(open.data).toMatchObject({ key: header(request?.data.headers, 'sec-websocket-key'), extensions: '' });
    expect(open.data.accept).toBe(header(response?.data.headers, 'sec-websocket-accept'));
    expect(open.data.accept).toBe(open.data.expected);
  });

  it('of the page of another origin is refused where the server checks Origin, and no frame follows', async () => {
    await using run = await watchLab(websocket, { rate: 100, origin: 'foreign' });
    await run.perform('connect');
    expect((await run.first('app:state', state('client', 'refused'))).data.detail).toBe('HTTP 403');
    expect((await run.first('http:response')).data.status).toBe(403);
    expect(header(run.of('http:request')[0]?.data.headers, 'origin')).toBe('https://elsewhere.example');
    await run.first('tcp:close');
    expect(run.of('ws:frame')).toEqual([]);
    expect(measure(run.events)).toMatchObject({ refused: 1, reconnects: 0 });
  });

  it('of the page of another origin gets all the data where the server does not', async () => {
    await using run = await watchLab(websocket, { rate: 100, origin: 'foreign', checkOrigin: false });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    expect(run.of('app:state').some(({ data }) => data.actor === 'server' && /Origin .* was not checked/.test(data.detail))).toBe(true);
  });

  it('of a page of this machine is accepted whatever its port, and a client without Origin is no page', async () => {
    await using run = await watchLab(websocket, { rate: 100 });
    for (const [origin, wanted] of [
      ['http://localhost:1', 'open'],
      ['http://[::1]:3000', 'open'],
      [undefined, 'open'],
      ['http://127.0.0.1.evil.example', 'refused'],
      ['null', 'refused'],
    ] as const) {
      const socket = new WebSocket(run.url, origin === undefined ? {} : { origin });
      const outcome = await new Promise((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('unexpected-response', () => resolve('refused'));
        socket.on('error', () => {});
      });
      socket.terminate();
      expect(outcome, origin).toBe(wanted);
    }
  });
});

describe('frames', () => {
  it('go both ways at once, masked with changing keys from the client and never from the server', async () => {
    await using run = await watchLab(websocket, { rate: 50, clientRate: 50 });
    await run.perform('connect');
    const up = await run.several(5, 'ws:frame', isUp);
    const down = await run.several(5, 'ws:frame', isDown);
    expect(new Set(up.map(({ data }) => data.masked))).toEqual(new Set([true]));
    expect(new Set(up.map(({ data }) => data.maskKey)).size).toBeGreaterThan(1);
    expect(new Set(down.map(({ data }) => data.masked))).toEqual(new Set([false]));
    expect(up[0]?.data.preview).toBe('{"from":"client","n":1}');
    // Two bytes of header, four more for the masking key (RFC 6455 section 5.2).
    expect(up.map(({ data, size }) => size - data.length)).toEqual(up.map(() => 6));
    expect(down.map(({ data, size }) => size - data.length)).toEqual(down.map(() => 2));
  });

  it('may be several to one message', async () => {
    await using run = await watchLab(websocket, { rate: 0.1 });
    await run.perform('connect');
    await run.first('app:state', state('client', 'open'));
    await run.perform('fragment');
    const message = await run.first('ws:message');
    expect(message.data).toMatchObject({ text: 'one message, sent in three frames', frames: 3 });
    expect(
      run
        .of('ws:frame')
        .filter(isDown)
        .map(({ data }) => [data.kind, data.fin]),
    ).toEqual([
      ['text', false],
      ['continuation', false],
      ['continuation', true],
    ]);
  });

  it('a ping is answered with a pong that says the same', async () => {
    await using run = await watchLab(websocket, { rate: 0.1 });
    await run.perform('connect');
    await run.first('app:state', state('client', 'open'));
    await run.perform('ping');
    const pong = await run.first('ws:frame', ({ data }) => data.kind === 'pong');
    expect([pong.direction, pong.data.preview]).toEqual(['server-to-client', 'are you there?']);
  });

  it('a close is answered with a close, and TCP ends after it', async () => {
    await using run = await watchLab(websocket, { rate: 50 });
    await run.perform('connect');
    await run.several(2, 'app:deliver');
    await run.perform('close');
    const closes = await run.several(2, 'ws:frame', ({ data }) => data.kind === 'close');
    expect(closes.map(({ data, direction }) => [direction, data.closeCode])).toEqual([
      ['client-to-server', 1000],
      ['server-to-client', 1000],
    ]);
    expect((await run.first('tcp:close')).data.how).toBe('fin');
    expect((await run.first('app:state', state('client', 'closed'))).data.detail).toBe('close code 1000');
    expect(measure(run.events)).toMatchObject({ reconnects: 0, lostBytes: 0 });
  });
});

describe('a cut', () => {
  async function cutOnce(params: Parameters<typeof watchLab>[1]): Promise<WatchedRun> {
    const run = await watchLab(websocket, { rate: 100, ...params });
    await run.perform('connect');
    await run.several(10, 'app:deliver');
    await run.perform('cut');
    await run.several(2, 'app:state', state('client', 'open'));
    await run.several(20, 'app:deliver');
    await drain(run);
    return run;
  }

  it('is told to the client without a close frame, and loses what was published meanwhile', async () => {
    await using run = await cutOnce({});
    expect(run.of('ws:frame').filter(({ data }) => data.kind === 'close')).toEqual([]);
    const measured = measure(run.events);
    expect(measured.lost).toBeGreaterThan(0);
    expect(measured).toMatchObject({ duplicates: 0, reconnects: 1, connections: 2 });
  });

  it('loses nothing where the client names the last id and the server replays', async () => {
    await using run = await cutOnce({ resume: true });
    const asked = await run.first('ws:message', ({ data }) => data.text.startsWith('{"resume":'));
    const last = Number(/\d+/.exec(asked.data.text)?.[0]);
    const ids = run.of('app:deliver').map(({ data }) => data.id);
    expect(ids).toContain(last + 1);
    expect(measure(run.events)).toMatchObject({ lost: 0, reconnects: 1, connections: 2 });
  });

  it('is final for a client without code for it', async () => {
    await using run = await watchLab(websocket, { rate: 100, reconnect: false });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('cut');
    // 1006: never sent, it stands for a connection that ended without a close frame (RFC 6455 section 7.1.5).
    expect((await run.first('app:state', state('client', 'closed'))).data.detail).toBe('close code 1006');
    expect(run.of('tcp:open')).toHaveLength(1);
  });

  it('makes the waits between attempts longer, each with its own part of chance', async () => {
    await using run = await watchLab(websocket, { rate: 100 }, { cutAfter: 1 });
    await run.perform('connect');
    const waits = (await run.several(4, 'app:state', state('client', 'reconnecting'))).map(({ data }) =>
      Number(/\d+/.exec(data.detail)?.[0]),
    );
    for (const [attempt, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(Math.floor(50 * 2 ** attempt));
      expect(wait).toBeLessThanOrEqual(Math.ceil(100 * 2 ** attempt));
    }
  });
});

describe('a path that goes dead', () => {
  it('is noticed by nobody without a heartbeat, however long messages fail to come', async () => {
    await using run = await watchLab(websocket, { rate: 100 });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('blackhole');
    const { length } = run.of('app:publish');
    await run.several(length + 60, 'app:publish');
    expect(run.of('app:state').filter(({ data }) => /dead|closed|reconnecting|gone/.test(data.state))).toEqual([]);
    expect(measure(run.events).detection).toBe(0);
  });

  it('is noticed by both sides through missing pings and pongs, and the client comes back when it is healed', async () => {
    await using run = await watchLab(websocket, { rate: 50, heartbeat: 100, resume: true });
    await run.perform('connect');
    await run.several(2, 'ws:frame', ({ data }) => data.kind === 'pong');
    expect(run.of('app:state').filter(({ data }) => data.state === 'dead')).toEqual([]);
    await run.perform('blackhole');
    await run.first('app:state', state('server', 'dead'));
    await run.first('app:state', state('client', 'dead'));
    expect(measure(run.events).detection).toBeGreaterThan(0);
    await run.perform('heal');
    await run.several(2, 'app:state', state('client', 'open'));
    await drain(run);
    expect(measure(run.events).lost).toBe(0);
  });
});

describe('compression', () => {
  const twenty = async (compression: boolean) => {
    await using run = await watchLab(websocket, { rate: 200, size: 1000, compression });
    await run.perform('connect');
    await run.several(20, 'ws:message');
    const messages = run.of('ws:message').slice(0, 20);
    return { open: run.of('ws:open')[0], frames: run.of('ws:frame'), messages };
  };

  it('is agreed in the upgrade, marked by RSV1, and makes the same text fewer bytes', async () => {
    const plain = await twenty(false);
    const packed = await twenty(true);
    expect(plain.open?.data.extensions).toBe('');
    expect(packed.open?.data.extensions).toContain('permessage-deflate');
    expect(plain.frames.some(({ data }) => data.rsv1)).toBe(false);
    expect(packed.frames.filter(({ data }) => data.kind === 'text').every(({ data }) => data.rsv1)).toBe(true);
    expect(packed.messages.map(({ data }) => data.text)).toEqual(plain.messages.map(({ data }) => data.text));
    expect(packed.messages.map(({ data }) => data.length)).toEqual(plain.messages.map(({ data }) => data.length));
    const wire = ({ messages }: typeof plain) => messages.reduce((sum, { data }) => sum + data.wireLength, 0);
    expect(wire(packed)).toBeLessThan(wire(plain) * 0.9);
  });
});

it('a slow reader makes the server hold what it cannot send, and gets it all when it reads again', async () => {
  await using run = await watchLab(websocket, { rate: 0.1, size: 16_000 });
  await run.perform('connect');
  await run.first('app:state', state('client', 'open'));
  await run.perform('stop-feed');
  await run.perform('pause-reading');
  await run.perform('burst');
  const buffered = await run.first('app:buffered', ({ data }) => data.bytes > 4_000_000);
  expect(buffered.data.actor).toBe('server');
  expect(run.of('app:deliver').length).toBeLessThan(2000);
  const { length: published } = run.of('app:publish');
  await run.perform('resume-reading');
  await run.first('app:deliver', ({ data }) => data.id === published);
  expect(measure(run.events)).toMatchObject({ lost: 0, duplicates: 0 });
  // With nothing left to send, the last word on what waits is below one step of it.
  expect(run.of('app:buffered').length).toBeGreaterThan(1);
});

describe('actions', () => {
  it('that need a connection do nothing without one', async () => {
    await using run = await watchLab(websocket);
    for (const action of ['send', 'ping', 'cut', 'pause-reading', 'resume-reading', 'fragment', 'close', 'heal']) await run.perform(action);
    expect(run.events).toEqual([]);
  });

  it('connecting twice opens one connection, and connecting after a close opens another', async () => {
    await using run = await watchLab(websocket, { rate: 50 });
    await run.perform('connect');
    await run.perform('connect');
    await run.several(2, 'app:deliver');
    expect(run.of('tcp:open')).toHaveLength(1);
    await run.perform('close');
    await run.first('app:state', state('client', 'closed'));
    await run.perform('connect');
    await run.several(2, 'ws:open');
  });
});
