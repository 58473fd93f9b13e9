import { describe, expect, it } from 'vitest';
import { shuffledOrder } from '../../src/quiz/attempt.ts';
import { optionsOf, questionOf } from './questions/questions.ts';

const question = questionOf('choice', { options: optionsOf('abcdefgh', 'b') });

describe('shuffledOrder', () => {
  it('is the same under the same seed, and another under another', () => {
    expect(shuffledOrder(question, 1)).toEqual(shuffledOrder(question, 1));
    expect(shuffledOrder(question, 1)).not.toEqual(shuffledOrder(question, 2));
  });

  it('shuffles two questions of one sitting differently', () => {
    expect(shuffledOrder({ ...question, id: 'other' }, 1)).not.toEqual(shuffledOrder(question, 1));
  });

  it('puts the right option in every place, over the seeds', () => {
    const places = new Set(Array.from({ length: 200 }, (_, seed) => shuffledOrder(question, seed).indexOf(1)));
    expect(places.size).toBe(8);
  });
});
