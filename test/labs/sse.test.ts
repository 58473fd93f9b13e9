// The SSE lab on real sockets: each thing that the lesson says can be seen here is seen here.
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { runLab } from '../../src/labs/run.ts';
import { sse } from '../../src/labs/sse.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { defaultsOf } from '../../src/wire/setting.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const isStream = ({ data }: EventOf<'http:request'>) => data.target === '/events';
const client =
  (state: string, name = 'client') =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'client' && data.state === state && data.detail.startsWith(name);
const server =
  (state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'server' && data.state === state;

/** Stops the feed and waits until its last event has come through to a client. */
async function drain(run: WatchedRun, name = 'client'): Promise<void> {
  await run.perform('stop-feed');
  const last = run.of('app:publish').at(-1)?.data.id;
  await run.first('app:deliver', ({ data }) => data.id === last && data.client === name);
}

/** Ten events, a cut, ten more; everything that was sent has arrived. */
async function cutOnce(params: Parameters<typeof watchLab>[1]): Promise<WatchedRun> {
  const run = await watchLab(sse, { rate: 50, retry: 150, ...params });
  await run.perform('connect');
  await run.several(10, 'app:deliver');
  await run.perform('cut');
  await run.several(2, 'app:state', client('open'));
  await run.several(20, 'app:deliver');
  await drain(run);
  return run;
}

describe('the stream', () => {
  it('has the headers, the retry and the events that the standard asks for', async () => {
    await using run = await watchLab(sse, { rate: 100, size: 200, retry: 1234 });
    await run.perform('connect');
    const [one, two, three] = await run.several(3, 'sse:event');
    const response = await run.first('http:response');
    expect(response.data.status).toBe(200);
    expect(header(response.data.headers, 'content-type')).toBe('text/event-stream');
    expect(header(response.data.headers, 'cache-control')).toBe('no-cache');
    expect(header(response.data.headers, 'x-accel-buffering')).toBeUndefined();
    expect(header((await run.first('http:request')).data.headers, 'accept')).toBe('text/event-stream');
    expect(run.of('sse:retry').map(({ data }) => data.milliseconds)).toEqual([1234]);
    expect([one, two, three].map((event) => [event?.data.type, event?.data.lastEventId])).toEqual([
      ['update', '1'],
      ['update', '2'],
      ['update', '3'],
    ]);
    expect(one?.data.data).toHaveLength(200);
    expect(JSON.parse(one?.data.data ?? '')).toMatchObject({ id: 1 });
  });

  it('has the same content under the same seed, and another under another', async () => {
    const contents = async (seed: number) => {
      await using run = await watchLab(sse, { rate: 100 }, {}, seed);
      await run.perform('connect');
      return (await run.several(5, 'sse:event')).slice(0, 5).map(({ data }) => data.data);
    };
    const first = await contents(7);
    expect(await contents(7)).toEqual(first);
    expect(await contents(8)).not.toEqual(first);
  });

  it('carries no ids where the server sends none', async () => {
    await using run = await watchLab(sse, { rate: 100, ids: false });
    await run.perform('connect');
    expect((await run.first('sse:event')).data.lastEventId).toBe('');
  });
});

describe('a cut', () => {
  it('loses nothing where the server replays after Last-Event-ID', async () => {
    await using run = await cutOnce({});
    const [, again] = run.of('http:request').filter(isStream);
    expect(header(again?.data.headers, 'last-event-id')).toMatch(/^\d+$/);
    expect(run.of('app:state').some(({ data }) => data.state === 'replayed' && !data.detail.startsWith('0 '))).toBe(true);
    const ids = run.of('app:deliver').map(({ data }) => data.id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect(measure(run.events)).toMatchObject({ lost: 0, duplicates: 0, reconnects: 1, connections: 2 });
  });

  it('loses what was published meanwhile where the server does not replay, although the client named the id', async () => {
    await using run = await cutOnce({ replay: false });
    const [, again] = run.of('http:request').filter(isStream);
    expect(header(again?.data.headers, 'last-event-id')).toMatch(/^\d+$/);
    expect(run.of('app:state').filter(server('replayed'))).toEqual([]);
    expect(measure(run.events).lost).toBeGreaterThan(0);
  });

  it('loses as much where events have no id: there is nothing to name', async () => {
    await using run = await cutOnce({ ids: false });
    const [, again] = run.of('http:request').filter(isStream);
    expect(header(again?.data.headers, 'last-event-id')).toBeUndefined();
    expect(measure(run.events).lost).toBeGreaterThan(0);
  });

  it('is followed by the wait that retry: asked for, in readyState CONNECTING', async () => {
    await using run = await cutOnce({ retry: 300 });
    const noticed = await run.first('app:state', client('reconnecting'));
    const [, again] = run.of('http:request').filter(isStream);
    expect(noticed.data.detail).toContain('readyState CONNECTING');
    // Timers of Node may fire up to a millisecond early.
    expect((again?.time ?? 0) - noticed.time).toBeGreaterThan(298);
  });

  it('loses nothing over HTTP/2 either', async () => {
    await using run = await cutOnce({ http: 'h2c' });
    const named = run.of('http2:frame').filter(({ data }) => header(data.headers, 'last-event-id') !== undefined);
    expect(named).toHaveLength(1);
    expect(measure(run.events)).toMatchObject({ lost: 0, duplicates: 0, reconnects: 1, connections: 2 });
  });
});

describe('a stream that the server ends', () => {
  it('is no reason to stay away: the client comes back and has lost nothing', async () => {
    await using run = await watchLab(sse, { rate: 50, retry: 50 });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('end-stream');
    await run.perform('burst'); // at once: nothing may be written to a stream that has ended
    await run.several(2, 'app:state', client('open'));
    await drain(run);
    expect(run.of('http:chunk').some(({ data }) => data.last)).toBe(true);
    expect(measure(run.events)).toMatchObject({ lost: 0, duplicates: 0, reconnects: 1, connections: 1 });
  });

  it('does not start a feed again that was stopped', async () => {
    await using run = await watchLab(sse, { rate: 100, retry: 0, keepAlive: 25 });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await drain(run);
    const published = run.of('app:publish').length;
    await run.perform('end-stream');
    await run.several(2, 'app:state', client('open'));
    await run.several(run.of('sse:comment').length + 4, 'sse:comment');
    expect(run.of('app:publish')).toHaveLength(published);
  });
});

describe('what ends an EventSource for good', () => {
  /** With `retry: 0` a client that would come back has done so before a request that it makes later is answered. */
  async function staysAway(run: WatchedRun): Promise<void> {
    const before = run.of('http:request').filter(isStream).length;
    await run.perform('request');
    await run.first('app:state', ({ data }) => data.state === 'answered');
    expect(run.of('http:request').filter(isStream)).toHaveLength(before);
  }

  it('an error handler that calls close()', async () => {
    await using run = await watchLab(sse, { rate: 100, retry: 0, closeOnError: true });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('cut');
    const closed = await run.first('app:state', client('closed'));
    expect(closed.data.detail).toMatch(/CONNECTING.*close\(\).*CLOSED/);
    await staysAway(run);
    expect(measure(run.events)).toMatchObject({ reconnects: 0, closes: 1 });
  });

  it.each(['http/1.1', 'h2c'])('a 204 to its reconnection (WHATWG HTML section 9.2.3), over %s', async (http) => {
    await using run = await watchLab(sse, { rate: 100, retry: 0, http });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('server-204');
    await run.perform('cut');
    const closed = await run.first('app:state', client('closed'));
    expect(closed.data.detail).toMatch(/CLOSED.*204/);
    expect(run.of('app:state').filter(client('reconnecting'))).toHaveLength(1);
    await staysAway(run);
    expect(run.of('app:state').filter(server('accepted'))).toHaveLength(1);
  });

  it('a wrong content type, and the connection is not kept', async () => {
    await using run = await watchLab(sse, { rate: 100, retry: 0, contentType: 'text/plain' });
    await run.perform('connect');
    const closed = await run.first('app:state', client('closed'));
    expect(closed.data.detail).toMatch(/CLOSED.*content type/);
    await run.first('tcp:close');
    await run.first('app:state', server('gone'));
    await staysAway(run);
    expect(run.of('app:deliver')).toEqual([]);
  });

  it('and connecting anew begins without a memory', async () => {
    await using run = await watchLab(sse, { rate: 100, retry: 0, closeOnError: true });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('connect'); // one is open: nothing happens
    await run.perform('cut');
    await run.first('app:state', client('closed'));
    await run.perform('connect');
    await run.several(2, 'app:state', client('open'));
    const requests = run.of('http:request').filter(isStream);
    expect(requests).toHaveLength(2);
    expect(header(requests[1]?.data.headers, 'last-event-id')).toBeUndefined();
  });
});

describe('connections', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `client ${index + 1}`);
  const served = (run: WatchedRun) => [...new Set(run.of('app:deliver').map(({ data }) => data.client))];

  it.each([7, 12])('over HTTP/1.1 six of %i streams are served, and a plain request waits behind them', async (clients) => {
    await using run = await watchLab(sse, { rate: 50, clients });
    await run.perform('connect');
    await run.perform('request');
    const waiting = await run.several(clients - 6 + 1, 'app:state', ({ data }) => data.state === 'waiting');
    expect(waiting[0]?.data).toMatchObject({ actor: 'client', detail: expect.stringMatching(/^client 7 waits: 6 connections/) });
    expect(waiting.at(-1)?.data.detail).toContain('the plain request waits');
    await run.several(30, 'app:deliver');
    expect(served(run).sort()).toEqual(names(6));
    expect(run.of('http:request').map(({ data }) => data.target)).toEqual(Array(6).fill('/events'));
    expect(run.of('tcp:open')).toHaveLength(6);
  });

  it('who waited is served when a connection is given back', async () => {
    await using run = await watchLab(sse, { rate: 50, clients: 8, retry: 5000 });
    await run.perform('connect');
    await run.perform('request');
    await run.several(6, 'app:state', client('open'));
    await run.perform('end-stream');
    await run.first('app:deliver', ({ data }) => data.client === 'client 8');
    await run.first('app:state', ({ data }) => data.state === 'answered');
    expect(measure(run.events).openPeak).toBeLessThanOrEqual(6);
  });

  it('over HTTP/2 twelve streams and a plain request share one', async () => {
    await using run = await watchLab(sse, { rate: 50, clients: 12, http: 'h2c' });
    await run.perform('connect');
    for (const name of names(12)) await run.first('app:deliver', ({ data }) => data.client === name);
    await run.perform('request');
    await run.first('app:state', ({ data }) => data.state === 'answered');
    expect(run.of('app:state').filter(({ data }) => data.state === 'waiting')).toEqual([]);
    expect(measure(run.events)).toMatchObject({ connections: 1, streams: 13, clientsServed: 12 });
  });
});

