import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, parseDate } from '../../src/cache/dates.ts';
import { NOON } from './exchange.ts';

const EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('HTTP dates (RFC 9110 section 5.6.7)', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])('understands %s', (text) =>
    expect(parseDate(text, NOON)).toBe(EXAMPLE),
  );

  it('takes a two-digit year more than 50 years ahead for the past', () => {
    expect(parseDate('Tuesday, 24-Nov-76 12:00:00 GMT', NOON)).toBe(Date.UTC(2076, 10, 24, 12));
    expect(parseDate('Wednesday, 24-Nov-77 12:00:00 GMT', NOON)).toBe(Date.UTC(1977, 10, 24, 12));
  });

  it.each([
    '0',
    '-1',
    '',
    'tomorrow',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:49:37 GMT',
    '1994-11-06T08:49:37Z',
  ])('knows that %j is none', (text) => expect(parseDate(text, NOON)).toBeUndefined());

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        expect(parseDate(formatDate(seconds * 1000), NOON)).toBe(seconds * 1000);
      }),
    );
  });
});
