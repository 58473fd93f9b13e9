// Keeps the memory that a log comes to: worked out when somebody asks, from what was kept the last time and the events since,
// then carried on with each event that is recorded. The scheduler is loaded with it, and not before.
import type { Memory } from '../review/replay.ts';
import type { ProgressEvent } from './event.ts';
import { reviewsOf } from './reviews.ts';

/** What a store gives for this; store/store.ts says how. */
export interface MemorySource {
  readonly events: readonly ProgressEvent[];
  recall(): { readonly value: unknown; readonly since: readonly ProgressEvent[]; keep(value: unknown): Promise<void> };
}

export interface MemoryKeeper {
  /** Undefined until it was loaded. */
  readonly now: Memory | undefined;
  load(): Promise<Memory>;
  /** An event was recorded. */
  heard(event: ProgressEvent): void;
}

/** As many reviews make it worth while to keep the memory anew. */
const KEEP_EVERY = 50;

/** A keeper over a log that is read on `load`. */
export function createMemoryKeeper(source: MemorySource): MemoryKeeper {
  let now: Memory | undefined;
  let loading: Promise<Memory> | undefined;
  let heard: ((event: ProgressEvent) => void) | undefined;

  async function load(): Promise<Memory> {
    const { packMemory, remember, replay, unpackMemory } = await import('../review/replay.ts');
    const { value, since, keep } = source.recall();
    const reviews = reviewsOf(since);
    const kept = unpackMemory(value);
    const memory = (kept && remember(kept, reviews)) ?? replay(reviewsOf(value === undefined ? since : source.events));
    if (reviews.length >= KEEP_EVERY || (kept === undefined && reviews.length > 0)) void keep(packMemory(memory));
    now = memory;
    heard = (event) => {
      // A clock that was set back: what is older than the rest takes its place among it.
      now = remember(now as Memory, reviewsOf([event])) ?? replay(reviewsOf(source.events));
    };
    return memory;
  }

  return {
    get now() {
      return now;
    },
    load() {
      if (now !== undefined) return Promise.resolve(now);
      loading ??= load();
      return loading;
    },
    heard: (event) => heard?.(event),
  };
}
