import { describe, expect, it } from 'vitest';
import { dayOf, daysBetween, parseDay, startOfDay } from '../../src/lib/day.ts';
import { shortDay } from '../../src/lib/weekday.ts';

const noon = new Date(2026, 10, 25, 12).getTime();

describe('a day', () => {
  it('goes from midnight to midnight where the person is', () => {
    expect(dayOf(startOfDay(noon))).toBe('2026-11-25');
    expect(dayOf(startOfDay(noon) - 1)).toBe('2026-11-24');
    expect(dayOf(startOfDay(noon, 1) - 1)).toBe('2026-11-25');
    expect(shortDay(noon)).toBe('Wed 25 Nov');
  });

  it('counts days by the calendar, over months and changes of the clock', () => {
    for (let days = -400; days <= 400; days++) expect(daysBetween(noon, startOfDay(noon, days))).toBe(days);
  });

  it('is read only when there is such a day', () => {
    expect(parseDay('2026-11-25')).toBe(startOfDay(noon));
    for (const text of ['2026-02-30', '2026-13-01', '25.11.2026', '2026-1-1', '', 'tomorrow']) expect(parseDay(text), text).toBeUndefined();
  });
});
