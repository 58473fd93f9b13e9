import { expect, it } from 'vitest';
import { movedClock } from '../../src/labs/moved-clock.ts';
import { manualClock } from '../../src/lib/clock.ts';

it('moves the calendar and leaves intervals alone', () => {
  const machine = manualClock(1000);
  const clock = movedClock(machine);
  machine.advance(500);
  clock.advance(3600);
  expect(clock.now()).toBe(500);
  expect(clock.date().getTime()).toBe(1000 + 500 + 3_600_000);
  expect(machine.date().getTime()).toBe(1500);
});
