// One attempt at a question: the order in which it is shown, and what an answer is worth. Knows no clock and no schedule.
import { hashOf } from '../lib/hash.ts';
import { seededRandom } from '../lib/random.ts';
import { displayOrder, gradeAnswer } from './questions/index.ts';
import type { Answer, Question, Verdict } from './schema.ts';

/**
 * The order in which a question's options or steps are shown, as indexes into the author's; the same seed gives the same.
 * Steps that are to be put in order are never shown in the right one. Empty for a number.
 */
export function shuffledOrder(question: Question, seed: number): readonly number[] {
  return displayOrder(question, seededRandom((seed ^ hashOf(question.id)) >>> 0));
}

/** What an answer is worth. `factor`: an estimate is right from answer / factor to answer × factor, whatever its tolerance. */
export function gradeEstimate(question: Question, answer: Answer, factor?: number): Verdict {
  if (factor === undefined || question.kind !== 'number' || answer.kind !== 'number') return gradeAnswer(question, answer);
  const near = answer.value >= question.answer / factor && answer.value <= question.answer * factor;
  return gradeAnswer(question, near ? { ...answer, value: question.answer } : answer);
}
