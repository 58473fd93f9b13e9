// What breaks, what would reverse the choice, and the twists: one requirement changes, and one stays or moves.

import { counterfactuals } from '../decision/counterfactual.ts';
import { withChanges } from '../decision/design.ts';
import { deciding, nameOf, questionOf, valueTitle } from '../decision/explain.ts';
import { leaders, rank } from '../decision/rank.ts';
import type { Requirements, RuleBook } from '../decision/schema.ts';
import { shuffled } from '../lib/random.ts';
import { runnerUp, truthOf } from './matters.ts';
import { argumentsAgainst, argumentsFor } from './reasons.ts';
import type { Twist } from './schema.ts';
import { type Answers, bookIn, chanceFor, chosenIn, mainFamily, type Option, type Setting, type Step } from './step.ts';

export function failureStep(setting: Setting): Step {
  const { prompt, options } = setting.interview.failure;
  const numbered = options.map(({ text }, index) => ({ id: String(index + 1), text }));
  return {
    id: 'failure',
    phase: 'fail',
    kind: 'pick',
    count: 1,
    say: '',
    question: prompt,
    options: shuffled(numbered, chanceFor(setting, 'failure')),
  };
}

interface Change {
  readonly dimension: string;
  readonly value: string;
}
export const idOfChange = ({ dimension, value }: Change) => `${dimension}=${value}`;

/**
 * Facts that are not so: those after which another option leads (of what was required; failing that, of what was left
 * open), and those after which the same do.
 */
export function reversals(setting: Setting): { readonly flips: readonly Change[]; readonly holds: readonly Change[] } {
  const book = bookIn(setting, mainFamily(setting));
  const truth = truthOf(setting.interview, book.family);
  const top = leaders(rank(book, truth)).join();
  const all = counterfactuals(book, truth);
  const stated = all.filter(({ change }) => change.from !== null);
  const flips = (stated.length > 0 ? stated : all).map(({ change }) => ({ dimension: change.dimension, value: change.to }));
  const holds = book.dimensions
    .flatMap(({ id, values }) => values.filter((value) => value.id !== truth[id]).map((value) => ({ dimension: id, value: value.id })))
    .filter(({ dimension, value }) => leaders(rank(book, { ...truth, [dimension]: value })).join() === top);
  return { flips, holds };
}

/** Not asked where no single fact reverses the choice, or where nearly every one does. */
export function reversalStep(setting: Setting): Step | undefined {
  const book = bookIn(setting, mainFamily(setting));
  const { flips, holds } = reversals(setting);
  const brought = setting.interview.twists.flatMap(({ change }) =>
    Object.entries(change[book.family] ?? {}).map(([id, to]) => `${id}=${to}`),
  );
  const mixed = shuffled(flips, chanceFor(setting, 'reversal'));
  // Rather one that the interviewer does not bring anyway.
  const right = mixed.find((change) => !brought.includes(idOfChange(change))) ?? mixed[0];
  const wrong = shuffled(
    holds.filter((change) => !brought.includes(idOfChange(change))),
    chanceFor(setting, 'reversal holds'),
  ).slice(0, 3);
  if (right === undefined || wrong.length < 2) return undefined;
  const words = ({ dimension, value }: Change) => `“${questionOf(book, dimension)}” ${valueTitle(book, dimension, value)}.`;
  return {
    id: 'reversal',
    phase: 'twist',
    kind: 'pick',
    count: 1,
    say: '',
    question: 'Which one of these facts, had I told you so, would lead to another choice?',
    options: shuffled([right, ...wrong], chanceFor(setting, 'reversal order')).map((change) => ({
      id: idOfChange(change),
      text: words(change),
    })),
  };
}

/** The requirements of a family after a twist. */
export function afterTwist({ interview }: Setting, twist: Twist, family: string): Requirements {
  return withChanges(interview, twist.change)[family] ?? {};
}

/** The families that a twist changes, in the interview's order. */
export function twistedFamilies({ interview }: Setting, twist: Twist): readonly string[] {
  return interview.families.filter((family) => twist.change[family] !== undefined);
}

