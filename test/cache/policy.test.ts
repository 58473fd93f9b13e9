import { describe, expect, it } from 'vitest';
import { BROWSER, CDN } from '../../src/cache/cache.ts';
import { secondsOf } from '../../src/cache/directives.ts';
import { policyOf } from '../../src/cache/policy.ts';
import { ok } from './exchange.ts';

const both = ok('Cache-Control: max-age=60, s-maxage=120', 'CDN-Cache-Control: max-age=600');

describe('which field rules (RFC 9213 section 2.2)', () => {
  it('is CDN-Cache-Control for a CDN, Cache-Control for a browser', () => {
    expect(policyOf(both, CDN)).toMatchObject({ field: 'CDN-Cache-Control', targeted: true });
    expect(secondsOf(policyOf(both, BROWSER).directives, 'max-age')).toBe(60);
  });

  it('is Cache-Control where the targeted field is empty or broken', () => {
    for (const broken of ['', 'max-age=', 'Max-Age=600'])
      expect(policyOf(ok('Cache-Control: max-age=60', `CDN-Cache-Control: ${broken}`), CDN)).toMatchObject({
        field: 'Cache-Control',
        targeted: false,
      });
  });

  it('is the first of the list that can be read', () => {
    expect(policyOf(ok('CDN-Cache-Control: max-age=', 'Surrogate-Control: max-age=5', 'Cache-Control: max-age=60'), CDN).field).toBe(
      'Surrogate-Control',
    );
  });
});
