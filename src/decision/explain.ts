// A recommendation in words, for every face alike. Knows titles from the rule book, nothing of screens.
import type { Counterfactual, RankedCandidate, Reason, Recommendation, Requirements, RuleBook } from './schema.ts';

/** A candidate's title, or its id where the book has none. */
export function nameOf(book: RuleBook, option: string): string {
  return book.candidates.find((candidate) => candidate.id === option)?.title ?? option;
}

/** A value's title, or its id. */
export function valueTitle(book: RuleBook, dimension: string, value: string): string {
  return book.dimensions.find((known) => known.id === dimension)?.values.find((known) => known.id === value)?.title ?? value;
}

/** A dimension's question, or its id. */
export function questionOf(book: RuleBook, dimension: string): string {
  return book.dimensions.find((known) => known.id === dimension)?.question ?? dimension;
}

/** `1 point`, `3 points`. */
export const points = (count: number) => `${count} ${Math.abs(count) === 1 ? 'point' : 'points'}`;

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** What parted two candidates: a reason for the first or against the second, and what its dimension was worth. */
export interface Deciding {
  readonly reason: Reason;
  /** The option that the reason is about. */
  readonly about: string;
  /** How many points of the distance come from its dimension. */
  readonly worth: number;
}

/** Why the first stands before the second, by dimension, the weightiest first; only what speaks for the first. */
export function deciding(first: RankedCandidate, second: RankedCandidate): readonly Deciding[] {
  const dimensions = [...new Set([...first.reasons, ...second.reasons].map(({ dimension }) => dimension))];
  return dimensions
    .flatMap((dimension): readonly Deciding[] => {
      const mine = first.reasons.filter((reason) => reason.dimension === dimension);
      const theirs = second.reasons.filter((reason) => reason.dimension === dimension);
      const total = (reasons: readonly Reason[]) => reasons.reduce((sum, { effect }) => sum + effect, 0);
      const worth = total(mine) - total(theirs);
      const best = [...mine].sort((one, other) => other.effect - one.effect)[0];
      const worst = [...theirs].sort((one, other) => one.effect - other.effect)[0];
      const forFirst = best !== undefined && best.effect > 0 && best.effect >= -(worst?.effect ?? 0);
      const told = forFirst ? best : worst;
      if (worth <= 0 || told === undefined) return [];
      return [{ reason: told, about: forFirst ? first.option : second.option, worth }];
    })
    .sort((one, other) => other.worth - one.worth);
}

/** A change as one says it: `if “How soon must a change be seen?” were “Within a second”`. */
export function changeInWords(book: RuleBook, { change }: Counterfactual): string {
  return `if “${questionOf(book, change.dimension)}” were answered “${valueTitle(book, change.dimension, change.to)}”`;
}

/** The verdict in one or two sentences: who wins and by how much, or that it is a tie, or why there is no answer. */
export function verdict(book: RuleBook, requirements: Requirements, recommendation: Recommendation): string {
  const { leaders, ranked, tie } = recommendation;
  if (Object.keys(requirements).length === 0) return 'Nothing is required yet, so nothing is recommended.';
  const [first, second] = ranked.filter((candidate) => candidate.excluded === null);
  if (first === undefined) return 'Nothing is left: every option is ruled out by some requirement. One of them has to give.';
  if (tie) {
    const names = listed(leaders.map((option) => nameOf(book, option)));
    if (first.reasons.length === 0) return `${names} are level: nothing that was said tells them apart yet.`;
    return `A tie between ${names}, at ${points(first.score)}: each can be defended.`;
  }
  const name = nameOf(book, first.option);
  if (second === undefined) return `${name}: all others are ruled out.`;
  const margin = first.score - second.score;
  const close = margin <= 1 ? ' It is close; say so.' : '';
  return `${name}, by ${points(margin)} over ${nameOf(book, second.option)}.${close}`;
}

/** What would put the runner-up first, or whoever else it would be; undefined where there is no winner. */
export function reversal(book: RuleBook, recommendation: Recommendation): string | undefined {
  if (recommendation.leaders.length !== 1) return undefined;
  const second = recommendation.ranked.filter((candidate) => candidate.excluded === null)[1];
  const stated = recommendation.counterfactuals.filter(({ change }) => change.from !== null);
  const nearest = stated.find(({ winner }) => winner === second?.option) ?? stated[0];
  if (nearest === undefined) return 'No change of one answer alone makes another win.';
  return `${nameOf(book, nearest.winner)} would win ${changeInWords(book, nearest)}.`;
}
