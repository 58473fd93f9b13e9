import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { createMemoryKeeper, type MemorySource } from '../../src/progress/memory-keeper.ts';
import { reviewsOf } from '../../src/progress/reviews.ts';
import { replay } from '../../src/review/replay.ts';

const answered = (n: number, minutes: number): ProgressEvent => ({
  at: new Date(Date.UTC(2026, 10, 25) + minutes * 60_000).toISOString(),
  kind: 'answered',
  question: `q${n}`,
  answer: { kind: 'choice', picked: 0 },
  grade: n % 3 === 0 ? 'wrong' : 'correct',
  confidence: 'think',
});
const EVENTS = Array.from({ length: 60 }, (_, n) => answered(n % 20, n * 5));

/** A log that keeps what was worked out of its first events. */
function source(events: ProgressEvent[]): MemorySource & { kept: { value: unknown; after: number } } {
  const kept = { value: undefined as unknown, after: 0 };
  return {
    kept,
    events,
    recall: () => ({
      value: kept.value,
      since: events.slice(kept.after),
      async keep(value) {
        kept.value = JSON.parse(JSON.stringify(value));
        kept.after = events.length;
      },
    }),
  };
}

describe('the keeper of the memory', () => {
  it('knows nothing before it is asked', async () => {
    const keeper = createMemoryKeeper(source([...EVENTS]));
    expect(keeper.now).toBeUndefined();
    await keeper.load();
    expect(keeper.now).toEqual(replay(reviewsOf(EVENTS)));
  });

  it('keeps what it worked out and goes on from there, to the same end', async () => {
    const log = source(EVENTS.slice(0, 55));
    await createMemoryKeeper(log).load();
    expect(log.kept.after).toBe(55);
    (log.events as ProgressEvent[]).push(...EVENTS.slice(55));
    expect(await createMemoryKeeper(log).load()).toEqual(replay(reviewsOf(EVENTS)));
  });

  it('goes along with what is recorded, also when the clock was set back', async () => {
    const log = source([...EVENTS]);
    const keeper = createMemoryKeeper(log);
    await keeper.load();
    for (const event of [answered(3, 1000), answered(4, -1000)]) {
      (log.events as ProgressEvent[]).push(event);
      keeper.heard(event);
      expect(keeper.now).toEqual(replay(reviewsOf(log.events)));
    }
  });

  it('works it out anew when older events came in, or what was kept is of no use', async () => {
    const log = source(EVENTS.slice(5));
    await createMemoryKeeper(log).load();
    (log.events as ProgressEvent[]).push(...EVENTS.slice(0, 5));
    expect(await createMemoryKeeper(log).load()).toEqual(replay(reviewsOf(EVENTS)));
    log.kept.value = { v: 1, cards: 'none' };
    expect(await createMemoryKeeper(log).load()).toEqual(replay(reviewsOf(EVENTS)));
  });
});
