import { describe, expect, it } from 'vitest';
import { advise } from '../../src/cache/advise.ts';
import { get, NOON, ok } from './exchange.ts';

const ids = (lines: string[], request: string[] = []) => advise(get(...request), ok(...lines), NOON).map(({ id }) => id);

describe('advice', () => {
  it.each([
    ['cookie-in-shared-cache', ['Cache-Control: max-age=60', 'ETag: "a"', 'Set-Cookie: id=1'], []],
    ['authorization-made-public', ['Cache-Control: public, max-age=60', 'ETag: "a"'], ['Authorization: Basic eDp5']],
    ['private-and-shared', ['Cache-Control: private, max-age=1, s-maxage=60', 'ETag: "a"'], []],
    ['compressed-without-vary', ['Cache-Control: max-age=60', 'ETag: "a"', 'Content-Encoding: br'], []],
    [
      'cors-without-vary',
      ['Cache-Control: max-age=60', 'ETag: "a"', 'Access-Control-Allow-Origin: http://a.test'],
      ['Origin: http://a.test'],
    ],
    ['vary-star', ['Cache-Control: max-age=60', 'ETag: "a"', 'Vary: *'], []],
    ['vary-on-everything', ['Cache-Control: max-age=60', 'ETag: "a"', 'Vary: User-Agent'], []],
    ['immutable-without-max-age', ['Cache-Control: no-cache, immutable', 'ETag: "a"'], []],
    ['no-validator', ['Cache-Control: max-age=60'], []],
    ['no-store-and-more', ['Cache-Control: no-store, max-age=60'], []],
    ['no-lifetime', ['ETag: "a"'], []],
    ['expires-in-the-past', ['Expires: 0', 'ETag: "a"'], []],
    ['s-maxage-and-stale', ['Cache-Control: max-age=1, s-maxage=60, stale-while-revalidate=60', 'ETag: "a"'], []],
    ['must-revalidate-and-stale', ['Cache-Control: max-age=1, must-revalidate, stale-if-error=60', 'ETag: "a"'], []],
    ['broken-cdn-cache-control', ['Cache-Control: max-age=1', 'CDN-Cache-Control: Max-Age=60', 'ETag: "a"'], []],
    ['cache-control-syntax', ['Cache-Control: max-age=1, max-age=2', 'ETag: "a"'], []],
  ])('%s', (id, lines, request) => expect(ids(lines, request)).toEqual([id]));

  it.each([
    [['Cache-Control: public, max-age=31536000, immutable']],
    [['Cache-Control: no-cache', 'ETag: "a"']],
    [['Cache-Control: no-store']],
    [['Cache-Control: private, max-age=60', 'ETag: "a"', 'Set-Cookie: id=1', 'Content-Encoding: gzip']],
    [['Cache-Control: max-age=60', 'ETag: "a"', 'Content-Encoding: gzip', 'Vary: Accept-Encoding']],
    [['Cache-Control: max-age=60', 'CDN-Cache-Control: max-age=600, stale-while-revalidate=60', 'ETag: "a"']],
  ])('has none for %j', (lines) => expect(ids(lines)).toEqual([]));

  it('puts harm first', () => {
    const weights = advise(get(), ok('Cache-Control: max-age=60', 'Set-Cookie: a=b', 'Vary: Cookie'), NOON).map(({ weight }) => weight);
    expect(weights).toEqual(['harm', 'cost', 'cost']);
  });

  it('is about what is cached, not about POST', () => {
    expect(advise({ ...get(), method: 'POST' }, ok(), NOON)).toEqual([]);
  });
});
