// Put steps in order. The score compares every pair of steps (Kendall's tau, cut off at 0), so one step that is out of
// place costs its distance and not the whole answer. Steps outside the longest run in the right order are the misplaced.
import { type Random, shuffled } from '../../lib/random.ts';
import { type KindOfQuestion, verdictOf } from './kind.ts';

/** Any order but the right one, which would give the answer away. */
function anyButRight(length: number, random: Random): readonly number[] {
  const order = shuffled([...Array(length).keys()], random);
  const [first, second, ...rest] = order;
  const right = order.every((step, place) => step === place);
  return right && first !== undefined && second !== undefined ? [second, first, ...rest] : order;
}

/** The share of pairs in the right order, scaled so that chance gives 0. A step that was left out is in order with nothing. */
function scoreOf(length: number, places: ReadonlyMap<number, number>): number {
  let pairs = 0;
  let inOrder = 0;
  for (let early = 0; early < length; early++) {
    for (let late = early + 1; late < length; late++) {
      pairs += 1;
      const [one, other] = [places.get(early), places.get(late)];
      if (one !== undefined && other !== undefined && one < other) inOrder += 1;
    }
  }
  return pairs === 0 ? 1 : Math.max(0, (2 * inOrder) / pairs - 1);
}

/** The longest run of steps that stand in the right order among themselves. */
export function inPlace(order: readonly number[]): ReadonlySet<number> {
  const runs: number[][] = [];
  for (const step of order) {
    const before = runs
      .filter((run) => (run.at(-1) as number) < step)
      .reduce((best, run) => (run.length > best.length ? run : best), [] as number[]);
    runs.push([...before, step]);
  }
  return new Set(runs.reduce((best, run) => (run.length > best.length ? run : best), [] as number[]));
}

export const order: KindOfQuestion<'order'> = {
  order: ({ steps }, random) => anyButRight(steps.length, random),
  grade(question, answer) {
    const given = [...new Set(answer.order)].filter((step) => step in question.steps);
    const places = new Map(given.map((step, place) => [step, place]));
    const settled = inPlace(given);
    const steps = question.steps.map((text, step) => {
      const place = places.get(step);
      const why = settled.has(step) ? '' : place === undefined ? 'You left it out.' : `You put it at ${place + 1}.`;
      return { text: `${step + 1}. ${text}`, right: settled.has(step), picked: false, why };
    });
    return verdictOf(scoreOf(question.steps.length, places), [
      ...steps,
      { text: 'Why in this order', right: true, picked: false, why: question.why },
    ]);
  },
};
