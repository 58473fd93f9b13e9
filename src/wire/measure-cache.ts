// Numbers about caches, from what they say they did. Pure, like measure.ts, which gathers them.
import type { CacheOutcome, WireEvent } from './event.ts';
import type { Measure } from './measure.ts';

export const CACHE_MEASURES = {
  cacheHits: { title: 'Answers from a cache, fresh', unit: '', badge: 'hook' },
  cacheStale: { title: 'Answers from a cache, stale', unit: '', badge: 'hook' },
  cacheRevalidations: { title: 'Answers from a cache, found unchanged', unit: '', badge: 'hook' },
  cacheCollapsed: { title: 'Answers that waited for the same fetch', unit: '', badge: 'hook' },
  cacheMisses: { title: 'Requests a cache sent on', unit: '', badge: 'hook' },
  cacheBypassed: { title: 'Requests that were no matter for a cache', unit: '', badge: 'hook' },
  cacheFailures: { title: 'Requests a cache had no answer to', unit: '', badge: 'hook' },
  cacheHitRatio: { title: 'Share of requests that did not wait for the origin', unit: '%', badge: 'hook' },
} as const satisfies Readonly<Record<string, Measure>>;

/** Measures what a run has of caches; 0 where it has none. Collapsed requests waited, so they are no part of the hit ratio. */
export function measureCache(events: readonly WireEvent[]): Readonly<Record<keyof typeof CACHE_MEASURES, number>> {
  const counts: Record<CacheOutcome, number> = { hit: 0, stale: 0, revalidated: 0, collapsed: 0, miss: 0, bypassed: 0, failed: 0 };
  let all = 0;
  for (const event of events) {
    if (event.name !== 'cache:decision') continue;
    counts[event.data.outcome] += 1;
    all += 1;
  }
  return {
    cacheHits: counts.hit,
    cacheStale: counts.stale,
    cacheRevalidations: counts.revalidated,
    cacheCollapsed: counts.collapsed,
    cacheMisses: counts.miss,
    cacheBypassed: counts.bypassed,
    cacheFailures: counts.failed,
    cacheHitRatio: all === 0 ? 0 : (100 * (counts.hit + counts.stale)) / all,
  };
}
