import { describe, expect, it } from 'vitest';
import { LESSON, problemsOf } from './course.ts';

const quiz = `${LESSON}/quiz.yaml`;

describe('questions', () => {
  it.each([
    ['a wrong option without a word', ['why: That is a dog.', 'why: ""'], `${quiz}:8: this option needs a \`why\`: say why it is wrong`],
    ['two options with one reason', ['why: It speaks.', 'why: That is a dog.'], `${quiz}:9: two options share one \`why\``],
    ['an option twice', ['text: Nothing', 'text: Woof'], `${quiz}:9: this option stands here twice`],
    ['no right option', [', correct: true', ''], `${quiz}:7: no option is right: mark one with \`correct: true\``],
    ['two right options', ['text: Woof', 'correct: true, text: Woof'], `${quiz}:7: 2 options are right: leave one`],
    ['an id twice', ['cat-legs', 'cat-one'], `${quiz}:12: the id 'cat-one' is taken by ${quiz}`],
    ['a lesson that is not there', ['lesson:cats', 'lesson:cat'], `${quiz}:11: there is no lesson 'cat' (is 'cats' meant?)`],
    ['a lab that is not there', ['lesson:cats', 'lab:dogs'], `${quiz}:11: there is no lab 'dogs'`],
    ['an experiment that is not there', ['cat-run', 'cat-ran'], `${quiz}:22: there is no experiment 'cat-ran' (is 'cat-run' meant?)`],
    ['a place of no known kind', ['lesson:cats', 'cats'], `${quiz}:11: 'cats' leads nowhere`],
    ['a source that is not there', ['source: rfc1#1', 'source: w3c#1'], `${quiz}:10: there is no source 'w3c': add it`],
    ['a trap that is right', ['value: 2', 'value: 4'], `${quiz}:20: 4 is within the tolerance of the answer 4`],
    ['a number without a word', ['why: Count them.', 'why: " "'], `${quiz}:12: the number needs a \`why\``],
  ] as const)('%s', (_, change, expected) => {
    const lines = problemsOf({ [quiz]: change });
    expect(lines.join('\n')).toContain(expected);
    expect(lines).toHaveLength(1);
  });

  it('several: at least one right and one wrong', () => {
    const several = (options: string) => `questions:
  - { id: s, kind: several, difficulty: 1, prompt: P, source: rfc1, see: 'lesson:cats', options: [${options}] }
`;
    const texts = ['a', 'b', 'c'];
    const all = (correct: boolean) => texts.map((text) => `{ text: ${text}, correct: ${correct}, why: ${text} }`).join(', ');
    expect(problemsOf({ [quiz]: several(all(true)) })).toEqual([expect.stringContaining('every option is right')]);
    expect(problemsOf({ [quiz]: several(all(false)) })).toEqual([expect.stringContaining('no option is right')]);
  });

  it('order: steps that can be told apart', () => {
    const order =
      "questions: [{ id: o, kind: order, difficulty: 1, prompt: P, source: rfc1, see: 'lesson:cats', steps: [a, b, a], why: '' }]\n";
    expect(problemsOf({ [quiz]: order })).toEqual([
      expect.stringContaining('the order needs a `why`'),
      expect.stringContaining('two steps read the same'),
    ]);
  });

  it('a quiz where the longest answer always wins', () => {
    const questions = Array.from(
      { length: 6 },
      (_, index) => `  - id: q${index}
    kind: choice
    difficulty: 1
    prompt: P
    source: rfc1
    see: lesson:cats
    options: [{ text: The longest one, correct: true, why: a }, { text: Short, why: b }, { text: Brief, why: c }]
`,
    );
    const lines = problemsOf({ [quiz]: `questions:\n${questions.join('')}` });
    expect(lines).toEqual([`${quiz}:2: the right answer is the longest in 6 of 6 questions: lengthen wrong ones or shorten right ones`]);
    expect(problemsOf({ [quiz]: `questions:\n${questions.slice(1).join('')}` })).toEqual([]);
  });
});
