import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROWSER, CDN } from '../../src/cache/cache.ts';
import { formatDate } from '../../src/cache/dates.ts';
import { lifetimeOf, staleUseOf } from '../../src/cache/freshness.ts';
import { policyOf } from '../../src/cache/policy.ts';
import { fields, NOON, ok } from './exchange.ts';

const of = (profile: typeof CDN, ...lines: string[]) => lifetimeOf(ok(`Date: ${formatDate(NOON)}`, ...lines), NOON, profile);

describe('freshness lifetime (RFC 9111 section 4.2.1)', () => {
  it('is s-maxage in a shared cache, max-age in a private one', () => {
    expect(of(CDN, 'Cache-Control: max-age=1, s-maxage=3600')).toMatchObject({
      seconds: 3600,
      from: 's-maxage',
      source: 'rfc9111#5.2.2.10',
    });
    expect(of(BROWSER, 'Cache-Control: max-age=1, s-maxage=3600')).toMatchObject({
      seconds: 1,
      from: 'max-age',
      source: 'rfc9111#5.2.2.1',
    });
  });

  it('is max-age, whatever Expires says', () => {
    expect(of(CDN, 'Cache-Control: max-age=3600', `Expires: ${formatDate(NOON - 1000)}`).seconds).toBe(3600);
    expect(of(CDN, 'Cache-Control: max-age=0', `Expires: ${formatDate(NOON + 9000)}`).seconds).toBe(0);
  });

  it('is Expires less Date', () => {
    expect(of(CDN, `Expires: ${formatDate(NOON + 30_000)}`)).toMatchObject({ seconds: 30, from: 'Expires', source: 'rfc9111#5.3' });
    expect(of(CDN, 'Expires: 0')).toMatchObject({ seconds: 0, because: 'Expires is no date, which means in the past' });
  });

  it('is a tenth of the time since Last-Modified where nothing is said, a day at most', () => {
    expect(of(CDN, `Last-Modified: ${formatDate(NOON - 1_000_000)}`)).toMatchObject({
      seconds: 100,
      from: 'heuristic',
      source: 'rfc9111#4.2.2',
    });
    expect(of(CDN, `Last-Modified: ${formatDate(0)}`).seconds).toBe(86_400);
    expect(of(CDN, `Last-Modified: ${formatDate(NOON + 5000)}`).seconds).toBe(0);
  });

  it('is guessed only for statuses that allow it, or where it is public', () => {
    const headers = fields(`Date: ${formatDate(NOON)}`, `Last-Modified: ${formatDate(NOON - 1_000_000)}`);
    expect(lifetimeOf({ status: 403, headers }, NOON, CDN)).toMatchObject({ seconds: 0, from: 'none' });
    expect(lifetimeOf({ status: 403, headers: [...headers, ['Cache-Control', 'public']] }, NOON, CDN).seconds).toBe(100);
  });

  it('is nothing where the number is none', () => {
    expect(of(CDN, 'Cache-Control: max-age=soon', `Expires: ${formatDate(NOON + 30_000)}`)).toMatchObject({ seconds: 0, from: 'max-age' });
  });

  it('is the targeted one alone, without Expires to fall back on (RFC 9213 section 2.2)', () => {
    expect(of(CDN, 'CDN-Cache-Control: must-revalidate', 'Cache-Control: max-age=60')).toMatchObject({ seconds: 0, source: 'rfc9213#2.2' });
  });

  it('is never negative', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.boolean(), (off, expires) => {
        const line = `${expires ? 'Expires' : 'Last-Modified'}: ${formatDate(NOON + off * 1000)}`;
        expect(of(CDN, line).seconds).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('what may be done when stale (section 4.2.4)', () => {
  const use = (profile: typeof CDN, control: string) => staleUseOf(policyOf(ok(`Cache-Control: ${control}`), profile), profile);

  it('is what RFC 5861 permits', () => {
    expect(use(CDN, 'max-age=1, stale-while-revalidate=10, stale-if-error=20')).toEqual({ whileRevalidate: 10, ifError: 20 });
  });

  it('is nothing under must-revalidate, and proxy-revalidate in a shared cache', () => {
    expect(use(BROWSER, 'must-revalidate').forbidden?.source).toBe('rfc9111#5.2.2.2');
    expect(use(CDN, 'proxy-revalidate').forbidden?.source).toBe('rfc9111#5.2.2.8');
    expect(use(BROWSER, 'proxy-revalidate').forbidden).toBeUndefined();
  });

  it('is only what is said under s-maxage', () => {
    expect(use(CDN, 's-maxage=1').onlyExplicit?.source).toBe('rfc9111#5.2.2.10');
  });
});