export function twistSteps(setting: Setting, answers: Answers): readonly (Step | undefined)[] {
  return setting.interview.twists.flatMap((twist, index) => [
    ...twistedFamilies(setting, twist).map((family, place) => moveStep(setting, answers, { twist, index, family, first: place === 0 })),
    whyStep(setting, twist, index),
  ]);
}

interface Place {
  readonly twist: Twist;
  readonly index: number;
  readonly family: string;
  readonly first: boolean;
}

function moveStep(setting: Setting, answers: Answers, { twist, index, family, first }: Place): Step {
  const book = bookIn(setting, family);
  const own = chosenIn(answers, family);
  const id = `twist:${index + 1}:${family}`;
  const several = setting.interview.families.length > 1 ? ` (${book.title})` : '';
  return {
    id,
    phase: 'twist',
    kind: 'pick',
    count: 1,
    say: first ? `${twist.say}${index > 0 ? ' Apart from that it is as in the beginning.' : ''}` : '',
    question: `Do you stay, or move?${several}`,
    options: shuffled(book.candidates, chanceFor(setting, id)).map((candidate) => ({
      id: candidate.id,
      text: candidate.id === own ? `Stay with ${candidate.title}` : `Move to ${candidate.title}`,
    })),
  };
}

/** A sentence that carries the right answer after a twist, and those that would not: they need other requirements. */
export function twistReasons(setting: Setting, twist: Twist): { readonly right: Option | undefined; readonly wrong: readonly Option[] } {
  const [family] = twistedFamilies(setting, twist);
  if (family === undefined) return { right: undefined, wrong: [] };
  const book = bookIn(setting, family);
  const now = afterTwist(setting, twist, family);
  const before = setting.interview.accepts[family]?.[0] ?? '';
  const best = twist.accepts[family]?.[0] ?? '';
  const options = (list: ReturnType<typeof argumentsFor>) => list.map(({ id, text }) => ({ id, text }));
  const apart = [
    ...argumentsFor(book, now, best).filter(({ worth }) => worth === 'elsewhere'),
    ...argumentsAgainst(book, now, before).filter(({ worth }) => worth === 'elsewhere'),
  ];
  const wrong = options(apart).filter(({ text }, index) => apart.findIndex((other) => other.text === text) === index);
  return { right: rightReason(book, now, { before, best, changed: Object.keys(twist.change[family] ?? {}) }), wrong };
}

/** What rules out the old choice, or else what parts the new one from it, by what was changed if it can be. */
function rightReason(
  book: RuleBook,
  now: Requirements,
  { before, best, changed }: { readonly before: string; readonly best: string; readonly changed: readonly string[] },
): Option | undefined {
  const ranked = rank(book, now);
  const first = ranked.find(({ option }) => option === best);
  const old = ranked.find(({ option }) => option === before);
  if (first === undefined || old === undefined) return undefined;
  if (old.excluded !== null) return { id: `${before} excluded`, text: `${nameOf(book, before)}: ${old.excluded.because}` };
  const second = best === before ? runnerUp(ranked, best) : old;
  const parting = second === undefined ? [] : deciding(first, second);
  const told = parting.find(({ reason }) => changed.includes(reason.dimension)) ?? parting[0];
  if (told !== undefined)
    return {
      id: `${told.about} ${told.reason.dimension}=${told.reason.value}`,
      text: `${nameOf(book, told.about)}: ${told.reason.because}`,
    };
  const [own] = [...first.reasons].filter(({ effect }) => effect > 0).sort((one, other) => other.effect - one.effect);
  return own && { id: `${best} ${own.dimension}=${own.value}`, text: `${nameOf(book, best)}: ${own.because}` };
}

function whyStep(setting: Setting, twist: Twist, index: number): Step | undefined {
  const { right, wrong } = twistReasons(setting, twist);
  const id = `why:${index + 1}`;
  const some = shuffled(
    wrong.filter(({ text }) => text !== right?.text),
    chanceFor(setting, id),
  ).slice(0, 3);
  if (right === undefined || some.length < 2) return undefined;
  return {
    id,
    phase: 'twist',
    kind: 'pick',
    count: 1,
    say: '',
    question: 'Which of these carries that answer, after the change?',
    options: shuffled([right, ...some], chanceFor(setting, `${id} order`)),
  };
}
