// HTTP-date (RFC 9110 section 5.6.7): the form to send, and the three to be understood. Milliseconds since the Unix epoch.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the preferred form. */
const FIXDATE = /^[a-z]{3}, (\d{2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) gmt$/i;
/** `Sunday, 06-Nov-94 08:49:37 GMT`, obsolete. */
const RFC_850 = /^[a-z]{6,9}, (\d{2})-([a-z]{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) gmt$/i;
/** `Sun Nov  6 08:49:37 1994`, obsolete. */
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i;

/** The time that a date names, or undefined where it is none of the three forms. `now` decides the century of a two-digit year. */
export function parseDate(text: string, now: number): number | undefined {
  const value = text.trim();
  const fixdate = FIXDATE.exec(value);
  if (fixdate !== null) {
    const [, day, month, year, ...time] = fixdate;
    return timeOf(Number(year), month, day, time);
  }
  const asctime = ASCTIME.exec(value);
  if (asctime !== null) {
    const [, month, day, hour, minute, second, year] = asctime;
    return timeOf(Number(year), month, day, [hour, minute, second]);
  }
  const obsolete = RFC_850.exec(value);
  if (obsolete === null) return undefined;
  const [, day, month, year, ...time] = obsolete;
  // A two-digit year that seems more than 50 years in the future is the most recent past year with those digits.
  const thisYear = new Date(now).getUTCFullYear();
  const full = Math.floor(thisYear / 100) * 100 + Number(year);
  return timeOf(full > thisYear + 50 ? full - 100 : full, month, day, time);
}

function timeOf(
  year: number,
  month: string | undefined,
  day: string | undefined,
  time: readonly (string | undefined)[],
): number | undefined {
  const at = MONTHS.indexOf((month ?? '').toLowerCase());
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const date = Number(day);
  if (at === -1 || hour > 23 || minute > 59 || second > 60 || date < 1) return undefined;
  const value = Date.UTC(year, at, date, hour, minute, second);
  // 31 Feb would have become 3 March.
  return new Date(Date.UTC(year, at, date)).getUTCDate() === date ? value : undefined;
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`. */
export function formatDate(time: number): string {
  return new Date(time).toUTCString();
}