describe('a proxy that buffers', () => {
  it('holds small events, and the head of the response with them, until the path is healed', async () => {
    await using run = await watchLab(sse, { rate: 100 }, { buffering: true });
    await run.perform('connect');
    await run.several(30, 'app:publish');
    expect(run.of('app:state').filter(client('open'))).toEqual([]);
    expect(run.of('app:deliver')).toEqual([]);
    expect(run.of('path:change').map(({ data }) => data.detail)).toContain('the proxy buffers this response');
    await run.perform('heal');
    await drain(run);
    expect(measure(run.events).lost).toBe(0);
  });

  it('passes on what has come together to 16 KiB', async () => {
    await using run = await watchLab(sse, { rate: 100, size: 4096 }, { buffering: true });
    await run.perform('connect');
    const first = await run.first('app:deliver');
    expect(run.of('app:publish').filter(({ seq }) => seq < first.seq).length).toBeGreaterThanOrEqual(4);
    expect(run.of('path:hold')[0]?.data).toMatchObject({ reason: 'buffering' });
  });

  it('is told by X-Accel-Buffering: no to let events pass as they come', async () => {
    await using run = await watchLab(sse, { rate: 20, accelBuffering: 'no' }, { buffering: true });
    await run.perform('connect');
    const first = await run.first('app:deliver');
    expect(run.of('app:publish').filter(({ seq }) => seq < first.seq)).toHaveLength(1);
    expect(header(run.of('http:response')[0]?.data.headers, 'x-accel-buffering')).toBe('no');
  });
});

