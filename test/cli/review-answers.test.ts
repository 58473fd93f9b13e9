import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/cli/review-answers.ts';
import type { Question } from '../../src/quiz/schema.ts';
import { optionsOf, questionOf } from '../quiz/questions/questions.ts';

const QUESTIONS: Readonly<Record<string, Question>> = {
  choice: questionOf('choice', { options: optionsOf('abc', 'b') }),
  several: questionOf('several', { options: optionsOf('abc', 'b') }),
  number: questionOf('number', { answer: 1, unit: '', tolerance: 0, why: 'so', traps: [] }),
};
const find = (card: string) => {
  const question = QUESTIONS[card];
  return question && { card, title: '', above: '', question };
};
const parse = (text: string) => parseAnswers(text, 'it', find);

describe('scripted answers', () => {
  it('come one a line or as an array, and are read by the kind of the question', () => {
    const lines = '{"card":"choice","answer":1,"confidence":"sure"}\n{"card":"several","answer":[0,2]}\n{"card":"number","answer":1.5}\n';
    const answers = parse(lines);
    expect(answers.map(({ answer }) => answer)).toEqual([
      { kind: 'choice', picked: 1 },
      { kind: 'several', picked: [0, 2] },
      { kind: 'number', value: 1.5 },
    ]);
    expect(answers.map(({ confidence }) => confidence)).toEqual(['sure', 'think', 'think']);
    expect(parse(`[${lines.trim().replaceAll('\n', ',')}]`)).toEqual(answers);
  });

  it('are refused in one sentence that says where', () => {
    expect(() => parse('')).toThrow('it holds no answers');
    expect(() => parse('{"card":"choice","answer":1}\n{"card"')).toThrow(/^line 2 of it is no JSON/);
    expect(() => parse('[1]')).toThrow('answer 1 of it is no JSON object');
    expect(() => parse('{"answer":1}')).toThrow('names no card');
    expect(() => parse('{"card":"gone","answer":1}')).toThrow("there is no card 'gone'");
    expect(() => parse('{"card":"choice","answer":3}')).toThrow('the number of one option, 0 to 2');
    expect(() => parse('{"card":"several","answer":[7]}')).toThrow('a list of option numbers, 0 to 2');
    expect(() => parse('{"card":"number","answer":"1"}')).toThrow('answer is a number');
    expect(() => parse('{"card":"choice","answer":1,"confidence":"certain"}')).toThrow('confidence is guess, think or sure');
  });
});
