// What an edge says it did: each request as one `cache:decision`, with the numbers that go with it.
import { ageOf } from '../cache/age.ts';
import type { CacheRequest, CacheResponse, Profile, Reason, Stored } from '../cache/cache.ts';
import { type CacheStatus, serialiseCacheStatus } from '../cache/cache-status.ts';
import { lifetimeOf } from '../cache/freshness.ts';
import type { StoreDecision } from '../cache/store.ts';
import type { CacheOutcome, EventData } from '../wire/event.ts';

/** One request, what was done with it, and the response as the origin gave it (undefined where none came). */
export interface EdgeExchange {
  readonly request: CacheRequest;
  readonly response: CacheResponse | undefined;
  readonly decision: EventData['cache:decision'];
  readonly connection: number;
  /** Counts the requests of this edge, from 1. */
  readonly number: number;
  /** What a user's function did with it before that, where there is one. */
  readonly function?: string | undefined;
}

export interface Telling extends Reason {
  readonly status: number;
  readonly outcome: CacheOutcome;
  readonly cacheStatus: CacheStatus;
  readonly response?: CacheResponse | undefined;
  /** Where the response was stored before. */
  readonly stored?: Stored;
  /** What was decided about storing it now. */
  readonly storing?: StoreDecision | undefined;
}

export interface Teller {
  tell(about: Pick<EdgeExchange, 'request' | 'connection' | 'number' | 'function'>, telling: Telling): void;
  /** The Cache-Status member of this edge. */
  serialise(status: CacheStatus): string;
  /** Seconds of freshness left; negative when stale. */
  ttlOf(stored: Stored): number;
}

/** Tells in the name of an edge. */
export function createTeller({
  name,
  profile,
  now,
  tell,
}: {
  readonly name: string;
  readonly profile: Profile;
  readonly now: () => number;
  readonly tell: (exchange: EdgeExchange) => void;
}): Teller {
  const serialise = (status: CacheStatus) => serialiseCacheStatus(name, status);
  const lifetime = ({ response, responseTime }: Stored) => lifetimeOf(response, responseTime, profile).seconds;
  return {
    serialise,
    ttlOf: (stored) => lifetime(stored) - ageOf(stored, now(), profile),
    tell({ request, connection, number, function: done }, { status, outcome, because, source, cacheStatus, response, stored, storing }) {
      const just = response === undefined ? undefined : { request, response, requestTime: now(), responseTime: now() };
      const at = stored ?? just;
      const age = at === undefined ? 0 : ageOf(at, now(), profile);
      const decision = {
        cache: name,
        method: request.method,
        target: request.target,
        status,
        outcome,
        because,
        source,
        storing: storing === undefined ? '' : storing.decision === 'store' ? 'stored' : 'not stored',
        storingBecause: storing?.because ?? '',
        storingSource: storing?.source ?? '',
        age: Number.isFinite(age) ? Math.floor(age) : -1,
        lifetime: at === undefined ? 0 : Math.floor(lifetime(at)),
        cacheStatus: serialise(cacheStatus),
      } as const;
      tell({
        request,
        response: response ?? stored?.response,
        decision,
        connection,
        number,
        ...(done === undefined ? {} : { function: done }),
      });
    },
  };
}
