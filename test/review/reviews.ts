// Reviews and cards for the tests of the memory.
import fc from 'fast-check';
import type { Askable, DeckCard } from '../../src/review/deck.ts';
import { deckOf } from '../../src/review/deck.ts';
import { type Memory, type Review, replay } from '../../src/review/replay.ts';

export const DAY = 86_400_000;
/** Noon of a Wednesday, in whatever time zone the tests run. */
export const NOON = new Date(2026, 10, 25, 12).getTime();

export const review = (card: string, at: number, more: Partial<Review> = {}): Review => ({
  card,
  at,
  rating: 'good',
  right: true,
  confidence: 'think',
  opens: true,
  ...more,
});

/** Reviews of a few cards over a year, in any order, some of them of the same moment. */
export const anyReviews = fc.array(
  fc.record({
    card: fc.constantFrom('question:a', 'question:b', 'experiment:c', 'interview:d/fails'),
    at: fc.integer({ min: 0, max: 365 * 24 }).map((hour) => NOON - hour * 3_600_000),
    rating: fc.constantFrom('again', 'hard', 'good', 'easy'),
    right: fc.boolean(),
    confidence: fc.constantFrom('guess', 'think', 'sure', undefined),
    opens: fc.boolean(),
    version: fc.constantFrom(undefined, 'v1', 'v2'),
  }) as fc.Arbitrary<Review>,
  { maxLength: 60 },
);

/** What content can ask: `lessons` of each topic with `each` questions. */
export function askables(topics: Readonly<Record<string, readonly string[]>>, each: number): readonly Askable[] {
  return Object.entries(topics).flatMap(([topic, lessons]) =>
    lessons.flatMap((lesson) =>
      Array.from({ length: each }, (_, n) => ({ card: `question:${lesson}-${n}`, topic, lesson, version: 'v1', fresh: true })),
    ),
  );
}

/** A deck in which every card was asked `daysAgo` and answered `rating`. */
export function deckAsked(all: readonly Askable[], daysAgo: number, rating: Review['rating'] = 'good'): readonly DeckCard[] {
  const memory: Memory = replay(all.map(({ card }) => review(card, NOON - daysAgo * DAY, { rating, version: 'v1' })));
  return deckOf(all, memory);
}
