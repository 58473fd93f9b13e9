// Parts of a response through a real edge: kept, joined, completed, and never mixed with those of another one.
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startWorld, type World } from './edge-world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]();
});

const DIGITS = '0123456789';

/** An origin that knows ranges and If-Range, with an ETag that the test may change. */
async function start(given: { tag?: string | undefined; short?: boolean } = {}) {
  const state = { tag: '"v1"' as string | undefined, short: false, content: DIGITS, ...given };
  const answer: RequestListener = (request, response) => {
    const headers = { 'Cache-Control': 'max-age=60', ...(state.tag === undefined ? {} : { ETag: state.tag }) };
    const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const condition = request.headers['if-range'];
    if (request.headers.range === undefined || (condition !== undefined && condition !== state.tag))
      return void response.writeHead(200, headers).end(state.content);
    const from = first === '' ? state.content.length - Number(last) : Number(first);
    const to = first === '' || last === '' ? state.content.length - 1 : Number(last);
    response.writeHead(206, { ...headers, 'Content-Range': `bytes ${from}-${to}/${state.content.length}` });
    response.end(state.content.slice(from, to + (state.short ? 0 : 1)));
  };
  const world = await startWorld(answer);
  worlds.push(world);
  const get = async (range?: string, more: Record<string, string> = {}) => {
    const got = await world.request('/', { headers: { ...(range === undefined ? {} : { Range: range }), ...more } });
    return [got.status, got.body, got.headers['content-range']];
  };
  return { ...world, state, get, ranges: () => world.asked.map(({ headers }) => headers.range) };
}

describe('a part with a strong ETag (RFC 9111 sections 3.3 and 3.4)', () => {
  it('answers requests for what it has, and only those', async () => {
    const { get, ranges, exchanges } = await start();
    expect(await get('bytes=4-7')).toEqual([206, '4567', 'bytes 4-7/10']);
    expect(await get('bytes=5-6')).toEqual([206, '56', 'bytes 5-6/10']);
    expect(await get('bytes=8-9')).toEqual([206, '89', 'bytes 8-9/10']);
    // The two parts touch: they are one now.
    expect(await get('bytes=-6')).toEqual([206, '456789', 'bytes 4-9/10']);
    expect(ranges()).toEqual(['bytes=4-7', 'bytes=8-9']);
    expect(exchanges.map(({ decision }) => decision.outcome)).toEqual(['miss', 'hit', 'miss', 'hit']);
  });

  it('is completed by what is missing of it, and is then the whole', async () => {
    const { get, asked, exchanges } = await start();
    await get('bytes=0-3');
    expect(await get()).toEqual([200, DIGITS, undefined]);
    expect(await get()).toEqual([200, DIGITS, undefined]);
    expect(await get('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10']);
    expect(asked.map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      ['bytes=0-3', undefined],
      ['bytes=4-9', '"v1"'],
    ]);
    expect(exchanges[1]?.decision).toMatchObject({ source: 'rfc9111#3.4', cacheStatus: expect.stringContaining('fwd=partial') });
  });

  it('is dropped where the origin has another one meanwhile: the client gets the new one whole', async () => {
    const { get, state } = await start();
    await get('bytes=0-3');
    Object.assign(state, { tag: '"v2"', content: 'abcdefghij' });
    expect(await get()).toEqual([200, 'abcdefghij', undefined]);
    expect(await get('bytes=0-3')).toEqual([206, 'abcd', 'bytes 0-3/10']);
  });

  it('answers If-None-Match with 304, and If-Range of another version with the whole', async () => {
    const { get, request } = await start();
    await get('bytes=0-3');
    expect((await request('/', { headers: { 'If-None-Match': '"v1"' } })).status).toBe(304);
    expect(await get('bytes=0-3', { 'If-Range': '"v0"' })).toEqual([200, DIGITS, undefined]);
  });

  it('is of no use once it is stale', async () => {
    const { get, clock, asked } = await start();
    await get('bytes=0-3');
    clock.advance(61_000);
    expect(await get('bytes=0-3')).toEqual([206, '0123', 'bytes 0-3/10']);
    expect(asked).toHaveLength(2);
  });

  it('does not stand for the whole: HEAD and a cut-off answer go to the origin', async () => {
    const { get, request, asked } = await start();
    await get('bytes=0-3');
    expect((await request('/', { method: 'HEAD' })).status).toBe(200);
    expect(asked).toHaveLength(2);
  });
});

describe('a part that is not kept, with the reason', () => {
  it.each([
    ['no validator', { tag: undefined }, 'a part without a strong ETag'],
    ['a weak one', { tag: 'W/"v1"' }, 'a part without a strong ETag'],
  ])('%s', async (_what, given, because) => {
    const { get, asked, exchanges } = await start(given);
    await get('bytes=0-3');
    await get('bytes=0-3');
    expect(asked).toHaveLength(2);
    expect(exchanges[0]?.decision.storingBecause).toContain(because);
  });

  it('fewer bytes than Content-Range says', async () => {
    const { get, asked } = await start({ short: true });
    expect(await get('bytes=0-3')).toEqual([206, '012', 'bytes 0-3/10']);
    await get('bytes=0-3');
    expect(asked).toHaveLength(2);
  });
});
