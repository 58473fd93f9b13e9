// Six lines of 0 to 3, each graded from the decision engine's own rules, with evidence for every point that was given or
// kept. An answer that is missing earns nothing. Pure; the lines are in grade-*.ts.
import { gradeFails, gradeFlips } from './grade-answers.ts';
import { gradeChooses, gradeElicits } from './grade-choice.ts';
import { caughtIn, gradeRejects, gradeTies } from './grade-defence.ts';
import type { Reasoning } from './schema.ts';
import { answersGiven } from './session.ts';
import type { Answers, Setting } from './step.ts';

/** The lines in the order in which they are told, with what each asks. */
export const RUBRIC = {
  elicits: 'asks for the requirements that decide',
  chooses: 'chooses what the requirements ask for',
  ties: 'ties the choice to what decides, with a number',
  rejects: 'rejects the runner-up fairly, and knows the price of the own choice',
  fails: 'names the likeliest failure and its cure',
  flips: 'says what would reverse the choice, and revises when it comes',
} as const;
export type Line = keyof typeof RUBRIC;
export const LINES = Object.keys(RUBRIC) as readonly Line[];
/** Points of one line. */
export const MOST = 3;

export interface Evidence {
  readonly worth: 'good' | 'partly' | 'bad';
  readonly text: string;
  /** `id#section`. */
  readonly source?: string | undefined;
}
export interface Graded {
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Where it would have been seen; undefined where there is no such place. */
  readonly see: string | undefined;
}
export interface Outcome {
  readonly lines: Readonly<Record<Line, Graded>>;
  readonly total: number;
  readonly passed: boolean;
  /** Wrong reasonings that were picked, by name. */
  readonly caught: readonly Reasoning[];
}

/** What an interview is passed with: points in all, and no line without any. */
export const PASS = { total: 12, least: 1 };
export const PASS_IN_WORDS = `${PASS.total} of ${LINES.length * MOST} points pass, with no line at 0.`;

/** The grade of an interview, finished or not. */
export function gradeInterview(setting: Setting, all: Answers): Outcome {
  const answers = answersGiven(setting, all);
  const lines: Readonly<Record<Line, Graded>> = {
    elicits: gradeElicits(setting, answers),
    chooses: gradeChooses(setting, answers),
    ties: gradeTies(setting, answers),
    rejects: gradeRejects(setting, answers),
    fails: gradeFails(setting, answers),
    flips: gradeFlips(setting, answers),
  };
  const scores = LINES.map((line) => lines[line].score);
  const total = scores.reduce((sum, score) => sum + score, 0);
  return { lines, total, passed: total >= PASS.total && scores.every((score) => score >= PASS.least), caught: caughtIn(setting, answers) };
}

/** The points of each line, as progress keeps them. */
export function scoresOf({ lines }: Outcome): Readonly<Record<Line, number>> {
  return Object.fromEntries(LINES.map((line) => [line, lines[line].score])) as Record<Line, number>;
}
