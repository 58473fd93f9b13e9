import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ifRangeHolds, parseContentRange, parseRange, resolveRange } from '../../src/cache/ranges.ts';
import { get, NOON, ok, storedAtNoon } from './exchange.ts';

const bytes = (text: string, length: number) => {
  const wanted = parseRange(get(`Range: ${text}`));
  return wanted === undefined ? 'ignored' : resolveRange(wanted, length);
};

describe('Range (RFC 9110 section 14.1.2)', () => {
  it.each([
    ['bytes=0-499', { first: 0, last: 499 }],
    ['bytes=500-999', { first: 500, last: 999 }],
    ['bytes=-500', { first: 9500, last: 9999 }],
    ['bytes=9500-', { first: 9500, last: 9999 }],
    ['bytes=9500-20000', { first: 9500, last: 9999 }],
    ['bytes=-20000', { first: 0, last: 9999 }],
    ['bytes=10000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
  ])('%s of 10000', (text, expected) => expect(bytes(text, 10_000)).toEqual(expected));

  it.each(['bytes=5-1', 'bytes=-', 'bytes=0-1,5-6', 'lines=0-1', 'bytes 0-1', 'bytes=a-b'])('%s is ignored', (text) =>
    expect(bytes(text, 10)).toBe('ignored'),
  );

  it('gives nothing outside the content', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.integer({ min: 1, max: 1000 }), (first, last, length) => {
        const range = bytes(`bytes=${first}-${last}`, length);
        if (typeof range === 'string') return;
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(length);
      }),
    );
  });
});

describe('Content-Range and If-Range', () => {
  it('are read, or known to be broken', () => {
    expect(parseContentRange(ok('Content-Range: bytes 0-4/10'))).toEqual({ first: 0, last: 4, length: 10 });
    for (const broken of ['bytes 4-3/10', 'bytes 0-10/10', 'bytes 0-4/*', 'bytes */10', ''])
      expect(parseContentRange(ok(`Content-Range: ${broken}`))).toBeUndefined();
  });

  it('hold for the same strong ETag or the same date only (section 13.1.5)', () => {
    const modified = 'Mon, 23 Nov 2026 10:00:00 GMT';
    const stored = storedAtNoon(['ETag: "a"', `Last-Modified: ${modified}`]);
    const holds = (condition: string) => ifRangeHolds(get(`If-Range: ${condition}`), stored, NOON);
    expect([holds('"a"'), holds('W/"a"'), holds('"b"'), holds(modified), holds('Tue, 24 Nov 2026 10:00:00 GMT')]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(ifRangeHolds(get(), stored, NOON)).toBe(true);
  });
});
