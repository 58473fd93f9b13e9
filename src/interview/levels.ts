// The four levels: what they are called, and how long one has where the clock runs.

export const LEVELS = { 1: 'warm-up', 2: 'mid', 3: 'senior', 4: 'staff' } as const;
export type Level = keyof typeof LEVELS;
/** Minutes on the clock, by level. */
export const MINUTES: Readonly<Record<Level, number>> = { 1: 8, 2: 10, 3: 12, 4: 15 };

/** `4 min 12 s`, `50 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
