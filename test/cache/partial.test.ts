import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stored } from '../../src/cache/cache.ts';
import { covers, joined, mayKeepPart, missingOf, type Span } from '../../src/cache/partial.ts';

const part = (range: string, tag = '"a"') => ({
  status: 206,
  headers: [
    ['Content-Range', range],
    ['ETag', tag],
  ] as const,
});
const storedWith = (tag: string): Stored => ({
  request: { method: 'GET', target: '/', headers: [] },
  response: { status: 200, headers: [['ETag', tag]] },
  requestTime: 0,
  responseTime: 0,
});

describe('which part may be kept', () => {
  it.each([
    ['bytes 0-4/10', '"a"', 5, 'keep'],
    ['bytes 4-9/10', '"a"', 5, 'do not keep'],
    ['bytes 0-4/*', '"a"', 5, 'do not keep'],
    ['bytes 5-4/10', '"a"', 5, 'do not keep'],
    ['bytes 0-4/10', 'W/"a"', 5, 'do not keep'],
    ['bytes 0-4/10', 'a', 5, 'do not keep'],
    ['bytes 0-4/10', '"a"', undefined, 'keep'],
  ])('%s with %s and %s bytes: %s', (range, tag, bytes, decision) => expect(mayKeepPart(part(range, tag), bytes).decision).toBe(decision));
});

describe('joining', () => {
  const held: Span = { first: 4, last: 6, length: 10 };
  it.each([
    [{ first: 7, last: 9 }, '"a"', { first: 4, last: 9, length: 10 }],
    [{ first: 0, last: 3 }, '"a"', { first: 0, last: 6, length: 10 }],
    [{ first: 5, last: 8 }, '"a"', { first: 4, last: 8, length: 10 }],
    [{ first: 8, last: 9 }, '"a"', undefined],
    [{ first: 7, last: 9 }, '"b"', undefined],
    [{ first: 7, last: 9 }, 'W/"a"', undefined],
  ])('%j with %s is %j', (span, tag, all) => expect(joined(storedWith('"a"'), held, part('', tag), { ...span, length: 10 })).toEqual(all));
  it('not of a content that has another length', () =>
    expect(joined(storedWith('"a"'), held, part(''), { first: 7, last: 9, length: 11 })).toBeUndefined());
});

describe('what is missing', () => {
  const range = fc.tuple(fc.nat(19), fc.nat(19)).map(([one, other]) => ({ first: Math.min(one, other), last: Math.max(one, other) }));
  it('joined to what there is, has all that is wanted and nothing twice', () =>
    fc.assert(
      fc.property(range, range, (have, wanted) => {
        const held = { ...have, length: 20 };
        const missing = missingOf(held, wanted);
        if (missing === undefined) return;
        expect(missing.first === held.last + 1 || missing.last === held.first - 1).toBe(true);
        const both = { first: Math.min(held.first, missing.first), last: Math.max(held.last, missing.last), length: 20 };
        expect(covers(both, wanted)).toBe(true);
      }),
    ));
});
