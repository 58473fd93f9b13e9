import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/review/card.ts';
import { recallAt, schedule } from '../../src/review/schedule.ts';
import { DAY, NOON } from './reviews.ts';

const asked = (rating: 'again' | 'hard' | 'good' | 'easy', at: number) => ({ id: 'question:a', rating, at });

describe('the schedule', () => {
  it('asks again in a minute what was wrong, in minutes what was right for the first time, in days what was easy', () => {
    const due = (rating: 'again' | 'hard' | 'good' | 'easy') => schedule(undefined, asked(rating, NOON)).card.due - NOON;
    expect(due('again')).toBe(60_000);
    expect(due('good')).toBe(600_000);
    expect(due('easy')).toBeGreaterThan(5 * DAY);
  });

  it('waits longer each time that it was right, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('again', 'hard', 'good', 'easy'), { maxLength: 8 }), (before) => {
        let card: Card | undefined;
        let at = NOON;
        for (const rating of before) {
          card = schedule(card, asked(rating, at)).card;
          at = card.due;
        }
        // Past the short steps of its first day.
        for (let step = 0; step < 3; step++) {
          card = schedule(card, asked('good', at)).card;
          at = card.due;
        }
        const first = card as Card;
        let wait = 0;
        for (let turn = 0; turn < 5; turn++) {
          const before = card as Card;
          card = schedule(before, asked('good', at)).card;
          // Whole days: what was forgotten often grows by less than one at a time. And FSRS waits a hundred years at most.
          expect(card.due - at).toBeGreaterThanOrEqual(wait);
          if (before.stability < 30_000) expect(card.stability).toBeGreaterThan(before.stability);
          wait = card.due - at;
          at = card.due;
        }
        if (first.stability < 1000) expect(wait).toBeGreaterThan(first.due - first.last);
      }),
      { numRuns: 200 },
    );
  });

  it('comes back sooner after a failure, and counts the lapse', () => {
    let { card } = schedule(undefined, asked('easy', NOON));
    card = schedule(card, asked('good', card.due)).card;
    const failed = schedule(card, asked('again', card.due)).card;
    expect(failed.due - card.due).toBeLessThan(DAY);
    expect(failed.lapses).toBe(1);
    expect(failed.stability).toBeLessThan(card.stability);
  });

  it('says what recall was expected; it is 90 percent after as many days as the stability says', () => {
    const { card } = schedule(undefined, asked('easy', NOON));
    expect(recallAt(card, NOON)).toBe(1);
    expect(recallAt(card, NOON + card.stability * DAY)).toBeCloseTo(0.9, 6);
    expect(schedule(card, asked('good', NOON + card.stability * DAY)).log).toMatchObject({ expected: expect.closeTo(0.9, 6) });
  });
});
