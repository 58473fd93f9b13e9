import { describe, expect, it } from 'vitest';
import type { Answer, Verdict } from '../../../../src/quiz/schema.ts';
import { type QuizState, startQuiz, updateQuiz } from '../../../../src/ui/screens/quiz/state.ts';

const answer: Answer = { kind: 'choice', picked: 1 };
const verdict: Verdict = { grade: 'wrong', score: 0, explanations: [] };
const answered = updateQuiz(startQuiz(), { type: 'answer', answer }, 2);
const graded = updateQuiz(answered, { type: 'sure', confidence: 'sure', verdict }, 2);

describe('updateQuiz', () => {
  it('asks how sure before it grades, and grades only then', () => {
    expect(answered).toMatchObject({ phase: 'confidence', answer, verdict: undefined });
    expect(graded).toMatchObject({ phase: 'verdict', verdict, confidence: 'sure', grades: { 0: 'wrong' } });
  });

  it('lets an answer be reconsidered until it is graded', () => {
    expect(updateQuiz(answered, { type: 'reconsider' }, 2)).toEqual(startQuiz());
    expect(updateQuiz(graded, { type: 'reconsider' }, 2)).toBe(graded);
  });

  it('takes no second answer to a question that was graded', () => {
    expect(updateQuiz(graded, { type: 'answer', answer }, 2)).toBe(graded);
    expect(updateQuiz(graded, { type: 'sure', confidence: 'guess', verdict: { ...verdict, grade: 'correct' } }, 2)).toBe(graded);
  });

  it('goes on to the next question, and ends after the last', () => {
    const second = updateQuiz(graded, { type: 'next' }, 2);
    expect(second).toEqual({ ...startQuiz(1), grades: { 0: 'wrong' } });
    const over = updateQuiz(graded, { type: 'next' }, 1);
    expect(over.phase).toBe('over');
    expect(updateQuiz(over, { type: 'next' }, 1)).toBe(over);
    expect(updateQuiz(over, { type: 'restart' }, 1)).toEqual(startQuiz());
  });

  it('does not skip a question that was not answered', () => {
    const fresh = startQuiz();
    expect(updateQuiz(fresh, { type: 'next' }, 2)).toBe(fresh);
  });

  it('scrolls within the verdict', () => {
    const scroll = (state: QuizState, by: number) => updateQuiz(state, { type: 'scroll', by, last: 5 }, 2);
    expect(scroll(graded, -1).offset).toBe(0);
    expect(scroll(scroll(graded, 4), 4).offset).toBe(5);
  });
});
