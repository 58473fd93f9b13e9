import { describe, expect, it } from 'vitest';
import { BROWSER, CDN } from '../../src/cache/cache.ts';
import { decideReuse, mayUseOnError } from '../../src/cache/reuse.ts';
import { get, later, storedAtNoon } from './exchange.ts';

const decide = (control: string, seconds: number, { says = '', profile = CDN }: { says?: string; profile?: typeof CDN } = {}) => {
  const request = says === '' ? get() : get(`Cache-Control: ${says}`);
  const { decision, source } = decideReuse(request, storedAtNoon([`Cache-Control: ${control}`, 'ETag: "a"']), later(seconds), profile);
  return `${decision} ${source}`;
};

describe('whether a stored response may be used (RFC 9111 section 4)', () => {
  it('is while it is fresh, to the second', () => {
    expect(decide('max-age=60', 59.9)).toBe('fresh rfc9111#5.2.2.1');
    expect(decide('max-age=60', 60)).toBe('validate rfc9111#5.2.2.1');
  });

  it('is not under no-cache, but is under no-cache="field" without the field', () => {
    expect(decide('max-age=60, no-cache', 1)).toBe('validate rfc9111#5.2.2.4');
    const reuse = decideReuse(get(), storedAtNoon(['Cache-Control: max-age=60, no-cache="X-User"']), later(1), CDN);
    expect(reuse).toMatchObject({ decision: 'fresh', withheld: ['X-User'] });
  });

  it.each([
    ['no-cache', 'validate rfc9111#5.2.1.4'],
    ['max-age=0', 'validate rfc9111#5.2.1.1'],
    ['max-age=5', 'validate rfc9111#5.2.1.1'],
    ['max-age=15', 'fresh rfc9111#5.2.2.1'],
    ['min-fresh=55', 'validate rfc9111#5.2.1.3'],
    ['min-fresh=45', 'fresh rfc9111#5.2.2.1'],
  ])('heeds a request that says %s', (says, expected) => expect(decide('max-age=60', 10, { says })).toBe(expected));

  it('gives who says max-stale what is stale, unless that is forbidden', () => {
    expect(decide('max-age=60', 100, { says: 'max-stale=40' })).toBe('stale as the client allows rfc9111#5.2.1.2');
    expect(decide('max-age=60', 101, { says: 'max-stale=40' })).toBe('validate rfc9111#5.2.2.1');
    expect(decide('max-age=60', 9999, { says: 'max-stale' })).toBe('stale as the client allows rfc9111#5.2.1.2');
    expect(decide('max-age=60, must-revalidate', 61, { says: 'max-stale' })).toBe('validate rfc9111#5.2.2.2');
    expect(decide('s-maxage=60', 61, { says: 'max-stale' })).toBe('validate rfc9111#5.2.2.10');
  });

  it('does not heed requests where the cache is told not to', () => {
    expect(decide('max-age=60', 10, { says: 'no-cache', profile: { ...CDN, requestDirectives: false } })).toBe('fresh rfc9111#5.2.2.1');
  });

  it('is stale while revalidating for so long, unless that is forbidden (RFC 5861 section 3)', () => {
    expect(decide('max-age=60, stale-while-revalidate=30', 89)).toBe('stale while revalidating rfc5861#3');
    expect(decide('max-age=60, stale-while-revalidate=30', 90)).toBe('validate rfc9111#5.2.2.1');
    expect(decide('max-age=60, stale-while-revalidate=30, must-revalidate', 61)).toBe('validate rfc9111#5.2.2.2');
    expect(decide('max-age=60, stale-while-revalidate=30, proxy-revalidate', 61, { profile: BROWSER })).toBe(
      'stale while revalidating rfc5861#3',
    );
  });

  it('does not ask on a reload where it is immutable and private (RFC 8246 section 2)', () => {
    expect(decide('max-age=60, immutable', 1, { says: 'max-age=0', profile: BROWSER })).toBe('fresh rfc8246#2');
    expect(decide('max-age=60, immutable', 61, { says: 'max-age=0', profile: BROWSER })).toBe('validate rfc9111#5.2.1.1');
    expect(decide('max-age=60, immutable', 1, { says: 'no-cache', profile: BROWSER })).toBe('validate rfc9111#5.2.1.4');
    expect(decide('max-age=60, immutable', 1, { says: 'max-age=0' })).toBe('validate rfc9111#5.2.1.1');
  });

  it('is not where nobody knows how old it is', () => {
    const { decision, because } = decideReuse(get(), storedAtNoon(['Cache-Control: max-age=60', 'Age: x']), later(1), CDN);
    expect([decision, because]).toEqual(['validate', 'its Age is no number, so it is taken for stale']);
  });
});

describe('when the origin fails', () => {
  const onError = (control: string, seconds: number, status?: number, says?: string) =>
    mayUseOnError(
      says === undefined ? get() : get(`Cache-Control: ${says}`),
      storedAtNoon([`Cache-Control: ${control}`]),
      later(seconds),
      CDN,
      status,
    ).decision;

  it('stale-if-error covers silence and 500, 502, 503 and 504, for so long (RFC 5861 section 4)', () => {
    for (const status of [undefined, 500, 502, 503, 504]) expect(onError('max-age=1, stale-if-error=60', 61, status)).toBe('stale');
    expect(onError('max-age=1, stale-if-error=60', 62, 503)).toBe('pass the error on');
    expect(onError('max-age=1, stale-if-error=60', 2, 501)).toBe('pass the error on');
    expect(onError('max-age=1', 2, 503, 'stale-if-error=60')).toBe('stale');
  });

  it('silence lets what nothing forbids be used, an error answer does not (RFC 9111 section 4.2.4)', () => {
    expect(onError('max-age=1', 9)).toBe('stale');
    expect(onError('max-age=1', 9, 503)).toBe('pass the error on');
  });

  it.each(['must-revalidate', 'proxy-revalidate', 'no-cache', 's-maxage=1'])('%s forbids it', (word) => {
    expect(onError(`max-age=1, ${word}`, 9)).toBe('pass the error on');
  });
});
