// All that apply. The score is the share of the right options that were marked, less the share of the wrong ones: to mark
// everything, or nothing, earns nothing.
import { shuffled } from '../../lib/random.ts';
import { explainOptions } from './choice.ts';
import { type KindOfQuestion, verdictOf } from './kind.ts';

export const several: KindOfQuestion<'several'> = {
  order: ({ options }, random) => shuffled([...options.keys()], random),
  grade({ options }, { picked }) {
    /** Of the options that are right, or wrong, the share that was marked; `none` where there are no such options. */
    const marked = (correct: boolean, none: number) => {
      const indexes = options.flatMap((option, index) => (option.correct === correct ? [index] : []));
      return indexes.length === 0 ? none : indexes.filter((index) => picked.includes(index)).length / indexes.length;
    };
    // Where no option is right, "none of them" is the answer: then only the wrong marks count.
    const score = Math.max(0, marked(true, 1) - marked(false, 0));
    return verdictOf(score, explainOptions(options, picked));
  },
};
