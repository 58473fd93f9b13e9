import { expect, it } from 'vitest';
import { parseFiles } from '../../src/content/parse.ts';
import { proofOf } from '../../src/content/proof.ts';
import { course } from './course.ts';

it('counts wrong answers and sources, wherever they stand', () => {
  // Two options and a trap of the quiz, one of the experiment's two options. A citation and two in the lesson's front matter,
  // two questions, an experiment, two candidates, two rules, a scenario.
  expect(proofOf(parseFiles(course()).content)).toEqual({ wrongAnswers: 4, citations: 11 });
});
