// Requests and responses for the tests of the cache, in few words.
import type { CacheRequest, CacheResponse, Stored } from '../../src/cache/cache.ts';
import { formatDate } from '../../src/cache/dates.ts';
import type { Fields } from '../../src/cache/fields.ts';

/** Noon of a day in November 2026. */
export const NOON = Date.UTC(2026, 10, 24, 12, 0, 0);

/** `'Cache-Control: max-age=60'`, … as fields. */
export const fields = (...lines: readonly string[]): Fields =>
  lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);

export const get = (...lines: readonly string[]): CacheRequest => ({ method: 'GET', target: '/', headers: fields(...lines) });

export const ok = (...lines: readonly string[]): CacheResponse => ({ status: 200, headers: fields(...lines) });

/** A response that was asked for and received at noon, and made then unless it says otherwise. */
export function storedAtNoon(
  lines: readonly string[],
  { status = 200, request = get() }: { status?: number; request?: CacheRequest } = {},
): Stored {
  const headers = fields(...lines);
  const dated = lines.some((line) => /^date:/i.test(line)) ? headers : [...headers, ['Date', formatDate(NOON)] as const];
  return { request, response: { status, headers: dated }, requestTime: NOON, responseTime: NOON };
}

/** That many seconds after noon. */
export const later = (seconds: number): number => NOON + 1000 * seconds;
