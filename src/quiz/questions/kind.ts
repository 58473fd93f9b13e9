// What every kind of question is: how its options are shown, and how an answer to it is graded. Pure; no kind knows another.
import type { Random } from '../../lib/random.ts';
import type { Answer, Grade, QuestionKind, QuestionOf, Verdict } from '../schema.ts';

export type AnswerOf<Kind extends QuestionKind> = Extract<Answer, { readonly kind: Kind }>;
export type Explanation = Verdict['explanations'][number];

export interface KindOfQuestion<Kind extends QuestionKind> {
  /** Indexes of the author's options or steps in an order to show them in; empty where there is nothing to shuffle. */
  readonly order: (question: QuestionOf<Kind>, random: Random) => readonly number[];
  readonly grade: (question: QuestionOf<Kind>, answer: AnswerOf<Kind>) => Verdict;
}

/** Half of the way is partly right; less is not. */
const PARTLY = 0.5;

/** A verdict from a score between 0 and 1: only all of it is correct. */
export function verdictOf(score: number, explanations: readonly Explanation[]): Verdict {
  const grade: Grade = score >= 1 ? 'correct' : score >= PARTLY ? 'partly' : 'wrong';
  return { grade, score, explanations };
}
