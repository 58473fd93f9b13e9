// The long-polling lab on real sockets: each thing that the lesson says can be seen here is seen here.
import { describe, expect, it } from 'vitest';
import { longPolling } from '../../src/labs/long-polling.ts';
import type { EventOf } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { type WatchedRun, watchLab } from './watch.ts';

const said =
  (actor: 'client' | 'server', state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === actor && data.state === state;
const ids = (run: WatchedRun) => run.of('app:deliver').map(({ data }) => data.id);
const targets = (run: WatchedRun) => run.of('http:request').map(({ data }) => data.target);
/** Rate of a feed that says nothing by itself within a test. */
const SILENT = 0.1;

describe('a request', () => {
  it('is held until there is news, answered with it, and followed by the next on the same connection', async () => {
    await using run = await watchLab(longPolling, { rate: SILENT });
    await run.perform('connect');
    await run.first('http:request');
    expect(run.of('http:response')).toEqual([]);
    await run.perform('publish');
    await run.several(2, 'http:request');
    await run.perform('publish');
    await run.several(3, 'http:request');
    expect(targets(run)).toEqual(['/poll?since=0', '/poll?since=1', '/poll?since=2']);
    expect(run.of('http:response').map(({ data }) => data.status)).toEqual([200, 200]);
    expect(ids(run)).toEqual([1, 2]);
    expect(run.of('tcp:open')).toHaveLength(1);
  });

  it('that nothing comes for is answered with 204 after the time that the server holds it, and asked again', async () => {
    await using run = await watchLab(longPolling, { rate: SILENT, hold: 100 });
    await run.perform('connect');
    const [first, second] = await run.several(2, 'http:response');
    expect([first?.data.status, second?.data.status]).toEqual([204, 204]);
    expect((first?.time ?? 0) - (run.of('http:request')[0]?.time ?? 0)).toBeGreaterThan(98);
    expect(measure(run.events)).toMatchObject({ reconnects: 0 });
    expect(measure(run.events).noContent).toBeGreaterThanOrEqual(2);
  });

  it('that a client gives up is noticed by the server, which answers it no more', async () => {
    await using run = await watchLab(longPolling, { rate: SILENT });
    await run.perform('connect');
    await run.first('http:request');
    await run.perform('cancel');
    await run.first('app:state', said('server', 'gone'));
    await run.perform('publish');
    await run.first('tcp:close');
    expect(run.of('http:response')).toEqual([]);
    expect(ids(run)).toEqual([]);
    await run.perform('connect');
    await run.first('app:deliver'); // #1 was kept
    expect(measure(run.events)).toMatchObject({ lost: 0, cancelled: 1 });
  });
});

describe('the gap between an answer and the next request', () => {
  it('loses what is published in it where the request names no id', async () => {
    await using run = await watchLab(longPolling, { rate: 50, since: false, pause: 100 });
    await run.perform('connect');
    await run.several(5, 'app:deliver');
    expect(new Set(targets(run))).toEqual(new Set(['/poll']));
    expect(measure(run.events).lost).toBeGreaterThan(5);
  });

  it('loses nothing where it does: what waited comes together in one answer', async () => {
    await using run = await watchLab(longPolling, { rate: 50, pause: 100 });
    await run.perform('connect');
    await run.several(20, 'app:deliver');
    await run.first('app:state', said('server', 'caught-up'));
    expect(ids(run)).toEqual(ids(run).map((_, index) => index + 1));
    expect(measure(run.events).duplicates).toBe(0);
    expect(run.of('http:response').length).toBeLessThan(ids(run).length);
  });

  it('is as long as the path, even where the client is quick', async () => {
    await using run = await watchLab(longPolling, { rate: 50, since: false }, { rtt: 100 });
    await run.perform('connect');
    await run.several(4, 'app:deliver');
    expect(measure(run.events).lost).toBeGreaterThan(3);
  });
});

describe('a cut', () => {
  it('is a failure to the client: it waits, asks again from where it was, and has lost nothing', async () => {
    await using run = await watchLab(longPolling, { rate: 50, retryWait: 100 });
    await run.perform('connect');
    await run.several(5, 'app:deliver');
    await run.perform('cut');
    await run.first('app:state', said('client', 'reconnecting'));
    await run.several(ids(run).length + 10, 'app:deliver');
    expect(ids(run)).toEqual(ids(run).map((_, index) => index + 1));
    expect(measure(run.events)).toMatchObject({ connections: 2, reconnects: 1 });
  });

  it('in the middle of an answer gets it again', async () => {
    await using run = await watchLab(longPolling, { rate: SILENT, retryWait: 50 }, { cutAfter: 100 });
    await run.perform('connect');
    await run.first('http:request');
    await run.perform('publish');
    await run.first('app:state', said('client', 'reconnecting'));
    run.setConditions({ cutAfter: 0 });
    await run.first('app:deliver');
    expect(targets(run).every((target) => target === '/poll?since=0')).toBe(true);
  });
});

describe('many clients', () => {
  const herd = async (jitter: boolean) => {
    await using run = await watchLab(longPolling, { rate: SILENT, clients: 200, retryWait: 800, hold: 60_000, jitter });
    await run.perform('connect');
    await run.several(200, 'http:request');
    const arrived = measure(run.events).peakRequests;
    await run.perform('restart');
    await run.first('app:state', said('server', 'up'));
    const back = run.of('app:state').find(said('server', 'up'))?.seq ?? 0;
    const known = run.of('http:request').filter(({ seq }) => seq < back).length;
    await run.several(known + (jitter ? 100 : 200), 'http:request');
    const after = run.events.filter(({ seq }) => seq > back);
    return { arrived, peak: measure(after).peakRequests };
  };

  it('come back together after a restart where all wait equally long, and spread where chance is in the wait', async () => {
    const together = await herd(false);
    const spread = await herd(true);
    expect(together.peak).toBeGreaterThan(together.arrived);
    expect(spread.peak).toBeLessThan(together.peak / 2);
  }, 60_000);

  it('all ask again at once when one message answers them all', async () => {
    await using run = await watchLab(longPolling, { rate: SILENT, clients: 100 });
    await run.perform('connect');
    await run.several(100, 'http:request');
    await run.perform('publish');
    await run.several(200, 'http:request');
    expect(measure(run.events)).toMatchObject({ delivered: 100, clientsServed: 100, connections: 100, published: 1 });
  });
});

it('a restart resets whoever comes while it is down, and they come back until it is up', async () => {
  await using run = await watchLab(longPolling, { rate: SILENT, retryWait: 50 });
  await run.perform('connect');
  await run.first('http:request');
  await run.perform('restart');
  await run.several(2, 'app:state', said('client', 'reconnecting'));
  await run.first('app:state', said('server', 'up'));
  await run.perform('publish');
  await run.first('app:deliver');
  expect(measure(run.events).lost).toBe(0);
});

it('connecting twice is connecting once', async () => {
  await using run = await watchLab(longPolling, { rate: 100 });
  await run.perform('connect');
  await run.perform('connect');
  await run.several(10, 'app:deliver');
  expect(run.of('tcp:open')).toHaveLength(1);
});
