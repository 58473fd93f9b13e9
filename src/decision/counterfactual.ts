// What would have to be different for another option to win: changes of one requirement, tried one by one.
import { leaders, rank } from './rank.ts';
import type { Counterfactual, Dimension, Requirements, RuleBook } from './schema.ts';

/** The sole winner, or undefined where there is a tie or nothing is left. */
function winnerOf(book: RuleBook, requirements: Requirements): string | undefined {
  const top = leaders(rank(book, requirements));
  return top.length === 1 ? top[0] : undefined;
}

/**
 * Every smallest change of one requirement after which another option wins alone. Changes of what was stated come first,
 * then answers to what was left open, each in the order of the book. On a scale (`ordered`) a change of two steps is left
 * out where one step the same way makes the same winner. Empty where there is no winner to be replaced.
 */
export function counterfactuals(book: RuleBook, requirements: Requirements): readonly Counterfactual[] {
  const now = winnerOf(book, requirements);
  if (now === undefined) return [];
  const stated: Counterfactual[] = [];
  const open: Counterfactual[] = [];
  for (const dimension of book.dimensions) {
    const from = requirements[dimension.id] ?? null;
    const found = dimension.values
      .filter(({ id }) => id !== from)
      .map(({ id: to }): Counterfactual | undefined => {
        const winner = winnerOf(book, { ...requirements, [dimension.id]: to });
        return winner === undefined || winner === now ? undefined : { change: { dimension: dimension.id, from, to }, winner };
      })
      .filter((one) => one !== undefined);
    const smallest = found.filter((one) => !found.some((other) => other.winner === one.winner && isSmaller(dimension, other, one)));
    (from === null ? open : stated).push(...smallest);
  }
  return [...stated, ...open];
}

/** Whether one change lies between the other's beginning and end on a scale. */
function isSmaller(dimension: Dimension, one: Counterfactual, other: Counterfactual): boolean {
  if (dimension.ordered !== true || one.change.from === null) return false;
  const place = (value: string | null) => dimension.values.findIndex(({ id }) => id === value);
  const step = place(one.change.to) - place(one.change.from);
  const leap = place(other.change.to) - place(other.change.from);
  return Math.sign(step) === Math.sign(leap) && Math.abs(step) < Math.abs(leap);
}

/** Unanswered dimensions of which some value changes who leads, the one with the most such values first. */
export function questionsThatMatter(book: RuleBook, requirements: Requirements): readonly string[] {
  const now = leaders(rank(book, requirements)).join();
  return book.dimensions
    .filter((dimension) => requirements[dimension.id] === undefined)
    .map((dimension) => ({
      id: dimension.id,
      changes: dimension.values.filter(({ id }) => leaders(rank(book, { ...requirements, [dimension.id]: id })).join() !== now).length,
    }))
    .filter(({ changes }) => changes > 0)
    .sort((one, other) => other.changes - one.changes)
    .map(({ id }) => id);
}
