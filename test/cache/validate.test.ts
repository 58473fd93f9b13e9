import { describe, expect, it } from 'vitest';
import { formatDate } from '../../src/cache/dates.ts';
import {
  conditionsFor,
  isConditional,
  isNotModified,
  matchesStrongly,
  matchesWeakly,
  notModifiedFields,
} from '../../src/cache/validate.ts';
import { fields, get, NOON, ok, storedAtNoon } from './exchange.ts';

describe('entity tags', () => {
  // The table of RFC 9110 section 8.8.3.2.
  it.each([
    ['W/"1"', 'W/"1"', false, true],
    ['W/"1"', 'W/"2"', false, false],
    ['W/"1"', '"1"', false, true],
    ['"1"', '"1"', true, true],
  ])('%s and %s', (one, other, strong, weak) => {
    expect([matchesStrongly(one, other), matchesWeakly(one, other)]).toEqual([strong, weak]);
  });
});

describe('asking the origin (RFC 9111 section 4.3.1)', () => {
  it('takes the stored validators in place of the client’s', () => {
    const stored = storedAtNoon(['ETag: "new"', 'Last-Modified: Mon, 23 Nov 2026 10:00:00 GMT']);
    expect(conditionsFor(fields('If-None-Match: "old"', 'If-Range: "x"', 'A: 1'), stored)).toEqual([
      ['A', '1'],
      ['If-None-Match', '"new"'],
      ['If-Modified-Since', 'Mon, 23 Nov 2026 10:00:00 GMT'],
    ]);
    expect(conditionsFor([], storedAtNoon([]))).toBeUndefined();
  });

  it('knows a conditional request', () => {
    expect([isConditional(get()), isConditional(get('if-none-match: *'))]).toEqual([false, true]);
  });
});

describe('answering a client that has it (RFC 9110 section 13.2.2)', () => {
  const at = (seconds: number) => formatDate(NOON + seconds * 1000);
  it.each([
    ['If-None-Match: "a"', 'ETag: "a"', true],
    ['If-None-Match: "x", W/"a"', 'ETag: "a"', true],
    ['If-None-Match: *', 'ETag: "a"', true],
    ['If-None-Match: "b"', 'ETag: "a"', false],
    [`If-Modified-Since: ${at(0)}`, `Last-Modified: ${at(0)}`, true],
    [`If-Modified-Since: ${at(-1)}`, `Last-Modified: ${at(0)}`, false],
    ['If-Modified-Since: yesterday', `Last-Modified: ${at(0)}`, false],
    [`If-Modified-Since: ${at(0)}`, `Date: ${at(0)}`, true],
  ])('%s against %s: %s', (condition, validator, expected) => expect(isNotModified(get(condition), ok(validator), NOON)).toBe(expected));

  it('looks at If-None-Match before If-Modified-Since', () => {
    expect(isNotModified(get('If-None-Match: "b"', `If-Modified-Since: ${at(0)}`), ok('ETag: "a"', `Last-Modified: ${at(0)}`), NOON)).toBe(
      false,
    );
  });

  it('says nothing of the content, but keeps Last-Modified where it is the only validator', () => {
    const all = fields('Content-Type: text/html', 'Content-Length: 5', 'Last-Modified: x', 'Cache-Control: max-age=1');
    expect(notModifiedFields(all).map(([name]) => name)).toEqual(['Cache-Control', 'Last-Modified']);
    expect(notModifiedFields([...all, ['ETag', '"a"']]).map(([name]) => name)).toEqual(['Cache-Control', 'ETag']);
  });
});
