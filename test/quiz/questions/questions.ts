// Questions for the tests of their kinds, with the places that a test does not care about filled in.
import type { QuestionKind, QuestionOf } from '../../../src/quiz/schema.ts';

const BASE = { id: 'masking', prompt: 'Which?', difficulty: 1, source: 'rfc6455#5.3', see: 'lab:websocket' } as const;

/** A question of one kind. */
export function questionOf<Kind extends QuestionKind>(
  kind: Kind,
  own: Omit<QuestionOf<Kind>, keyof typeof BASE | 'kind'> & { readonly id?: string },
): QuestionOf<Kind> {
  return { ...BASE, kind, ...own } as unknown as QuestionOf<Kind>;
}

/** Options named by single letters; those in `right` are correct. */
export function optionsOf(names: string, right: string): QuestionOf<'choice'>['options'] {
  return [...names].map((text) => ({ text, correct: right.includes(text), why: `why ${text}` }));
}
