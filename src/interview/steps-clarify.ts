// Clarifying questions and the choice. The questions are the rule books' own: some uncover a requirement that decides, some
// one that does not, some meet a shrug.
import { valueTitle } from '../decision/explain.ts';
import type { RuleBook } from '../decision/schema.ts';
import { shuffled } from '../lib/random.ts';
import { truthOf } from './matters.ts';
import { type Answers, bookIn, chanceFor, type Option, type Setting, type Step } from './step.ts';

/** The answer that ends the questions before their budget does. */
export const ENOUGH = 'enough';
/** As the interviewer answers a question that no requirement stands behind. */
export const NOBODY_SAID = 'Nobody has said. Leave it open.';

/** Questions that are offered in one family, where there is one and where there are several. */
const OFFERED = { alone: 10, among: 6 };

/** What a candidate knows of the truth, in the order in which they heard it. */
export interface Known {
  readonly family: string;
  readonly dimension: string;
  /** Undefined where nothing is required. */
  readonly value: string | undefined;
  /** The interviewer's words. */
  readonly words: string;
  readonly how: 'given' | 'asked' | 'told';
}

function heard({ interview, ...setting }: Setting, family: string, dimension: string, how: Known['how']): Known {
  const value = truthOf(interview, family)[dimension];
  const words =
    value === undefined
      ? NOBODY_SAID
      : (interview.answers[family]?.[dimension] ?? valueTitle(bookIn({ interview, ...setting }, family), dimension, value));
  return { family, dimension, value, words, how };
}

/** The dimensions that were asked for, as `family.dimension`, in order. */
export function askedFor({ interview }: Setting, answers: Answers): readonly string[] {
  const asked: string[] = [];
  for (let number = 1; number <= interview.budget; number++) {
    const answer = answers[`ask:${number}`];
    if (typeof answer !== 'string' || answer === ENOUGH) break;
    asked.push(answer);
  }
  return asked;
}

const partsOf = (id: string) => id.split('.') as [family: string, dimension: string];

/** What the prompt gave, then what was asked; from the first choice on (`all`) the rest is told. */
export function knownBy(setting: Setting, answers: Answers, all = false): readonly Known[] {
  const { interview } = setting;
  const given = Object.entries(interview.given).flatMap(([family, list]) => list.map((each) => heard(setting, family, each, 'given')));
  const asked = askedFor(setting, answers).map((id) => heard(setting, ...partsOf(id), 'asked'));
  if (!all) return [...given, ...asked];
  const known = [...given, ...asked];
  const rest = interview.families.flatMap((family) =>
    Object.keys(truthOf(interview, family))
      .filter((dimension) => !known.some((one) => one.family === family && one.dimension === dimension))
      .map((dimension) => heard(setting, family, dimension, 'told')),
  );
  return [...known, ...rest];
}

/** The questions of a family that are offered: all that uncover something, and some that do not. */
function offered(setting: Setting, book: RuleBook): readonly string[] {
  const { interview } = setting;
  const truth = truthOf(interview, book.family);
  const given = interview.given[book.family] ?? [];
  const open = book.dimensions.map(({ id }) => id).filter((id) => !given.includes(id));
  const useful = open.filter((id) => truth[id] !== undefined);
  const most = interview.families.length === 1 ? OFFERED.alone : OFFERED.among;
  const idle = shuffled(
    open.filter((id) => truth[id] === undefined),
    chanceFor(setting, `idle ${book.family}`),
  ).slice(0, Math.max(1, most - useful.length));
  return shuffled([...useful, ...idle], chanceFor(setting, `ask ${book.family}`));
}

/** The next clarifying question; undefined where there is nothing left to ask. */
export function askStep(setting: Setting, answers: Answers, number: number): Step | undefined {
  const { interview } = setting;
  const asked = askedFor(setting, answers).slice(0, number - 1);
  const options = interview.families.flatMap((family) => {
    const book = bookIn(setting, family);
    const list = offered(setting, book).filter((dimension) => !asked.includes(`${family}.${dimension}`));
    return list.map((dimension, index): Option => {
      const text = book.dimensions.find(({ id }) => id === dimension)?.question ?? dimension;
      return { id: `${family}.${dimension}`, text, ...(index === 0 && interview.families.length > 1 ? { section: book.title } : {}) };
    });
  });
  if (options.length === 0) return undefined;
  const last = asked.at(-1);
  const left = interview.budget - number + 1;
  return {
    id: `ask:${number}`,
    phase: 'clarify',
    kind: 'pick',
    count: 1,
    say: last === undefined ? '' : heard(setting, ...partsOf(last), 'asked').words,
    question: left === 1 ? 'What do you ask? One question is left.' : `What do you ask? ${left} questions are left.`,
    options: [
      ...options,
      { id: ENOUGH, text: 'That is enough: I can choose', ...(interview.families.length > 1 ? { section: 'Or' } : {}) },
    ],
  };
}

/** The choice in one family. */
export function chooseStep(setting: Setting, answers: Answers, book: RuleBook): Step {
  const first = setting.interview.families[0] === book.family;
  const asked = askedFor(setting, answers);
  const last = asked.at(-1);
  // Who said that it is enough has heard the last answer already.
  const unheard = answers[`ask:${asked.length + 1}`] !== ENOUGH;
  return {
    id: `choose:${book.family}`,
    phase: 'choose',
    kind: 'pick',
    count: 1,
    say: first && unheard && last !== undefined ? heard(setting, ...partsOf(last), 'asked').words : '',
    question: `What do you choose? (${book.title})`,
    options: shuffled(book.candidates, chanceFor(setting, `choose ${book.family}`)).map(({ id, title }) => ({ id, text: title })),
  };
}
