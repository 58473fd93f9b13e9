// The words of a mock interview: what is asked, what may be answered, what is known. Pure data.
import type { Tension } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import { hashOf } from '../lib/hash.ts';
import { type Random, seededRandom } from '../lib/random.ts';
import type { Interview, Reasoning } from './schema.ts';

/** What an interview is held with; the seed decides in which order options are shown, and which wrong ones there are. */
export interface Setting {
  readonly interview: Interview;
  /** The rule books of the interview's families, in its order. */
  readonly books: readonly RuleBook[];
  readonly tensions: readonly Tension[];
  readonly reasonings: readonly Reasoning[];
  readonly seed: number;
}

/** The parts of an interview, in their order. */
export const PHASES = ['clarify', 'choose', 'defend', 'fail', 'twist'] as const;
export type Phase = (typeof PHASES)[number];

export interface Option {
  /** Stable: what an answer holds. */
  readonly id: string;
  readonly text: string;
  /** A heading that it stands under. */
  readonly section?: string;
}

interface Asked {
  /** `ask:1`, `choose:transport`, `twist:1:transport`: what answers are kept by. */
  readonly id: string;
  readonly phase: Phase;
  /** What the interviewer says first: a reply, a twist; may be empty. */
  readonly say: string;
  readonly question: string;
}
/** `pick` takes ids of options, as many as `count`; a number takes any that is finite. */
export type Step =
  | (Asked & { readonly kind: 'pick'; readonly count: number; readonly options: readonly Option[] })
  | (Asked & { readonly kind: 'number'; readonly unit: string });

export type Answer = string | number | readonly string[];
/** By the id of the step. */
export type Answers = Readonly<Record<string, Answer>>;

/** Whether an answer fits a step: content may have changed since it was kept, and files hold anything. */
export function isAnswer(step: Step, answer: unknown): answer is Answer {
  if (step.kind === 'number') return typeof answer === 'number' && Number.isFinite(answer);
  const among = (id: unknown) => step.options.some((option) => option.id === id);
  if (step.count === 1) return among(answer);
  return Array.isArray(answer) && answer.length === step.count && new Set(answer).size === step.count && answer.every(among);
}

/** Chance for one step of one sitting, so that a step's order does not hang on those before it. */
export function chanceFor({ seed, interview }: Setting, step: string): Random {
  return seededRandom((seed ^ hashOf(`${interview.slug} ${step}`)) >>> 0);
}

/** The book of a family. Throws for one that the content check would have refused. */
export function bookIn({ books, interview }: Setting, family: string): RuleBook {
  const book = books.find((known) => known.family === family);
  if (book === undefined) throw new Error(`the interview ${interview.slug} is about ${family}, and there are no rules for it`);
  return book;
}

/** What was chosen in a family, or undefined. */
export function chosenIn(answers: Answers, family: string): string | undefined {
  const answer = answers[`choose:${family}`];
  return typeof answer === 'string' ? answer : undefined;
}

/** The family in which reasons and runner-up are asked for. */
export function mainFamily({ interview }: Setting): string {
  return interview.families[0] as string;
}
