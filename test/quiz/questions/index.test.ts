import { describe, expect, it } from 'vitest';
import { gradeAnswer, QUESTION_KINDS } from '../../../src/quiz/questions/index.ts';
import { optionsOf, questionOf } from './questions.ts';

describe('gradeAnswer', () => {
  it('hands each kind to its own rules', () => {
    const several = questionOf('several', { options: optionsOf('ab', 'b') });
    expect(gradeAnswer(several, { kind: 'several', picked: [1] }).grade).toBe('correct');
    const number = questionOf('number', { answer: 6, unit: '', tolerance: 0, why: '', traps: [] });
    expect(gradeAnswer(number, { kind: 'number', value: 6 }).grade).toBe('correct');
    expect(Object.keys(QUESTION_KINDS).sort()).toEqual(['choice', 'number', 'order', 'several', 'trace']);
  });

  it('refuses an answer to another kind of question', () => {
    const choice = questionOf('choice', { options: optionsOf('abc', 'b') });
    expect(() => gradeAnswer(choice, { kind: 'number', value: 1 })).toThrow(
      'question masking is of kind choice, its answer of kind number',
    );
  });
});
