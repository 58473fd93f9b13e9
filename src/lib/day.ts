// Calendar days of the person's own time zone. Asks nobody what time it is.

/** The day on which a moment falls, as `2026-11-24`. `at` in milliseconds since the Unix epoch. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first millisecond of the day that is `days` after the one of `at`. Days of 23 and 25 hours are counted as days. */
export function startOfDay(at: number, days = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/** How many days `to` is after `from`, by the calendar; negative when it is before. */
export function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / 86_400_000);
}

/** The first millisecond of a day that is written as `2026-11-24`; undefined when there is no such day. */
export function parseDay(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3])).getTime();
  return dayOf(at) === text ? at : undefined;
}
