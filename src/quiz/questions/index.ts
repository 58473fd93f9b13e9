// The kinds of question; the compiler checks that none is missing.
import type { Random } from '../../lib/random.ts';
import type { Answer, Question, QuestionKind, Verdict } from '../schema.ts';
import { choice } from './choice.ts';
import type { KindOfQuestion } from './kind.ts';
import { number } from './number.ts';
import { order } from './order.ts';
import { several } from './several.ts';
import { trace } from './trace.ts';

export const QUESTION_KINDS = { choice, several, order, number, trace } satisfies {
  readonly [Kind in QuestionKind]: KindOfQuestion<Kind>;
};

/** The kind of a question. Which of the members fits is known only by the question itself. */
const kindOf = ({ kind }: Question) => QUESTION_KINDS[kind] as unknown as KindOfQuestion<QuestionKind>;

/** The order in which to show a question's options or steps, as indexes into the author's. */
export function displayOrder(question: Question, random: Random): readonly number[] {
  return kindOf(question).order(question, random);
}

/** What an answer is worth, with a word on every option. Throws when the answer is one to another kind of question. */
export function gradeAnswer(question: Question, answer: Answer): Verdict {
  if (question.kind !== answer.kind)
    throw new Error(`question ${question.id} is of kind ${question.kind}, its answer of kind ${answer.kind}`);
  return kindOf(question).grade(question, answer);
}
