// The words that the modules of the cache share: a request, a response, what is stored, which kind of cache asks, and what a
// decision looks like. Nothing is decided here.
import type { Fields } from './fields.ts';

export interface CacheRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  readonly headers: Fields;
}

export interface CacheResponse {
  readonly status: number;
  readonly headers: Fields;
}

/** A stored response, without its content. Times are milliseconds since the Unix epoch. */
export interface Stored {
  /** The request that it answers: its fields are what Vary looks at. */
  readonly request: CacheRequest;
  readonly response: CacheResponse;
  /** When that request was sent and its response received (RFC 9111 section 4.2.3). */
  readonly requestTime: number;
  readonly responseTime: number;
  /** Seconds that a person has let pass for it beyond those of the clock. @default 0 */
  readonly madeOlder?: number;
}

/** Which cache it is that asks. */
export interface Profile {
  /** Shared by many users, as a CDN's; or private, as a browser's (RFC 9111 section 1). */
  readonly shared: boolean;
  /** Targeted fields that it heeds, the first one that can be read (RFC 9213 section 2.2). */
  readonly targets: readonly string[];
  /** Its name in Surrogate-Control. */
  readonly device: string;
  /** Whether it heeds what requests say in Cache-Control: they only advise (RFC 9111 section 5.2.1), and many CDNs ignore them. */
  readonly requestDirectives: boolean;
  /**
   * What an Age field is worth that is not one non-negative integer: RFC 9111 section 5.1 would ignore it (or take the first of
   * a list), the careful take the response for stale, because nobody knows how old it is.
   */
  readonly malformedAge: 'stale' | 'ignore';
}

export const CDN: Profile = {
  shared: true,
  targets: ['CDN-Cache-Control', 'Surrogate-Control'],
  device: 'wirewise',
  requestDirectives: true,
  malformedAge: 'stale',
};

export const BROWSER: Profile = { shared: false, targets: [], device: '', requestDirectives: true, malformedAge: 'ignore' };

/** Why: one sentence without a full stop, and the section that says so: `rfc9111#4.2.1`. */
export interface Reason {
  readonly because: string;
  readonly source: string;
}

/** What was decided, and why. */
export interface Decision<Outcome extends string = string> extends Reason {
  readonly decision: Outcome;
}

/** Statuses that may be stored without explicit freshness (RFC 9110 section 15.1); 206 only by a cache that knows ranges. */
export const HEURISTICALLY_CACHEABLE = [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501];

/** Statuses whose caching rules this cache knows, for must-understand (RFC 9111 section 5.2.2.3). 206 and 304 have modules of their own. */
export const UNDERSTOOD = [
  200, 201, 202, 203, 204, 205, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
  413, 414, 415, 416, 417, 421, 422, 426, 500, 501, 502, 503, 504, 505,
];

/** `1 second`, `300 seconds`; whole seconds. */
export function inSeconds(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${whole} second${whole === 1 ? '' : 's'}`;
}
