// The CDN lab on real sockets: what reaches the origin, who gets a broken page on deploy day, and what a herd, a failure and
// a cookie do, under which headers.
import { describe, expect, it } from 'vitest';
import { cdn } from '../../src/labs/cdn.ts';
import { cdnMapOf } from '../../src/wire/cdn-map.ts';
import type { EventOf } from '../../src/wire/event.ts';
import { measure } from '../../src/wire/measure.ts';
import type { Settings } from '../../src/wire/setting.ts';
import { watchLab } from './watch.ts';

const client =
  (state: string) =>
  ({ data }: EventOf<'app:state'>) =>
    data.actor === 'client' && data.state === state;

/** Does the actions one after the other, until the last one, a visit to the accounts, has been answered. */
async function walk(params: Settings, ...actions: readonly string[]) {
  const run = await watchLab(cdn, { serverTime: 0, ...params });
  for (const action of [...actions, 'accounts']) await run.perform(action);
  const wanted = 1 + actions.filter((action) => action === 'accounts').length;
  await run.several(wanted, 'app:state', client('both-asked'));
  return run;
}

describe('what reaches the origin', () => {
  it('is one request for each edge and thing while edges may keep it', async () => {
    await using run = await walk({ html: 's-maxage', edges: 2, visitors: 10, account: 'private' }, 'crowd', 'crowd');
    expect(run.of('http:request').filter(({ data }) => data.target === '/site')).toHaveLength(2);
    expect(measure(run.events)).toMatchObject({ answersGot: 22, requestsSaved: 18, answersFailed: 0 });
  });

  it.each([['query'], ['user-agent']] as const)('is everything where visitors differ in %s', async (variety) => {
    await using run = await walk({ html: 's-maxage', edges: 1, visitors: 8, variety }, 'crowd');
    expect(run.of('http:request').filter(({ data }) => data.target.startsWith('/site'))).toHaveLength(8);
  });

  it('is one request of a herd with collapsing, and all of it without', async () => {
    const herd = { html: 's-maxage', edges: 1, visitors: 15, serverTime: 300 };
    await using collapsed = await walk(herd, 'herd');
    expect(collapsed.of('http:request').filter(({ data }) => data.target === '/site')).toHaveLength(1);
    expect(measure(collapsed.events).cacheCollapsed).toBe(14);
    await using each = await walk({ ...herd, collapse: false }, 'herd');
    expect(each.of('http:request').filter(({ data }) => data.target === '/site')).toHaveLength(15);
  });

  it('is a question after a purge', async () => {
    await using run = await walk({ html: 's-maxage', edges: 1 }, 'visit', 'deploy', 'visit', 'purge', 'visit');
    expect(run.of('app:state').filter(client('outdated'))).toHaveLength(1);
    expect(run.of('app:state').filter(client('purged'))).toHaveLength(1);
  });
});

describe('deploy day', () => {
  const day = ['visit', 'deploy', 'come-back', 'visit', 'visit'];
  it('breaks new pages with old scripts where names stay the same', async () => {
    await using run = await walk({ html: 'no-cache', assets: 'plain', edges: 1 }, ...day);
    expect(measure(run.events)).toMatchObject({ pagesWhole: 1, pagesBroken: 3 });
    expect(run.of('app:state').find(client('broken'))?.data.detail).toBe('visitor 1: a page of release 2 with /app.js of release 1');
  });

  it('keeps people on the old release where the page may be kept', async () => {
    await using run = await walk({ html: 's-maxage', assets: 'hashed', edges: 1 }, ...day);
    expect(measure(run.events)).toMatchObject({ pagesBroken: 0, answersOld: 3 });
  });

  it('breaks a page that stayed open where the old files are gone, and none where they stay', async () => {
    const params = { html: 'no-cache', assets: 'hashed', edges: 1 };
    await using gone = await walk(params, 'visit', 'deploy', 'click', 'visit');
    expect(measure(gone.events)).toMatchObject({ pagesWhole: 2, pagesBroken: 1 });
    await using kept = await walk({ ...params, keepOld: true }, ...day, 'click', 'come-back', 'click');
    expect(measure(kept.events)).toMatchObject({ pagesBroken: 0, answersOld: 0, answersFailed: 0 });
    // Its script came once, and was never asked for again.
    const scripts = kept.of('http:request').filter(({ data }) => data.target.startsWith('/app.'));
    expect(new Set(scripts.map(({ data }) => data.target)).size).toBe(scripts.length);
  });
});

describe('an origin that is down', () => {
  it('is an error without stale-if-error', async () => {
    await using run = await walk({ html: 's-maxage', edges: 1 }, 'visit', 'hour', 'origin-down', 'visit', 'origin-up');
    expect(run.of('app:state').filter(client('broken'))).toHaveLength(1);
  });

  it('is not seen with it', async () => {
    await using run = await walk({ html: 'stale', assets: 'hashed', edges: 1 }, 'visit', 'hour', 'origin-down', 'visit', 'origin-up');
    expect(measure(run.events)).toMatchObject({ pagesBroken: 0, pagesWhole: 2 });
    expect(run.of('cache:decision').some(({ data }) => data.cache === 'edge-1' && data.outcome === 'stale')).toBe(true);
  });
});

describe('the page of one user', () => {
  it.each([
    ['max-age', 1],
    ['private', 0],
    ['no-store', 0],
    ['vary-cookie', 0],
  ] as const)('under %s is shown to another %d times', async (account, leaked) => {
    await using run = await walk({ account, edges: 1 });
    expect(measure(run.events).answersLeaked).toBe(leaked);
  });
});

it('clicking without an open page says so', async () => {
  await using run = await walk({ edges: 1 }, 'click');
  expect(run.of('app:state').filter(client('nothing-open'))).toHaveLength(1);
});

describe('a header that the page repeats and the key has not', () => {
  it.each([
    ['ignored', 0, 0],
    ['repeated', 1, 0],
    ['vary', 0, 1],
    ['stripped', 0, 0],
    ['no-store', 0, 1],
  ] as const)('%s: %i poisoned', async (header, poisoned, more) => {
    await using run = await walk({ html: 's-maxage', edges: 1, header }, 'attack');
    expect(measure(run.events).answersPoisoned).toBe(poisoned);
    expect(run.of('http:request').filter(({ data }) => data.target === '/site')).toHaveLength(1 + more);
  });
});

describe('purging', () => {
  it('a tag removes the pages and leaves the scripts', async () => {
    await using run = await walk({ html: 's-maxage', assets: 'hashed', edges: 1 }, 'visit', 'deploy', 'purge-page', 'visit', 'visit');
    expect(run.of('app:state').find(client('purged'))?.data.detail).toBe('1 response with the tag page removed from 1 edge');
    expect(measure(run.events)).toMatchObject({ answersOld: 0, pagesWhole: 3, pagesBroken: 0 });
  });

  it('each edge is named on the wire and in what visitors say', async () => {
    await using run = await walk({ edges: 2 }, 'visit', 'visit');
    const vias = run.of('http:request').map(({ data }) => data.headers.find(([name]) => name === 'Via')?.[1]);
    expect(new Set(vias)).toEqual(new Set(['1.1 edge-1', '1.1 edge-2']));
    expect(cdnMapOf(run.events).edges).toMatchObject([
      { name: 'edge-1', asked: 4 },
      { name: 'edge-2', asked: 2 },
    ]);
  });
});
