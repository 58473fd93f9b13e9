// Read a trace, then one answer out of several; graded as a choice is.
import { shuffled } from '../../lib/random.ts';
import { explainOptions } from './choice.ts';
import { type KindOfQuestion, verdictOf } from './kind.ts';

export const trace: KindOfQuestion<'trace'> = {
  order: ({ options }, random) => shuffled([...options.keys()], random),
  grade: ({ options }, { picked }) => verdictOf(options[picked]?.correct === true ? 1 : 0, explainOptions(options, [picked])),
};
