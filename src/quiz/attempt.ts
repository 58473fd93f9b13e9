// One attempt at a question: the order in which it is shown, and what its grade says about remembering. Knows no clock and
// no schedule.
import { seededRandom } from '../lib/random.ts';
import { displayOrder } from './questions/index.ts';
import type { Confidence, Grade, Question } from './schema.ts';

/** FNV-1a, 32 bits: questions of one sitting are shuffled each in its own way. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/**
 * The order in which a question's options or steps are shown, as indexes into the author's; the same seed gives the same.
 * Steps that are to be put in order are never shown in the right one. Empty for a number.
 */
export function shuffledOrder(question: Question, seed: number): readonly number[] {
  return displayOrder(question, seededRandom((seed ^ hash(question.id)) >>> 0));
}

/** How well something was remembered, in the words of spaced repetition (FSRS). */
export type Rating = 'again' | 'hard' | 'good' | 'easy';

/** A right guess is not knowledge: it comes back as soon as what was hard. */
export function ratingOf(grade: Grade, confidence: Confidence): Rating {
  if (grade === 'wrong') return 'again';
  if (grade === 'partly' || confidence === 'guess') return 'hard';
  return confidence === 'sure' ? 'easy' : 'good';
}
