import { expect, it } from 'vitest';
import { manualClock, systemClock } from '../../src/lib/clock.ts';

it('the machine clock goes forward and knows the date', () => {
  const before = systemClock.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  expect(Math.abs(systemClock.date().getTime() - Date.now())).toBeLessThan(5000);
});

it('a manual clock moves only when told, both its times together', () => {
  const clock = manualClock(Date.UTC(2026, 0, 1));
  expect(clock.now()).toBe(0);
  expect(clock.now()).toBe(0);
  clock.advance(1500);
  expect(clock.now()).toBe(1500);
  expect(clock.date().toISOString()).toBe('2026-01-01T00:00:01.500Z');
});
