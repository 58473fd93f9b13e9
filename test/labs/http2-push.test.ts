// The push lab on real sockets: what the lesson says of promises, waste, hints and messages is seen here.
import { describe, expect, it } from 'vitest';
import { http2Push } from '../../src/labs/http2-push.ts';
import type { Conditions } from '../../src/wire/conditions.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import type { Settings } from '../../src/wire/setting.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const client =
  (state: string, detail = '') =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'client' && data.state === state && data.detail.includes(detail);
const ofType =
  (type: string) =>
  ({ data }: EventOf<'http2:frame'>) =>
    data.type === type;
const requested = (run: WatchedRun) =>
  run
    .of('http2:frame')
    .filter(({ direction, data }) => direction === 'client-to-server' && header(data.headers, ':path') !== undefined)
    .map(({ data }) => header(data.headers, ':path'));

/** One visit after the other; each is complete before the next. */
async function visits(count: number, params: Settings, conditions: Partial<Conditions> = {}): Promise<WatchedRun> {
  const run = await watchLab(http2Push, { think: 100, ...params }, conditions);
  for (let visit = 1; visit <= count; visit++) {
    await run.perform('visit');
    await run.several(visit, 'app:state', client('ready'));
  }
  return run;
}

describe('a first visit', () => {
  it('with nothing to help asks for the page, then for what it names', async () => {
    await using run = await visits(1, { help: 'nothing' });
    expect(requested(run)).toEqual(['/page', '/style.css', '/app.js']);
    expect(measure(run.events)).toMatchObject({ pushes: 0, hints: 0, requests: 3 });
  });

  it('with pushes asks for the page alone: two promises bring the rest, on even streams, before the page', async () => {
    await using run = await visits(1, { help: 'push' });
    expect(requested(run)).toEqual(['/page']);
    const promises = run.of('http2:frame').filter(ofType('PUSH_PROMISE'));
    expect(promises.map(({ data }) => [data.stream, data.detail, header(data.headers, ':path')])).toEqual([
      [1, 'promises stream 2', '/style.css'],
      [1, 'promises stream 4', '/app.js'],
    ]);
    const page = run.of('http2:frame').find(({ data }) => data.stream === 1 && header(data.headers, ':status') === '200');
    expect(promises[1]?.seq).toBeLessThan(page?.seq ?? 0);
    expect(measure(run.events)).toMatchObject({ pushes: 2, pushesCancelled: 0, requests: 1 });
  });

  it('with a 103 asks for the rest while the server still makes the page', async () => {
    await using run = await visits(1, { help: 'early-hints', think: 300 });
    const hint = run.of('http2:frame').find(({ data }) => header(data.headers, ':status') === '103');
    expect(header(hint?.data.headers, 'link')).toBe('</style.css>; rel=preload; as=style, </app.js>; rel=preload; as=script');
    const page = run.of('http2:frame').find(({ data }) => data.stream === 1 && header(data.headers, ':status') === '200');
    const asked = run.of('http2:frame').filter(({ data }) => /css|js/.test(header(data.headers, ':path') ?? ''));
    expect(asked).toHaveLength(2);
    for (const { seq } of asked) expect(seq).toBeLessThan(page?.seq ?? 0);
  });
});

describe('a second visit', () => {
  it('needs one request, and a 103 costs it a few bytes', async () => {
    await using run = await visits(2, { help: 'early-hints' });
    expect(requested(run)).toEqual(['/page', '/style.css', '/app.js', '/page']);
    expect(run.of('app:state').some(client('hinted', 'all of it is in the cache'))).toBe(true);
    const [, second] = run.of('http2:frame').filter(({ data }) => header(data.headers, ':status') === '103');
    expect(second?.size).toBeLessThan(100);
  });

  it('gets both files pushed again; the client refuses, and the bytes have come', async () => {
    await using run = await visits(2, { help: 'push', asset: 20_000 });
    expect(run.of('app:state').filter(client('refuses'))).toHaveLength(2);
    await run.several(2, 'http2:frame', ofType('RST_STREAM'));
    expect(measure(run.events)).toMatchObject({ pushes: 4, pushesCancelled: 2 });
    expect(measure(run.events).wastedBytes).toBeGreaterThan(40_000);
  });

  it('on a narrow path waits behind the waste: the refusal is a round trip too late', async () => {
    const narrow = { rtt: 80, bandwidth: 100_000 };
    const time = async (help: string) => {
      await using run = await visits(2, { help, asset: 20_000 }, narrow);
      return { ready: measure(run.events).pageReady, resets: run.of('http2:frame').filter(ofType('RST_STREAM')) };
    };
    const pushed = await time('push');
    const hinted = await time('early-hints');
    expect(pushed.resets.map(({ data }) => data.detail)).toEqual(['REFUSED_STREAM', 'REFUSED_STREAM']);
    // 40,000 bytes at 100,000 a second are 400 ms on the wire, 300 of them after the page was made.
    expect(pushed.ready).toBeGreaterThan(hinted.ready);
  });

  it('asks again with an emptied cache', async () => {
    await using run = await visits(1, { help: 'nothing' });
    await run.perform('empty-cache');
    await run.perform('visit');
    await run.several(2, 'app:state', client('ready'));
    expect(requested(run)).toHaveLength(6);
  });
});

it('a client that says ENABLE_PUSH=0 is pushed nothing', async () => {
  await using run = await visits(1, { help: 'push', enablePush: false });
  const settings = await run.first('http2:frame', ofType('SETTINGS'));
  expect(settings.data.detail).toContain('ENABLE_PUSH=0');
  expect(run.of('http2:frame').filter(ofType('PUSH_PROMISE'))).toEqual([]);
  expect(run.of('app:state').some(({ data }) => data.state === 'may-not-push')).toBe(true);
  expect(requested(run)).toHaveLength(3);
});

describe('a feed of pushes', () => {
  it('goes into the cache, and the page is told nothing until it asks', async () => {
    await using run = await watchLab(http2Push, { rate: 50 });
    await run.perform('connect');
    await run.several(3, 'app:state', client('cached', '/messages/'));
    expect(run.of('app:deliver')).toEqual([]);
    const before = requested(run).length;
    await run.perform('ask');
    const got = await run.first('app:deliver');
    expect(got.data).toEqual({ id: 1, client: 'page' });
    expect(requested(run)).toHaveLength(before);
  });

  it('reaches a program, whose library does tell it', async () => {
    await using run = await watchLab(http2Push, { rate: 50, receiver: 'program' });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    expect(measure(run.events)).toMatchObject({ duplicates: 0, requests: 1 });
    expect(run.of('http2:frame').filter(ofType('PUSH_PROMISE')).length).toBeGreaterThan(2);
  });

  it('loses what was pushed during a cut: a promise belongs to its connection', async () => {
    await using run = await watchLab(http2Push, { rate: 50, receiver: 'program' });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('cut');
    await run.several(2, 'app:state', client('open'));
    await run.several(6, 'app:deliver');
    expect(measure(run.events).lost).toBeGreaterThan(0);
  });
});
