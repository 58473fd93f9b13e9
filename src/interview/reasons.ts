// Sentences for and against an option as a candidate might say them: those that decide here, those that are true and decide
// nothing, those that are true elsewhere. All are the rule book's own words, so their length tells nothing. Pure.
import { deciding, nameOf, questionOf, valueTitle } from '../decision/explain.ts';
import { rank } from '../decision/rank.ts';
import type { RankedCandidate, Requirements, Rule, RuleBook } from '../decision/schema.ts';
import { runnerUp } from './matters.ts';

export interface Argument {
  /** `about dimension=value`, with the values that the rule asks for. */
  readonly id: string;
  readonly about: string;
  /** The sentence, with the option that it is about. */
  readonly text: string;
  /** `decides`: of the two weightiest; `true`: applies here; `elsewhere`: it would take another requirement. */
  readonly worth: 'decides' | 'true' | 'elsewhere';
  /** What was required, or what would have to be. */
  readonly dimension: string;
  readonly because: string;
  readonly source: string;
}

const conditionsOf = (rule: Rule) =>
  Object.entries(rule.when)
    .map(([dimension, values]) => `${dimension}=${[values].flat().join('|')}`)
    .join(',');

function argument(book: RuleBook, rule: Rule, worth: Argument['worth'], requirements: Requirements): Argument {
  const dimensions = Object.keys(rule.when);
  const unmet = dimensions.find((dimension) => ![rule.when[dimension] ?? []].flat().includes(requirements[dimension] ?? ''));
  return {
    id: `${rule.candidate} ${conditionsOf(rule)}`,
    about: rule.candidate,
    text: `${nameOf(book, rule.candidate)}: ${rule.because}`,
    worth,
    dimension: (worth === 'elsewhere' ? unmet : dimensions[0]) ?? '',
    because: rule.because,
    source: rule.source,
  };
}

const applies = ({ when }: Rule, requirements: Requirements) =>
  Object.entries(when).every(([dimension, values]) => [values].flat().includes(requirements[dimension] ?? ''));

/** The two weightiest dimensions that speak for one option against another, and those that weigh as much as the second. */
export function decidingDimensions(first: RankedCandidate, second: RankedCandidate | undefined): readonly string[] {
  if (second === undefined) {
    const best = [...first.reasons].filter(({ effect }) => effect > 0).sort((one, other) => other.effect - one.effect);
    return [...new Set(best.map(({ dimension }) => dimension))].slice(0, 2);
  }
  const all = deciding(first, second);
  const least = all[1]?.worth ?? all[0]?.worth ?? 0;
  return all.filter(({ worth }) => worth >= least).map(({ reason }) => reason.dimension);
}

/** All that can be said for an option against the best of the others, under these requirements: each sentence once. */
export function argumentsFor(book: RuleBook, requirements: Requirements, option: string): readonly Argument[] {
  const ranked = rank(book, requirements);
  const own = ranked.find((candidate) => candidate.option === option);
  const rival = runnerUp(ranked, option);
  if (own === undefined) return [];
  const decisive = own.excluded === null ? decidingDimensions(own, rival) : [];
  const found = book.rules.flatMap((rule): readonly Argument[] => {
    const speaksFor =
      (rule.candidate === option && rule.effect !== 'exclude' && rule.effect > 0) ||
      (rule.candidate === rival?.option && (rule.effect === 'exclude' || rule.effect < 0));
    if (!speaksFor) return [];
    if (!applies(rule, requirements)) return [argument(book, rule, 'elsewhere', requirements)];
    // A rule over several dimensions belongs to the first of them, as it does in the engine.
    const worth = decisive.includes(Object.keys(rule.when)[0] ?? '') ? 'decides' : 'true';
    return [argument(book, rule, worth, requirements)];
  });
  return once(found);
}

/** What speaks against an option here, the weightiest first, and what would elsewhere. */
export function argumentsAgainst(book: RuleBook, requirements: Requirements, option: string): readonly Argument[] {
  const weight = ({ effect }: Rule) => (effect === 'exclude' ? -10 : effect);
  const against = book.rules.filter((rule) => rule.candidate === option && weight(rule) < 0);
  const here = against.filter((rule) => applies(rule, requirements)).sort((one, other) => weight(one) - weight(other));
  const elsewhere = against.filter((rule) => !applies(rule, requirements));
  return once([
    ...here.map((rule, index) => argument(book, rule, index === 0 ? 'decides' : 'true', requirements)),
    ...elsewhere.map((rule) => argument(book, rule, 'elsewhere', requirements)),
  ]);
}

function once(all: readonly Argument[]): readonly Argument[] {
  const order = ['decides', 'true', 'elsewhere'] as const;
  const sorted = [...all].sort((one, other) => order.indexOf(one.worth) - order.indexOf(other.worth));
  return sorted.filter((one, index) => sorted.findIndex(({ text }) => text === one.text) === index);
}

/** What an argument is worth, in words. */
export function wordOn(book: RuleBook, requirements: Requirements, { worth, dimension }: Argument): string {
  const question = questionOf(book, dimension);
  const value = requirements[dimension];
  const here = value === undefined ? 'nobody has said' : `here it is “${valueTitle(book, dimension, value)}”`;
  switch (worth) {
    case 'decides':
      return `“${question}”: ${here}, and that decides.`;
    case 'true':
      return `True here, but “${question}” weighs less than what decides.`;
    case 'elsewhere':
      return `It would matter elsewhere: “${question}” ${here}.`;
  }
}
