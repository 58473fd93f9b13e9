import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packMemory, remember, replay, unpackMemory } from '../../src/review/replay.ts';
import { anyReviews, NOON, review } from './reviews.ts';

const byTime = <T extends { readonly at: number }>(list: readonly T[]) => [...list].sort((one, other) => one.at - other.at);

describe('the memory', () => {
  it('comes to the same by a replay and step by step, kept and unpacked in between', () => {
    fc.assert(
      fc.property(anyReviews, fc.nat(60), (reviews, cut) => {
        const ordered = byTime(reviews);
        const first = replay(ordered.slice(0, cut));
        const kept = unpackMemory(JSON.parse(JSON.stringify(packMemory(first))));
        // Nothing was asked yet: the latest moment is minus infinity, which JSON does not know.
        const before = ordered.slice(0, cut).length === 0 ? first : kept;
        expect(before).toEqual(first);
        expect(remember(before ?? first, ordered.slice(cut))).toEqual(replay(reviews));
      }),
    );
  });

  it('comes to the same whatever the order of the log', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 20 }), (hours) => {
        const reviews = hours.map((hour) => review(`question:${hour % 3}`, NOON - hour * 3_600_000, { right: hour % 2 === 0 }));
        expect(replay(reviews)).toEqual(replay([...reviews].reverse()));
      }),
    );
  });

  it('takes no review that is older than what it holds', () => {
    const memory = replay([review('question:a', NOON)]);
    expect(remember(memory, [review('question:a', NOON - 1)])).toBeUndefined();
    expect(remember(memory, [])).toBe(memory);
  });

  it('makes no card of a prediction that came true, and counts it all the same', () => {
    const memory = replay([review('experiment:a', NOON, { opens: false, confidence: 'sure' })]);
    expect(memory.cards.size).toBe(0);
    expect(memory.calibration.sure).toEqual({ asked: 1, right: 1 });
    const missed = replay([review('experiment:a', NOON - 1, { rating: 'again' }), review('experiment:a', NOON, { opens: false })]);
    expect(missed.cards.get('experiment:a')?.reps).toBe(2);
  });

  it('is refused when it was kept by another version or is damaged', () => {
    const packed = JSON.parse(JSON.stringify(packMemory(replay([review('question:a', NOON)]))));
    expect(unpackMemory(packed)).toBeDefined();
    expect(unpackMemory({ ...packed, v: 99 })).toBeUndefined();
    expect(unpackMemory({ ...packed, calibration: {} })).toBeUndefined();
    expect(unpackMemory({ ...packed, cards: [['question:a']] })).toBeUndefined();
    for (let field = 0; field < 12; field++) {
      const cards = [packed.cards[0].map((value: unknown, index: number) => (index === field ? null : value))];
      expect(unpackMemory({ ...packed, cards }), `field ${field}`).toBeUndefined();
    }
  });
});
