import { describe, expect, it } from 'vitest';
import { explainHeaders } from '../../src/cache/explain.ts';
import { fields, NOON } from './exchange.ts';

const explain = (...lines: string[]) => explainHeaders(fields(...lines), NOON);

describe('what headers mean', () => {
  it('is not the same to a browser and to a CDN', () => {
    const { browser, cdn } = explain('Cache-Control: private, max-age=60');
    expect(browser.stored).toMatchObject({ decision: 'store', source: 'rfc9111#5.2.2.1' });
    expect(cdn.stored).toMatchObject({ decision: 'do not store', source: 'rfc9111#5.2.2.7' });
    expect(cdn.meanings).toEqual([]);
  });

  it('names the validator that it will be asked with', () => {
    const last = (...lines: string[]) => explain('Cache-Control: max-age=60', ...lines).cdn.meanings.at(-1)?.because;
    expect(last('ETag: "a"')).toBe('asks with If-None-Match: "a"');
    expect(last('ETag: W/"a"')).toContain('weak');
    expect(last()).toContain('no validator');
  });

  it('says that no-cache is stored', () => {
    expect(explain('Cache-Control: no-cache', 'ETag: "a"').cdn.stored).toMatchObject({ decision: 'store', source: 'rfc9111#5.2.2.4' });
  });

  it('gives a source with every sentence', () => {
    const { browser, cdn, advice } = explain(
      'Cache-Control: public, max-age=60, s-maxage=600, immutable, no-transform, stale-while-revalidate=5, stale-if-error=5, no-cache="X"',
      'CDN-Cache-Control: max-age=5',
      'Vary: Accept',
      'ETag: "a"',
      'Set-Cookie: a=b',
    );
    const all = [browser.stored, cdn.stored, ...browser.meanings, ...cdn.meanings, ...advice];
    expect(all.length).toBeGreaterThan(10);
    for (const { source } of all) expect(source).toMatch(/^(rfc\d{4}|whatwg-fetch)#[\w.-]+$/);
  });
});
