import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOf, ageToSend, parseAge } from '../../src/cache/age.ts';
import { BROWSER, CDN } from '../../src/cache/cache.ts';
import { formatDate } from '../../src/cache/dates.ts';
import { fields, later, NOON, ok, storedAtNoon } from './exchange.ts';

describe('age (RFC 9111 section 4.2.3)', () => {
  it('is the time spent here where the response is new', () => {
    expect(ageOf(storedAtNoon([]), later(12.5), CDN)).toBe(12.5);
  });

  it('adds what Age says, and the time that the answer took', () => {
    const stored = { ...storedAtNoon(['Age: 30']), requestTime: NOON - 2000 };
    expect(ageOf(stored, later(10), CDN)).toBe(42);
  });

  it('is at least the time since Date', () => {
    expect(ageOf(storedAtNoon([`Date: ${formatDate(NOON - 100_000)}`, 'Age: 30']), later(1), CDN)).toBe(101);
  });

  it('takes a Date in the future for now', () => {
    expect(ageOf(storedAtNoon([`Date: ${formatDate(NOON + 100_000)}`]), later(1), CDN)).toBe(1);
  });

  it.each(['abc', '-7200', '7200.0', '7200;foo=bar', '0, 7200', ''])('does not know an Age of %j', (text) => {
    expect(parseAge(fields(`Age: ${text}`))).toBe('malformed');
    expect(ageOf(storedAtNoon([`Age: ${text}`]), later(1), CDN)).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes the first of a list, and nothing for what is no number, where it is to be lenient (section 5.1)', () => {
    expect(ageOf(storedAtNoon(['Age: 7, 9']), later(1), BROWSER)).toBe(8);
    expect(ageOf(storedAtNoon(['Age: soon']), later(1), BROWSER)).toBe(1);
    expect(ageToSend(storedAtNoon(['Age: soon']), later(1.9))).toBe(1);
  });

  const moment = fc.integer({ min: 0, max: 10_000_000 });
  it('is never negative, never less than Age, and grows by exactly the time that passes', () => {
    fc.assert(
      fc.property(moment, moment, moment, moment, fc.integer({ min: -100_000, max: 100_000 }), (age, delay, wait, more, dateOff) => {
        const headers = fields(`Age: ${age}`, `Date: ${formatDate(NOON + dateOff * 1000)}`);
        const stored = { ...storedAtNoon([]), response: { ...ok(), headers }, requestTime: NOON - delay };
        const then = ageOf(stored, NOON + wait, CDN);
        expect(then).toBeGreaterThanOrEqual(age + wait / 1000);
        expect(ageOf(stored, NOON + wait + more, CDN) - then).toBeCloseTo(more / 1000, 3);
        // A clock that is set back makes nothing younger than it was when it came.
        expect(ageOf(stored, NOON - wait, CDN)).toBeGreaterThanOrEqual(age);
      }),
    );
  });
});
