// The short-polling lab on real sockets: each thing that the lesson says can be seen here is seen here.
import { describe, expect, it } from 'vitest';
import { shortPolling } from '../../src/labs/short-polling.ts';
import { predictStaleness } from '../../src/labs/short-polling-clients.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { defaultsOf, type Settings } from '../../src/wire/setting.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];
const client =
  (state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'client' && data.state === state;
const origin =
  (state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'server' && data.state === state;
const ids = (run: WatchedRun) => run.of('app:deliver').map(({ data }) => data.id);
/** Rate of a feed that says nothing by itself within a test. */
const SILENT = 0.1;

describe('asking at an interval', () => {
  it('gets each message once, in order, however many came between two calls', async () => {
    await using run = await watchLab(shortPolling, { rate: 60, interval: 100, schedule: 'afterAnswer' });
    await run.perform('connect');
    await run.several(20, 'app:deliver');
    expect(ids(run)).toEqual(ids(run).map((_, index) => index + 1));
    expect(run.of('http:request').length).toBeLessThan(20);
    expect(run.of('tcp:open')).toHaveLength(1);
  });

  it('misses what no longer fits into an answer', async () => {
    await using run = await watchLab(shortPolling, { rate: 200, interval: 100, window: 3 });
    await run.perform('connect');
    await run.several(9, 'app:deliver');
    expect(measure(run.events).lost).toBeGreaterThan(5);
  });

  it('mostly brings nothing where news is rarer than calls', async () => {
    await using run = await watchLab(shortPolling, { rate: 2, interval: 50 });
    await run.perform('connect');
    await run.several(2, 'app:deliver');
    const measured = measure(run.events);
    expect(measured.emptyShare).toBeGreaterThan(60);
    expect(measured.emptyAnswers).toBe(run.of('app:state').filter(client('empty')).length);
  });

  it('stops when it is told, and begins again', async () => {
    await using run = await watchLab(shortPolling, { rate: 50, interval: 30 });
    await run.perform('connect');
    await run.several(3, 'app:deliver');
    await run.perform('stop');
    await run.first('tcp:close');
    const { length } = run.of('http:request');
    await run.several(run.of('app:publish').length + 5, 'app:publish');
    expect(run.of('http:request')).toHaveLength(length);
    await run.perform('connect');
    await run.several(2, 'tcp:open');
  });
});

describe('how old news is', () => {
  it.each([
    [{ interval: 500 }, 0, 250],
    [{ interval: 500 }, 100, 300],
    [{ interval: 500, schedule: 'afterAnswer' }, 100, 350],
    [{ interval: 500, serverTime: 40 }, 0, 290],
    [{ interval: 200, cache: 'client', maxAge: 1 }, 0, 600],
    [{ interval: 300, cache: 'client', maxAge: 1 }, 0, 600],
    [{ interval: 200, cache: 'shared', maxAge: 2, clients: 20 }, 0, 1100],
  ] as const)('%j and a round trip of %i ms are predicted to make it %i ms', (params, rtt, wanted) => {
    const settings: Settings = { ...defaultsOf(shortPolling.settings), ...params };
    expect(predictStaleness(settings, { rtt }).milliseconds).toBe(wanted);
  });

  it('is never less than the way of the answer, and the prediction is marked as one', async () => {
    await using run = await watchLab(shortPolling, { rate: 40, interval: 200 }, { rtt: 60 });
    await run.perform('connect');
    const prediction = await run.first('app:state', client('predicts'));
    expect(prediction.source).toBe('model');
    await run.several(40, 'app:deliver');
    const measured = measure(run.events);
    expect(measured.latencyPredicted).toBe(130);
    // A loaded machine makes it longer, nothing makes it shorter than half of the interval less half a step of the feed.
    expect(measured.latencyMean).toBeGreaterThan(130 - 25);
  });
});

describe('calls by setInterval', () => {
  it('overlap where an answer takes longer than the interval, up to the limit of connections, and then wait', async () => {
    await using run = await watchLab(shortPolling, { rate: 20, interval: 40, serverTime: 400 });
    await run.perform('connect');
    const overlap = await run.first('app:state', ({ data }) => /[89] calls at once/.test(data.detail));
    expect(overlap.data.state).toBe('overlap');
    const measured = measure(run.events);
    expect(measured.requestsOpen).toBe(6);
    expect(measured.openPeak).toBe(6);
  });

  it('may be answered out of order: an older answer comes after a newer one', async () => {
    await using run = await watchLab(shortPolling, { rate: 50, interval: 40, serverTime: 100 });
    await run.perform('connect');
    const stale = await run.first('app:state', client('stale'));
    expect(stale.data.detail).toMatch(/an answer with #\d+ came after one with #\d+/);
    expect(ids(run)).toEqual([...ids(run)].sort((one, other) => one - other));
  });

  it('are never more than one where the next is started by the answer', async () => {
    await using run = await watchLab(shortPolling, { rate: 50, interval: 20, serverTime: 60, schedule: 'afterAnswer' });
    await run.perform('connect');
    await run.several(20, 'http:response');
    const measured = measure(run.events);
    expect(measured).toMatchObject({ requestsOpen: 1, openPeak: 1, staleAnswers: 0 });
    expect(run.of('app:state').filter(client('overlap'))).toEqual([]);
  });
});

describe('conditional requests', () => {
  it('get 304 and no content while nothing is new, and 200 with a new ETag when something is', async () => {
    await using run = await watchLab(shortPolling, { rate: SILENT, interval: 40, conditional: true, size: 2000 });
    await run.perform('connect');
    await run.several(2, 'http:response', ({ data }) => data.status === 304);
    await run.perform('publish');
    await run.first('app:deliver');
    const news = await run.first('http:response', ({ data }) => header(data.headers, 'etag') === '"1"');
    expect(news.data.status).toBe(200);
    await run.several(3, 'http:response', ({ data }) => data.status === 304 && header(data.headers, 'etag') === '"1"');
    const [request] = run.of('http:request').filter(({ data }) => header(data.headers, 'if-none-match') === '"1"');
    expect(request).toBeDefined();
    expect(run.of('http:body').filter(({ data }) => data.length > 1000)).toHaveLength(1);
  });

  it('cost fewer bytes than the same answers in full', async () => {
    const bytes = async (conditional: boolean) => {
      await using run = await watchLab(shortPolling, { rate: SILENT, interval: 30, conditional, size: 1500, window: 10 });
      await run.perform('connect');
      await run.first('http:response');
      await run.perform('burst');
      await run.first('app:deliver');
      await run.several(20, 'http:response');
      return measure(run.events);
    };
    const plain = await bytes(false);
    const conditional = await bytes(true);
    expect(plain.notModified).toBe(0);
    expect(conditional.notModified).toBeGreaterThan(10);
    expect(conditional.bytesPerRequest).toBeLessThan(plain.bytesPerRequest / 4);
  });
});

describe('a cache', () => {
  it('of the client answers while its copy is fresh: nothing is sent', async () => {
    await using run = await watchLab(shortPolling, { rate: 20, interval: 50, cache: 'client' });
    await run.perform('connect');
    await run.several(10, 'app:state', client('cached'));
    const response = await run.first('http:response');
    expect(header(response.data.headers, 'cache-control')).toBe('max-age=1');
    await run.several(2, 'http:request');
    const [first, second] = run.of('http:request');
    expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThan(998);
  });

  it('in front of the server answers many clients with one request to it, and says how old the answer is', async () => {
    await using run = await watchLab(shortPolling, { rate: 20, interval: 100, cache: 'shared', clients: 10 });
    await run.perform('connect');
    const hits = await run.several(30, 'app:state', origin('hit'));
    expect(hits[0]?.data.detail).toBe('answered by the cache');
    await run.first('http:response', ({ data }) => header(data.headers, 'cache-status') === 'wirewise; hit');
    expect(header((await run.first('http:response')).data.headers, 'age')).toBe('0');
    const measured = measure(run.events);
    expect(measured.originRequests).toBeLessThan(measured.requests / 4);
    expect(measured.originRequests).toBeGreaterThan(0);
  });

  it('that has aged asks whether anything changed, with the ETag', async () => {
    await using run = await watchLab(shortPolling, { rate: SILENT, interval: 200, cache: 'shared' });
    await run.perform('connect');
    await run.first('app:state', origin('revalidated'));
    await run.first('http:response', ({ data }) => header(data.headers, 'cache-status') === 'wirewise; fwd=stale; fwd-status=304');
    expect(run.of('app:state').some(({ data }) => data.state === 'asked' && data.detail.endsWith('304'))).toBe(true);
  });
});

it('a call that fails is told, and the next one is made', async () => {
  await using run = await watchLab(shortPolling, { rate: 50, interval: 50 }, { cutAfter: 200 });
  await run.perform('connect');
  await run.first('app:state', client('failed'));
  run.setConditions({ cutAfter: 0 });
  await run.several(5, 'app:deliver');
});
