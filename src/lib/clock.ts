/** Time as a value that is handed in. Nothing else in the house asks the machine what time it is. */
export interface Clock {
  /** Milliseconds since an arbitrary origin; never goes backwards. Use it for intervals. */
  readonly now: () => number;
  /** The calendar time, for logs and schedules. */
  readonly date: () => Date;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
};

/** A clock that moves only when told, for tests. `start` in milliseconds since the Unix epoch. */
export function manualClock(start = 0): Clock & { advance(milliseconds: number): void } {
  let elapsed = 0;
  return {
    now: () => elapsed,
    date: () => new Date(start + elapsed),
    advance(milliseconds) {
      elapsed += milliseconds;
    },
  };
}
