import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { several } from '../../../src/quiz/questions/several.ts';
import { optionsOf, questionOf } from './questions.ts';

const grade = (names: string, right: string, marked: string) =>
  several.grade(questionOf('several', { options: optionsOf(names, right) }), {
    kind: 'several',
    picked: [...marked].map((name) => names.indexOf(name)),
  });

describe('several', () => {
  it('is correct only when all that apply are marked and nothing else', () => {
    expect(grade('abcd', 'ab', 'ab')).toMatchObject({ grade: 'correct', score: 1 });
    expect(grade('abcd', 'ab', 'a')).toMatchObject({ grade: 'partly', score: 0.5 });
    expect(grade('abcd', 'ab', 'abc')).toMatchObject({ grade: 'partly', score: 0.5 });
    expect(grade('abcd', 'ab', 'ac')).toMatchObject({ grade: 'wrong', score: 0 });
    expect(grade('abcd', 'ab', 'cd')).toMatchObject({ grade: 'wrong', score: 0 });
  });

  it('gives nothing for marking everything, or nothing', () => {
    expect(grade('abcd', 'abc', 'abcd').score).toBe(0);
    expect(grade('abcd', 'abc', '').score).toBe(0);
  });

  it('takes "none of them" where none applies, and all where all do', () => {
    expect(grade('abc', '', '').grade).toBe('correct');
    expect(grade('abc', '', 'a').grade).toBe('partly');
    expect(grade('abc', 'abc', 'abc').grade).toBe('correct');
  });

  it('says of each option whether it applies and whether it was marked', () => {
    expect(grade('ab', 'a', 'b').explanations).toEqual([
      { text: 'a', right: true, picked: false, why: 'why a' },
      { text: 'b', right: false, picked: true, why: 'why b' },
    ]);
  });

  it('never gives less for one right mark more', () => {
    const names = 'abcdef';
    fc.assert(
      fc.property(fc.subarray([...names]), fc.subarray([...names]), (right, marked) => {
        const before = grade(names, right.join(''), marked.join(''));
        expect(before.score).toBeGreaterThanOrEqual(0);
        expect(before.score === 1).toBe(right.join('') === marked.join(''));
        for (const missing of right.filter((name) => !marked.includes(name))) {
          expect(grade(names, right.join(''), [...marked, missing].join('')).score).toBeGreaterThanOrEqual(before.score);
        }
      }),
    );
  });
});
