import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/lib/random.ts';
import { inPlace, order } from '../../../src/quiz/questions/order.ts';
import { questionOf } from './questions.ts';

const question = questionOf('order', { steps: ['open', 'ask', 'answer', 'close'], why: 'because' });
const grade = (...given: number[]) => order.grade(question, { kind: 'order', order: given });

describe('order', () => {
  it('is never shown in the right order', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 6 }), (seed, length) => {
        const steps = Array.from({ length }, (_, index) => `step ${index}`);
        const shown = order.order(questionOf('order', { steps, why: '' }), seededRandom(seed));
        expect([...shown].sort((one, other) => one - other)).toEqual(steps.map((_, index) => index));
        expect(shown.every((step, place) => step === place)).toBe(false);
      }),
    );
  });

  it('is correct in the right order only', () => {
    expect(grade(0, 1, 2, 3)).toMatchObject({ grade: 'correct', score: 1 });
    expect(grade(3, 2, 1, 0)).toMatchObject({ grade: 'wrong', score: 0 });
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (given) => {
        expect(grade(...given).score === 1).toBe(given.join() === '0,1,2,3');
      }),
    );
  });

  it('gives part of the points for two neighbours that changed places', () => {
    expect(grade(0, 2, 1, 3)).toMatchObject({ grade: 'partly', score: expect.closeTo(2 / 3) });
  });

  it('blames the one step that was moved, and not those that it pushed aside', () => {
    const { explanations } = grade(1, 2, 3, 0);
    expect(explanations.map(({ right }) => right)).toEqual([false, true, true, true, true]);
    expect(explanations[0]).toEqual({ text: '1. open', right: false, picked: false, why: 'You put it at 4.' });
  });

  it('ends with why it is so', () => {
    expect(grade(0, 1, 2, 3).explanations.at(-1)).toMatchObject({ why: 'because', right: true });
  });

  it('bears an answer that is short, double or beyond the steps', () => {
    expect(grade().score).toBe(0);
    expect(grade(0, 0, 0, 0).grade).toBe('wrong');
    expect(grade(0, 1, 9, 2, 3).grade).toBe('correct');
    expect(grade(0, 1, 2).explanations[3]).toMatchObject({ right: false, why: 'You left it out.' });
  });
});

describe('inPlace', () => {
  it('finds the longest run in order', () => {
    expect([...inPlace([3, 0, 1, 2])]).toEqual([0, 1, 2]);
    expect([...inPlace([1, 0])]).toHaveLength(1);
    expect([...inPlace([])]).toEqual([]);
  });
});
