// The edge functions lab on real sockets: what a decision at the edge saves, what it costs where its data is far, and what a
// function that fails does to visitors.
import { describe, expect, it } from 'vitest';
import { edgeFunctions } from '../../src/labs/edge-functions.ts';
import type { EventOf } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import type { Settings } from '../../src/wire/setting.ts';
import { watchLab } from './watch.ts';

const said =
  (state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'client' && data.state === state;

async function crowdOf(params: Settings) {
  const run = await watchLab(edgeFunctions, { visitors: 8, serverTime: 0, ...params });
  await run.perform('crowd');
  await run.first('app:state', said('all-served'));
  return run;
}
type Run = Awaited<ReturnType<typeof crowdOf>>;
const gotOf = (run: Run) =>
  run
    .of('app:state')
    .filter(said('got'))
    .map(({ data }) => data.detail.replace(/, \d+ bytes, [\d.]+ ms/, ''));

describe('at the edge', () => {
  it('a country in the target makes one page of each country at the edge', async () => {
    await using run = await crowdOf({ function: 'geo' });
    expect(gotOf(run).slice(0, 2)).toEqual(['visitor 1: /page 200, /page?country=DE', 'visitor 2: /page 200, /page?country=FR']);
    expect(measure(run.events)).toMatchObject({ requests: 4, edgeHitRatio: 50, functionRuns: 8, functionFailures: 0 });
  });

  it('a redirect and a refusal never reach the origin', async () => {
    await using redirect = await crowdOf({ function: 'redirect' });
    // Twice as many requests as visitors, and three languages.
    expect(measure(redirect.events)).toMatchObject({ answersGot: 16, functionRuns: 16, functionAnswers: 8, requests: 3 });
    await using auth = await crowdOf({ function: 'auth' });
    expect(auth.of('app:state').filter(said('refused'))).toHaveLength(4);
    expect(measure(auth.events)).toMatchObject({ functionAnswers: 4, requests: 1 });
    // The token ends at the edge.
    const fields = auth.of('http:request').flatMap(({ data }) => data.headers.map(([name]) => name.toLowerCase()));
    expect(fields).not.toContain('authorization');
  });

  it('a bucket is a cookie on the response that nobody else gets from the store', async () => {
    await using run = await watchLab(edgeFunctions, { function: 'ab', serverTime: 0 });
    const get = async (cookie: string) => {
      const response = await fetch(run.url, { headers: { Cookie: cookie } });
      return { set: response.headers.getSetCookie(), body: (await response.text()).slice(0, 60) };
    };
    const first = await get('visitor=1');
    const bucket = /bucket=([ab])/.exec(first.set[0] ?? '')?.[1];
    expect(first.body).toContain(`/page?bucket=${bucket}`);
    const again = await get(`visitor=1; bucket=${bucket}`);
    expect(again).toEqual({ set: [], body: first.body });
    expect((await get('visitor=1; bucket=nonsense')).set).toEqual(first.set);
    expect(run.of('http:request')).toHaveLength(1);
  });

  it('a client cannot say which country it is in', async () => {
    await using run = await watchLab(edgeFunctions, { function: 'geo', serverTime: 0 });
    const response = await fetch(run.url, { headers: { 'X-Country': 'XX', 'X-Visitor': '2' } });
    expect(await response.text()).toContain('country=FR');
  });
});

it('at the origin, each decision is a request to it', async () => {
  await using run = await crowdOf({ function: 'geo', where: 'origin' });
  expect(gotOf(run)[1]).toBe('visitor 2: /page 200, /page?country=FR');
  expect(measure(run.events)).toMatchObject({ requests: 8, edgeHitRatio: 0, functionRuns: 8 });
});

it('far from its data, each read is a request to the origin', async () => {
  await using edge = await crowdOf({ function: 'geo', reads: 3, visitors: 4 });
  expect(edge.of('http:request').filter(({ data }) => data.target.startsWith('/data/'))).toHaveLength(12);
  await using origin = await crowdOf({ function: 'geo', reads: 3, visitors: 4, where: 'origin' });
  expect(measure(origin.events)).toMatchObject({ requests: 4, functionRuns: 4 });
});

describe('a function that fails', () => {
  it.each(['loop', 'memory', 'throw'])(
    'by %s is 500, or passed by',
    async (name) => {
      await using closed = await crowdOf({ function: name, visitors: 2 });
      expect(measure(closed.events)).toMatchObject({ functionFailures: 2, answersFailed: 2, requests: 0 });
      await using open = await crowdOf({ function: name, visitors: 2, onError: 'fail-open' });
      expect(measure(open.events)).toMatchObject({ functionFailures: 2, answersFailed: 0, requests: 1 });
    },
    30_000,
  );
});