describe('a path that drops what is idle', () => {
  it('drops a quiet stream, and the client reconnects', async () => {
    await using run = await watchLab(sse, { rate: 0.1, retry: 0 }, { idleTimeout: 150 });
    await run.perform('connect');
    await run.several(2, 'tcp:close', ({ data }) => data.how === 'idle' && data.by === 'tap');
    await run.several(2, 'app:state', client('reconnecting'));
  });

  it('leaves a stream alone on which comment lines come often enough, and the page is told nothing of them', async () => {
    await using run = await watchLab(sse, { rate: 0.1, keepAlive: 50 }, { idleTimeout: 300 });
    await run.perform('connect');
    const comments = await run.several(12, 'sse:comment');
    expect((comments.at(-1)?.time ?? 0) - (comments[0]?.time ?? 0)).toBeGreaterThan(300);
    expect(run.of('tcp:close')).toEqual([]);
    expect(run.of('app:deliver')).toEqual([]);
  });
});

describe('the lab', () => {
  it('does its default script to the end, with a reconnection that names the last id', async () => {
    await using run = await runLab(sse, {
      params: defaultsOf(sse.settings),
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    for (const step of sse.script) expect(await run.step(step), JSON.stringify(step)).toBe('done');
    const { events } = run.trace();
    const again = events.filter((event) => event.name === 'http:request').filter(isStream)[1];
    expect(header(again?.data.headers, 'last-event-id')).toMatch(/^\d+$/);
    expect(measure(events)).toMatchObject({ duplicates: 0, reconnects: 1 });
    expect(measure(events).delivered).toBeGreaterThanOrEqual(15);
  });

  it('names its actions to whoever asks for one that it has not', async () => {
    await using run = await watchLab(sse);
    await expect(run.perform('toString')).rejects.toThrow(/no action 'toString'.*connect.*server-204/);
  });

  it.each(['http/1.1', 'h2c'])('is gone within a second of disposal, whatever hangs, over %s', async (http) => {
    const run = await watchLab(sse, { rate: 100, clients: 8, http });
    await run.perform('connect');
    await run.perform('request');
    await run.several(20, 'app:deliver');
    run.setConditions({ blackhole: true });
    const began = systemClock.now();
    await run[Symbol.asyncDispose]();
    expect(systemClock.now() - began).toBeLessThan(1000);
    const probe = net.connect(Number(new URL(run.url).port), '127.0.0.1');
    const refused = await new Promise((resolve) => {
      probe.on('error', (problem: NodeJS.ErrnoException) => resolve(problem.code));
      probe.on('connect', () => resolve('connected'));
    });
    probe.destroy();
    expect(refused).toBe('ECONNREFUSED');
  });
});
