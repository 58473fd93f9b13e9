import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/lib/random.ts';
import { trace } from '../../../src/quiz/questions/trace.ts';
import { optionsOf, questionOf } from './questions.ts';

const question = questionOf('trace', { trace: ['one', 'two'], options: optionsOf('abc', 'c') });

describe('trace', () => {
  it('is graded as a choice is', () => {
    expect(trace.grade(question, { kind: 'trace', picked: 2 })).toMatchObject({ grade: 'correct', score: 1 });
    const wrong = trace.grade(question, { kind: 'trace', picked: 0 });
    expect(wrong).toMatchObject({ grade: 'wrong', score: 0 });
    expect(wrong.explanations.map(({ why }) => why)).toEqual(['why a', 'why b', 'why c']);
  });

  it('shuffles the options and never the trace', () => {
    expect([...trace.order(question, seededRandom(1))].sort()).toEqual([0, 1, 2]);
  });
});
