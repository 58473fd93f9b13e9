// What the parts of an edge that answer requests share: the edge's own things, one request under way, why it is sent on, and
// the forms in which a request is looked at. Decides nothing.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CacheRequest, Profile, Reason } from '../cache/cache.ts';
import type { CacheStatus } from '../cache/cache-status.ts';
import type { Fields } from '../cache/fields.ts';
import { parseRange } from '../cache/ranges.ts';
import type { Before } from './edge-before.ts';
import type { Flights } from './edge-flights.ts';
import type { Origin } from './edge-origin.ts';
import type { EdgeStore } from './edge-store.ts';
import type { EdgeExchange } from './edge-tell.ts';

export interface EdgeParts {
  readonly name: string;
  readonly origin: Origin;
  readonly profile: Profile;
  readonly store: EdgeStore;
  readonly flights: Flights;
  /** Fields of requests that are not passed on. */
  readonly strip: readonly string[];
  readonly maxEntryBytes: number;
  readonly originTimeout: number;
  /** Spells a request before anything is looked up. */
  readonly normalise?: ((request: CacheRequest) => CacheRequest) | undefined;
  /** What is done with a request before anything is looked up: a user's function. */
  readonly before?: ((request: CacheRequest) => Promise<Before>) | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly tell: (exchange: EdgeExchange) => void;
  /** A request was sent to the origin; `read` once its answer is over: the bytes of it, header and all. */
  readonly asked: () => { read(bytes: number): void };
}

export interface Job {
  readonly request: CacheRequest;
  readonly message: IncomingMessage;
  /** Undefined where nobody waits: a revalidation in the background. */
  readonly client: ServerResponse | undefined;
  readonly connection: number;
  /** Counts the requests of this edge, from 1. */
  readonly number: number;
  /** What a user's function did with it. */
  readonly function?: string | undefined;
  /** Keys of the flights that it has waited for. */
  readonly waited: readonly string[];
}

/** Why it goes to the origin. */
export interface Forward extends Reason {
  readonly fwd: NonNullable<CacheStatus['fwd']>;
}

/** The path and query of a request target in origin or absolute form, or `*`; undefined where it is neither (RFC 9112 section 3.2). */
export function targetOf(url: string): string | undefined {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  if (target === '*') return target;
  return target.startsWith('/') && !/[#\\\s]/.test(target) ? target : undefined;
}

/** The request as the edge itself would make it: whole, unconditional. */
export function plain(request: CacheRequest): CacheRequest {
  const gone = ['range', 'if-range', 'cache-control', 'authorization'];
  return { ...request, method: 'GET', headers: request.headers.filter(([name]) => !gone.includes(name.toLowerCase())) };
}

/** Without a range that cannot be served before it is known whether the stored response is still right. */
export function withoutRange(fields: Fields): Fields {
  return parseRange({ method: 'GET', target: '', headers: fields }) === undefined
    ? fields
    : fields.filter(([name]) => name.toLowerCase() !== 'range');
}
