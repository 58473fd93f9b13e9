import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/lib/random.ts';
import { choice } from '../../../src/quiz/questions/choice.ts';
import { optionsOf, questionOf } from './questions.ts';

const question = questionOf('choice', { options: optionsOf('abc', 'b') });

describe('choice', () => {
  it('is right or wrong, and explains every option in the order of the author', () => {
    const explained = (picked: string) =>
      [...'abc'].map((text) => ({ text, right: text === 'b', picked: text === picked, why: `why ${text}` }));
    expect(choice.grade(question, { kind: 'choice', picked: 1 })).toEqual({ grade: 'correct', score: 1, explanations: explained('b') });
    expect(choice.grade(question, { kind: 'choice', picked: 2 })).toEqual({ grade: 'wrong', score: 0, explanations: explained('c') });
  });

  it('takes an option that is not there for a wrong one', () => {
    expect(choice.grade(question, { kind: 'choice', picked: 7 }).grade).toBe('wrong');
  });

  it('shows every option once', () => {
    expect([...choice.order(question, seededRandom(3))].sort()).toEqual([0, 1, 2]);
  });
});
