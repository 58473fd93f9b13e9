import { describe, expect, it } from 'vitest';
import type { CacheOutcome } from '../../src/wire/event.ts';
import { measureCache } from '../../src/wire/measure-cache.ts';
import { eventOf } from './event-of.ts';

const decision = (outcome: CacheOutcome) =>
  eventOf('cache:decision', {
    cache: 'edge',
    method: 'GET',
    target: '/',
    status: 200,
    outcome,
    because: '',
    source: 'rfc9111#4',
    storing: '',
    storingBecause: '',
    storingSource: '',
    age: 0,
    lifetime: 0,
    cacheStatus: 'edge',
  });

describe('what caches say they did', () => {
  it('is counted by outcome; who waited for a fetch had no hit', () => {
    const events = (['miss', 'hit', 'hit', 'stale', 'collapsed', 'revalidated', 'bypassed', 'failed'] as const).map(decision);
    expect(measureCache(events)).toEqual({
      cacheHits: 2,
      cacheStale: 1,
      cacheRevalidations: 1,
      cacheCollapsed: 1,
      cacheMisses: 1,
      cacheBypassed: 1,
      cacheFailures: 1,
      cacheHitRatio: 37.5,
    });
  });

  it('is nothing where there was no cache', () => {
    expect(measureCache([]).cacheHitRatio).toBe(0);
  });
});
