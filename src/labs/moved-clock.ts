// A clock that can be moved on, so that an hour passes at a key press: the machine's time and an offset. The offset is a
// model, and whoever moves the clock says so; intervals (`now`) stay those of the machine.
import type { Clock } from '../lib/clock.ts';

export interface MovedClock extends Clock {
  /** Lets so many seconds pass on the calendar. */
  advance(seconds: number): void;
}

/** A calendar that starts with the given clock's and can be moved on. */
export function movedClock(clock: Clock): MovedClock {
  let offset = 0;
  return {
    now: clock.now,
    date: () => new Date(clock.date().getTime() + offset),
    advance(seconds) {
      offset += seconds * 1000;
    },
  };
}
