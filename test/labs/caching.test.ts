// The caching lab on real sockets: each directive and validator does what its lesson says, seen at the tap.
import { describe, expect, it } from 'vitest';
import { caching } from '../../src/labs/caching.ts';
import { POLICIES, policyField } from '../../src/labs/caching-server.ts';
import type { EventOf, HeaderList } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import { defaultsOf, type Settings } from '../../src/wire/setting.ts';
import { watchLab } from './watch.ts';

const client =
  (state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'client' && data.state === state;
const header = (headers: HeaderList | undefined, name: string) => headers?.find(([key]) => key.toLowerCase() === name)?.[1];

/** Does the actions one after the other, until as many answers are there as were asked for. */
async function walk(params: Settings, ...actions: readonly string[]) {
  const run = await watchLab(caching, params);
  for (const action of actions) await run.perform(action);
  const asked = actions.filter((action) => /visit|reload/.test(action)).length;
  await run.several(asked, 'app:state', client('got'));
  return run;
}
type Walk = Awaited<ReturnType<typeof walk>>;
const statuses = (run: Walk) => run.of('http:response').map(({ data }) => data.status);
const outcomes = (run: Walk, cache = 'browser') =>
  run
    .of('cache:decision')
    .filter(({ data }) => data.cache === cache)
    .map(({ data }) => data.outcome);

describe('a private cache', () => {
  it('answers by itself while fresh, and asks with the ETag when an hour has passed', async () => {
    await using run = await walk({ policy: 'max-age', maxAge: 3600 }, 'visit', 'visit', 'hour', 'visit');
    expect(statuses(run)).toEqual([200, 304]);
    expect(outcomes(run)).toEqual(['miss', 'hit', 'revalidated']);
    expect(header(run.of('http:request')[1]?.data.headers, 'if-none-match')).toBe('"1-en"');
    expect(measure(run.events)).toMatchObject({ answersGot: 3, requestsSaved: 1, contentBytes: 20_000, bytesSaved: 40_000 });
    expect(run.of('cache:decision').every(({ data, source }) => data.source !== '' && source === 'hook')).toBe(true);
    expect(run.of('app:state').filter(client('clock'))[0]?.source).toBe('model');
  });

  it.each([
    ['no-store', [200, 200], ['miss', 'miss']],
    ['no-cache', [200, 304], ['miss', 'revalidated']],
    ['private', [200], ['miss', 'hit']],
    ['must-revalidate', [200], ['miss', 'hit']],
    ['s-maxage', [200, 304], ['miss', 'revalidated']],
  ] as const)('keeps to %s', async (policy, seen, decided) => {
    await using run = await walk({ policy }, 'visit', 'visit');
    expect(statuses(run)).toEqual(seen);
    expect(outcomes(run)).toEqual(decided);
  });

  it('asks again on reload, except for what is immutable and fresh', async () => {
    await using asking = await walk({ policy: 'max-age' }, 'visit', 'reload');
    expect(statuses(asking)).toEqual([200, 304]);
    await using immutable = await walk({ policy: 'immutable' }, 'visit', 'reload', 'hour', 'reload');
    expect(statuses(immutable)).toEqual([200, 304]);
    expect(outcomes(immutable)).toEqual(['miss', 'hit', 'revalidated']);
  });

  it('fetches in full on a hard reload, without a condition', async () => {
    await using run = await walk({ policy: 'max-age' }, 'visit', 'hard-reload');
    expect(statuses(run)).toEqual([200, 200]);
    const request = run.of('http:request')[1]?.data.headers;
    expect(header(request, 'if-none-match')).toBeUndefined();
    expect(header(request, 'cache-control')).toBe('no-cache');
  });

  it('shows an old page while fresh, and for ever by a validator of one second', async () => {
    await using fresh = await walk({ policy: 'max-age' }, 'visit', 'change', 'visit');
    expect(measure(fresh.events).answersOld).toBe(1);
    const trap = ['change', 'visit', 'change-same-second', 'visit', 'hour', 'visit'];
    await using dated = await walk({ policy: 'no-cache', validator: 'last-modified' }, ...trap);
    expect(statuses(dated)).toEqual([200, 304, 304]);
    expect(measure(dated.events).answersOld).toBe(2);
    await using tagged = await walk({ policy: 'no-cache', validator: 'strong' }, ...trap);
    expect(statuses(tagged)).toEqual([200, 200, 304]);
    expect(measure(tagged.events).answersOld).toBe(0);
  });

  it('guesses where nothing says how long, and fetches in full where it has nothing to ask with', async () => {
    await using guess = await walk({ policy: 'none', validator: 'last-modified' }, 'visit', 'visit');
    expect(outcomes(guess)).toEqual(['miss', 'hit']);
    expect(guess.of('cache:decision')[1]?.data.source).toBe('rfc9111#4.2.2');
    await using blind = await walk({ policy: 'max-age', validator: 'none' }, 'visit', 'hour', 'visit');
    expect(statuses(blind)).toEqual([200, 200]);
  });

  it('serves stale at once and fetches behind it where stale-while-revalidate says so', async () => {
    await using run = await walk({ policy: 'stale-while-revalidate' }, 'visit', 'hour', 'change', 'visit');
    expect(outcomes(run)).toEqual(['miss', 'stale']);
    await run.several(2, 'http:response');
    expect(statuses(run)).toEqual([200, 200]);
    expect(measure(run.events).answersOld).toBe(1);
  });

  it('needs Vary where one URL has two languages', async () => {
    await using without = await walk({ vary: false }, 'visit', 'visit-german');
    expect(measure(without.events).answersWrong).toBe(1);
    await using varied = await walk({ vary: true }, 'visit', 'visit-german', 'visit', 'visit-german');
    expect(measure(varied.events).answersWrong).toBe(0);
    expect(outcomes(varied)).toEqual(['miss', 'miss', 'hit', 'hit']);
  });

  it('accepts a weak tag like a strong one for a 304', async () => {
    await using run = await walk({ policy: 'no-cache', validator: 'weak' }, 'visit', 'visit');
    expect(statuses(run)).toEqual([200, 304]);
  });
});

describe('a shared cache behind it', () => {
  it('keeps what s-maxage allows and what private forbids it does not', async () => {
    await using shared = await walk({ policy: 's-maxage', shared: true, vary: false }, 'visit', 'visit-other');
    expect(measure(shared.events).originRequests).toBe(1);
    await using mine = await walk({ policy: 'private', shared: true, vary: false }, 'visit', 'visit-other');
    expect(measure(mine.events).originRequests).toBe(2);
    expect(mine.of('cache:decision').find(({ data }) => data.cache === 'shared')?.data).toMatchObject({
      storing: 'not stored',
      storingSource: 'rfc9111#5.2.2.7',
    });
  });
});

it('says each policy in the words of RFC 9111', () => {
  const said = POLICIES.map((policy) => policyField({ ...defaultsOf(caching.settings), policy }));
  expect(said).toEqual([
    'max-age=3600',
    'no-store',
    'no-cache',
    'max-age=3600, immutable',
    'private, max-age=3600',
    'max-age=0, s-maxage=3600',
    'max-age=3600, must-revalidate',
    'max-age=3600, stale-while-revalidate=86400',
    undefined,
  ]);
});

it('goes on after a cut', async () => {
  await using run = await walk({ policy: 'no-store' }, 'visit');
  await run.perform('cut');
  await run.first('tcp:close');
  await run.perform('visit');
  await run.several(2, 'app:state', client('got'));
  expect(run.of('tcp:open')).toHaveLength(2);
});
