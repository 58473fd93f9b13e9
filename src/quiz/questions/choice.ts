// One answer out of several: right or not, and a word on every option.
import { shuffled } from '../../lib/random.ts';
import { type Explanation, type KindOfQuestion, verdictOf } from './kind.ts';

export interface Option {
  readonly text: string;
  readonly correct: boolean;
  readonly why: string;
}

/** A word on every option, in the author's order. */
export function explainOptions(options: readonly Option[], picked: readonly number[]): readonly Explanation[] {
  return options.map(({ text, correct, why }, index) => ({ text, right: correct, picked: picked.includes(index), why }));
}

export const choice: KindOfQuestion<'choice'> = {
  order: ({ options }, random) => shuffled([...options.keys()], random),
  grade: ({ options }, { picked }) => verdictOf(options[picked]?.correct === true ? 1 : 0, explainOptions(options, [picked])),
};
