// The choice defended: two reasons, numbers, the runner-up, the price. Every sentence is from the rule books or the
// interview; which of them are right is the engine's to say.
import { conflictsOf } from '../decision/design.ts';
import { nameOf } from '../decision/explain.ts';
import { rank } from '../decision/rank.ts';
import { shuffled } from '../lib/random.ts';
import { runnerUp, truthOf } from './matters.ts';
import { type Argument, argumentsAgainst, argumentsFor } from './reasons.ts';
import type { Estimate, Reasoning } from './schema.ts';
import { type Answers, bookIn, chanceFor, chosenIn, mainFamily, type Setting, type Step } from './step.ts';

/** How many reasons are offered: those that decide, true ones that do not, those that are true elsewhere, wrong reasonings. */
const REASONS = { decides: 2, true: 2, elsewhere: 2, reasonings: 2 };
/** Prefix of the id of a wrong reasoning among reasons. */
export const REASONING = 'reasoning:';
/** The answer that no two choices get in each other's way. */
export const NO_TENSION = 'none';

/** The wrong reasonings that are offered to whoever chose this: those about the option first. */
function temptations(setting: Setting, family: string, option: string): readonly Reasoning[] {
  const fitting = setting.reasonings.filter(
    ({ families, options }) => families.includes(family) && (options.length === 0 || options.includes(option)),
  );
  const mixed = shuffled(fitting, chanceFor(setting, 'reasonings'));
  return [...mixed.filter(({ options }) => options.length > 0), ...mixed.filter(({ options }) => options.length === 0)].slice(
    0,
    REASONS.reasonings,
  );
}

/** What may be said for the choice; one sentence for each dimension that decides. */
export function offeredReasons(setting: Setting, answers: Answers): readonly (Argument | Reasoning)[] {
  const family = mainFamily(setting);
  const option = chosenIn(answers, family);
  if (option === undefined) return [];
  const chance = chanceFor(setting, 'reasons');
  const all = shuffled(argumentsFor(bookIn(setting, family), truthOf(setting.interview, family), option), chance);
  const decides = all.filter(({ worth }) => worth === 'decides');
  const apart = decides.filter((one, index) => decides.findIndex(({ dimension }) => dimension === one.dimension) === index);
  const some = (worth: Argument['worth'], most: number) => all.filter((one) => one.worth === worth).slice(0, most);
  const known = [...apart.slice(0, REASONS.decides + 1), ...some('true', REASONS.true)];
  const missing = REASONS.decides + REASONS.true - known.length;
  return [...known, ...some('elsewhere', REASONS.elsewhere + Math.max(0, missing)), ...temptations(setting, family, option)];
}

export const idOfReason = (one: Argument | Reasoning) => ('says' in one ? REASONING + one.id : one.id);

export function reasonsStep(setting: Setting, answers: Answers): Step {
  const book = bookIn(setting, mainFamily(setting));
  const option = chosenIn(answers, book.family) ?? '';
  const words = (one: Argument | Reasoning) => ('says' in one ? one.says : one.about === option ? one.because : one.text);
  const options = offeredReasons(setting, answers).map((one) => ({ id: idOfReason(one), text: words(one) }));
  return {
    id: 'reasons',
    phase: 'defend',
    kind: 'pick',
    count: Math.min(2, options.length),
    say: 'Now you have all the facts, also those that you did not ask for.',
    question: `Which two reasons carry ${nameOf(book, option)} here?`,
    options: shuffled(options, chanceFor(setting, 'reasons order')),
  };
}

export function estimateStep({ id, prompt, unit }: Estimate): Step {
  return { id: `estimate:${id}`, phase: 'defend', kind: 'number', say: 'Put a number to it.', question: prompt, unit };
}

/** Not asked where all others are ruled out. */
export function runnerUpStep(setting: Setting, answers: Answers): Step | undefined {
  const book = bookIn(setting, mainFamily(setting));
  const own = chosenIn(answers, book.family) ?? '';
  if (runnerUp(rank(book, truthOf(setting.interview, book.family)), own) === undefined) return undefined;
  const others = book.candidates.filter(({ id }) => id !== own).map(({ id, title }) => ({ id, text: title }));
  return {
    id: 'runner-up',
    phase: 'defend',
    kind: 'pick',
    count: 1,
    say: '',
    question: `If ${nameOf(book, own)} were not to be had: what would you take?`,
    options: shuffled(others, chanceFor(setting, 'runner-up')),
  };
}

/** What speaks against the runner-up: not asked where nothing does, or where nothing else could be said. */
export function againstStep(setting: Setting, answers: Answers): Step | undefined {
  const book = bookIn(setting, mainFamily(setting));
  const truth = truthOf(setting.interview, book.family);
  const second = runnerUp(rank(book, truth), chosenIn(answers, book.family) ?? '');
  if (second === undefined) return undefined;
  const all = argumentsAgainst(book, truth, second.option);
  const [first] = all;
  const elsewhere = shuffled(
    all.filter(({ worth }) => worth === 'elsewhere'),
    chanceFor(setting, 'against'),
  ).slice(0, 3);
  if (first === undefined || first.worth !== 'decides' || elsewhere.length < 2) return undefined;
  return {
    id: 'against',
    phase: 'defend',
    kind: 'pick',
    count: 1,
    say: '',
    question: `Say I like ${nameOf(book, second.option)}. What speaks against it here?`,
    options: shuffled(
      [first, ...elsewhere].map(({ id, because }) => ({ id, text: because })),
      chanceFor(setting, 'against order'),
    ),
  };
}

export function costStep(setting: Setting, answers: Answers): Step {
  const book = bookIn(setting, mainFamily(setting));
  const own = chosenIn(answers, book.family) ?? '';
  const others = shuffled(
    book.candidates.filter(({ id }) => id !== own),
    chanceFor(setting, 'cost'),
  ).slice(0, 3);
  const offered = [...book.candidates.filter(({ id }) => id === own), ...others];
  return {
    id: 'cost',
    phase: 'defend',
    kind: 'pick',
    count: 1,
    say: '',
    question: `And what does ${nameOf(book, own)} cost you?`,
    options: shuffled(offered, chanceFor(setting, 'cost order')).map(({ id, cost }) => ({ id, text: cost })),
  };
}

/** What the choices of several families mean for each other; one that they run into, three that they do not. */
export function tensionStep(setting: Setting, answers: Answers): Step | undefined {
  const { interview, tensions } = setting;
  if (interview.families.length < 2 || tensions.length < 3) return undefined;
  const met = tensionsMet(setting, answers);
  const others = shuffled(
    tensions.filter(({ id }) => !met.includes(id)),
    chanceFor(setting, 'tension'),
  ).slice(0, 3);
  const offered = [...tensions.filter(({ id }) => id === met[0]), ...others];
  return {
    id: 'tension',
    phase: 'defend',
    kind: 'pick',
    count: 1,
    say: '',
    question: 'Your choices have to live together. What do you look out for?',
    options: [
      ...shuffled(offered, chanceFor(setting, 'tension order')).map(({ id, because }) => ({ id, text: because })),
      { id: NO_TENSION, text: 'Nothing in particular: what one of them needs, none of the others takes away.' },
    ],
  };
}

/** Ids of the tensions that what was chosen runs into. */
export function tensionsMet({ interview, tensions }: Setting, answers: Answers): readonly string[] {
  const choice = Object.fromEntries(interview.families.map((family) => [family, chosenIn(answers, family) ?? '']));
  return conflictsOf(tensions, choice, interview.requirements).map(({ id }) => id);
}
