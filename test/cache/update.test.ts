import { describe, expect, it } from 'vitest';
import { ageOf } from '../../src/cache/age.ts';
import { CDN } from '../../src/cache/cache.ts';
import { fieldOf } from '../../src/cache/fields.ts';
import { decideHead, freshen, isAbout } from '../../src/cache/update.ts';
import { fields, later, ok, storedAtNoon } from './exchange.ts';

const unchanged = (...lines: string[]) => ({ status: 304, headers: fields(...lines) });

describe('a 304 (RFC 9111 sections 3.2 and 4.3.4)', () => {
  const stored = storedAtNoon(['Cache-Control: max-age=1', 'ETag: "a"', 'Content-Length: 5', 'X: old', 'Kept: 1', 'Age: 50']);

  it('brings new fields, leaves those of the content, and starts the age anew', () => {
    const { response, ...rest } = freshen(
      stored,
      unchanged(
        'Cache-Control: max-age=60',
        'ETag: "a"',
        'Content-Length: 0',
        'X: new',
        'Date: Tue, 24 Nov 2026 12:01:40 GMT',
        'Connection: close',
      ),
      { requestTime: later(100), responseTime: later(100) },
      CDN,
    );
    expect(
      ['Cache-Control', 'X', 'Kept', 'Content-Length', 'ETag', 'Age', 'Connection'].map((name) => fieldOf(response.headers, name)),
    ).toEqual(['max-age=60', 'new', '1', '5', '"a"', undefined, undefined]);
    expect(ageOf({ response, ...rest }, later(103), CDN)).toBe(3);
  });

  it('is about another response where it brings another strong ETag', () => {
    expect(isAbout(unchanged('ETag: "b"'), stored)).toBe(false);
    expect(isAbout(unchanged('ETag: "a"'), stored)).toBe(true);
    expect(isAbout(unchanged(), stored)).toBe(true);
    expect(isAbout(unchanged('ETag: W/"b"'), stored)).toBe(true);
  });
});

describe('HEAD (section 4.3.5)', () => {
  const stored = storedAtNoon(['ETag: "a"', 'Content-Length: 5']);
  it.each([
    [['ETag: "a"', 'Content-Length: 5'], 'freshen'],
    [[], 'freshen'],
    [['ETag: "b"'], 'drop'],
    [['Content-Length: 6'], 'drop'],
  ])('with %j: %s', (lines, expected) => expect(decideHead(stored, ok(...lines)).decision).toBe(expected));

  it('says nothing where it failed', () => {
    expect(decideHead(stored, { status: 410, headers: [] }).decision).toBe('leave');
  });
});
