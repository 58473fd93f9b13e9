// What would have to be different for another option to win: changes of one requirement, tried one by one.
import { leaders, rank } from './rank.ts';
import type { Counterfactual, Requirements, RuleBook } from './schema.ts';

/** The sole winner, or undefined where there is a tie or nothing is left. */
function winnerOf(book: RuleBook, requirements: Requirements): string | undefined {
  const top = leaders(rank(book, requirements));
  return top.length === 1 ? top[0] : undefined;
}

/**
 * Every change of one requirement after which another option wins alone. Changes of what was stated come first, then
 * answers to what was left open, each in the order of the book. Empty where there is no winner to be replaced.
 */
export function counterfactuals(book: RuleBook, requirements: Requirements): readonly Counterfactual[] {
  const now = winnerOf(book, requirements);
  if (now === undefined) return [];
  const stated: Counterfactual[] = [];
  const open: Counterfactual[] = [];
  for (const dimension of book.dimensions) {
    const from = requirements[dimension.id] ?? null;
    for (const { id: to } of dimension.values) {
      if (to === from) continue;
      const winner = winnerOf(book, { ...requirements, [dimension.id]: to });
      if (winner === undefined || winner === now) continue;
      (from === null ? open : stated).push({ change: { dimension: dimension.id, from, to }, winner });
    }
  }
  return [...stated, ...open];
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
