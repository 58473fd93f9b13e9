import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/lib/random.ts';
import { number } from '../../../src/quiz/questions/number.ts';
import { questionOf } from './questions.ts';

const question = questionOf('number', {
  answer: 11,
  unit: 'bytes',
  tolerance: 1,
  why: 'two, four and five',
  traps: [
    { value: 7, why: 'that is the server' },
    { value: 5, why: 'that is the payload' },
  ],
});
const grade = (value: number) => number.grade(question, { kind: 'number', value });

describe('number', () => {
  it('is right within the tolerance, its ends included', () => {
    expect([9.9, 10, 11, 12, 12.1].map((value) => grade(value).grade)).toEqual(['wrong', 'correct', 'correct', 'correct', 'wrong']);
    expect(grade(Number.NaN).grade).toBe('wrong');
  });

  it('explains the answer first, and the traps with the one that was stepped into', () => {
    expect(grade(7).explanations).toEqual([
      { text: '11 bytes', right: true, picked: false, why: 'two, four and five' },
      { text: '7 bytes', right: false, picked: true, why: 'that is the server' },
      { text: '5 bytes', right: false, picked: false, why: 'that is the payload' },
    ]);
  });

  it('says how far any other number is off', () => {
    expect(grade(20).explanations[1]).toEqual({ text: '20 bytes', right: false, picked: true, why: '9 more than it is.' });
    expect(grade(0.8).explanations[1]?.why).toBe('10.2 less than it is.');
  });

  it('marks a right number as picked, and no trap', () => {
    expect(grade(12).explanations.map(({ picked }) => picked)).toEqual([true, false, false]);
  });

  it('writes a number without a unit bare, and has nothing to shuffle', () => {
    const bare = questionOf('number', { answer: 1, unit: '', tolerance: 0, why: '', traps: [] });
    expect(number.grade(bare, { kind: 'number', value: 1 }).explanations[0]?.text).toBe('1');
    expect(number.order(bare, seededRandom(1))).toEqual([]);
  });
});
