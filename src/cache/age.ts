// How old a stored response is (RFC 9111 sections 4.2.3 and 5.1). Seconds with fractions inside, whole seconds on the wire.
import type { Profile, Stored } from './cache.ts';
import { parseDate } from './dates.ts';
import { type Fields, linesOf, membersOf } from './fields.ts';

/** What the Age field says: seconds; `malformed` where it is not exactly one non-negative integer; undefined where there is none. */
export function parseAge(headers: Fields): number | 'malformed' | undefined {
  const lines = linesOf(headers, 'Age');
  if (lines.length === 0) return undefined;
  const value = lines.join(', ').trim();
  return /^\d+$/.test(value) ? Number(value) : 'malformed';
}

/** Seconds that the Age field adds: as RFC 9111 section 5.1 has it, the first member of a list, and nothing where it is no number. */
function ageValue(headers: Fields): number {
  const first = membersOf(linesOf(headers, 'Age').join(', '))[0] ?? '';
  return /^\d+$/.test(first) ? Number(first) : 0;
}

/** Age of a response at `now`, in seconds; Infinity where its Age cannot be trusted and the cache is careful. */
export function ageOf(
  { response, requestTime, responseTime, madeOlder = 0 }: Stored,
  now: number,
  profile: Pick<Profile, 'malformedAge'>,
): number {
  if (profile.malformedAge === 'stale' && parseAge(response.headers) === 'malformed') return Number.POSITIVE_INFINITY;
  const date = parseDate(linesOf(response.headers, 'Date')[0] ?? '', responseTime);
  const apparentAge = date === undefined ? 0 : Math.max(0, responseTime - date) / 1000;
  const responseDelay = Math.max(0, responseTime - requestTime) / 1000;
  const correctedAgeValue = ageValue(response.headers) + responseDelay;
  // A clock that was set back must not make anything younger.
  const residentTime = Math.max(0, now - responseTime) / 1000;
  return Math.max(apparentAge, correctedAgeValue) + residentTime + madeOlder;
}

/** The Age to send with a stored response: whole seconds. Where its own Age was malformed, the time spent here. */
export function ageToSend(stored: Stored, now: number): number {
  return Math.floor(ageOf(stored, now, { malformedAge: 'ignore' }));
}
