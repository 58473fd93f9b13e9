import { describe, expect, it } from 'vitest';
import { BROWSER, type CacheRequest, CDN } from '../../src/cache/cache.ts';
import { formatDate } from '../../src/cache/dates.ts';
import { fieldsToStore, mayStore } from '../../src/cache/store.ts';
import { fields, get, NOON, ok } from './exchange.ts';

const decide = (
  lines: string[],
  { profile = CDN, request = get(), status = 200 }: { profile?: typeof CDN; request?: CacheRequest; status?: number } = {},
) => {
  const { decision, source } = mayStore(request, { status, headers: fields(...lines) }, NOON, profile);
  return decision === 'store' ? 'store' : source;
};
const fresh = 'Cache-Control: max-age=60';

describe('whether a response is stored (RFC 9111 section 3)', () => {
  it('is for what is fresh or can be asked about', () => {
    expect(decide([fresh])).toBe('store');
    expect(decide(['ETag: "a"'])).toBe('store');
    expect(decide([])).toBe('rfc9111#3');
    expect(decide(['Cache-Control: max-age=0'])).toBe('rfc9111#3');
    expect(decide(['Cache-Control: max-age=0, stale-if-error=60'])).toBe('store');
  });

  it.each([
    ['no-store', 'rfc9111#5.2.2.5'],
    ['private, max-age=60', 'rfc9111#5.2.2.7'],
  ])('is not for %s', (control, source) => expect(decide([`Cache-Control: ${control}`])).toBe(source));

  it('lets a browser keep what is private', () => {
    expect(decide(['Cache-Control: private, max-age=60'], { profile: BROWSER })).toBe('store');
  });

  it('keeps private="field" without the field', () => {
    const lines = ['Cache-Control: private="Set-Cookie", max-age=60', 'Set-Cookie: a=b', 'X: 1'];
    expect(decide(lines)).toBe('store');
    expect(fieldsToStore(ok(...lines), NOON, CDN).map(([name]) => name)).toEqual(['Cache-Control', 'X', 'Date']);
    expect(fieldsToStore(ok(...lines), NOON, BROWSER).map(([name]) => name)).toContain('Set-Cookie');
  });

  it('knows Authorization (section 3.5)', () => {
    const request = get('Authorization: Basic eDp5');
    expect(decide([fresh], { request })).toBe('rfc9111#3.5');
    expect(decide([fresh], { request, profile: BROWSER })).toBe('store');
    for (const word of ['public', 'must-revalidate', 's-maxage=60']) expect(decide([`${fresh}, ${word}`], { request })).toBe('store');
  });

  it('does not store what a later request could never match', () => {
    expect(decide([fresh, 'Vary: *'])).toBe('rfc9111#4.1');
  });

  it('heeds no-store in the request', () => {
    expect(decide([fresh], { request: get('Cache-Control: no-store') })).toBe('rfc9111#5.2.1.5');
  });

  it('knows which statuses may be guessed about', () => {
    const modified = `Last-Modified: ${formatDate(NOON - 1_000_000)}`;
    expect(decide([modified], { status: 404 })).toBe('store');
    expect(decide([modified], { status: 403 })).toBe('rfc9111#3');
    expect(decide([modified, 'Cache-Control: public'], { status: 403 })).toBe('store');
    expect(decide([fresh], { status: 599 })).toBe('store');
  });

  it('does not store what must be understood and is not (section 5.2.2.3)', () => {
    expect(decide(['Cache-Control: max-age=60, must-understand'], { status: 599 })).toBe('rfc9111#5.2.2.3');
    // A cache that understands the status ignores the no-store beside it.
    expect(decide(['Cache-Control: max-age=60, must-understand, no-store'], { status: 404 })).toBe('store');
  });

  it('stores only GET, and POST that says it is what GET would give (RFC 9110 section 9.3.3)', () => {
    const post = { ...get(), method: 'POST' };
    expect(decide([fresh], { request: post })).toBe('rfc9111#3');
    expect(decide([fresh, 'Content-Location: /'], { request: post })).toBe('store');
    expect(decide([fresh, 'Content-Location: /other'], { request: post })).toBe('rfc9111#3');
    expect(decide(['ETag: "a"', 'Content-Location: /'], { request: post })).toBe('rfc9110#9.3.3');
  });

  it('stores no field of the connection, and a Date where there was none (section 3.1)', () => {
    expect(fieldsToStore(ok('Connection: X', 'X: 1', 'Proxy-Authenticate: Basic', 'A: 1'), NOON, CDN)).toEqual([
      ['A', '1'],
      ['Date', 'Tue, 24 Nov 2026 12:00:00 GMT'],
    ]);
  });
});
