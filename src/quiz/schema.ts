// Questions that need no lab. Five kinds, one discriminated union; each kind's grading lives in questions/<kind>.ts.
import { z } from 'zod';

const base = {
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe('Stable: progress and review cards refer to it'),
  prompt: z.string().describe('Markdown, one to four sentences'),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]).describe('1 recall, 2 why, 3 what breaks'),
  source: z.string().describe('`id#section` of content/sources.yaml'),
  see: z.string().describe('Where it can be seen: `lesson:<slug>`, `lab:<id>` or `experiment:<id>`'),
};
const option = z.strictObject({
  text: z.string(),
  correct: z.boolean().default(false),
  why: z.string().describe('Why it is right or wrong'),
});

export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('choice'), options: z.array(option).min(3) }),
  z.strictObject({ ...base, kind: z.literal('several'), options: z.array(option).min(3) }),
  z.strictObject({
    ...base,
    kind: z.literal('order'),
    steps: z.array(z.string()).min(3).describe('In the right order; shown shuffled'),
    why: z.string(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    answer: z.number(),
    unit: z.string().default(''),
    tolerance: z.number().min(0).describe('Absolute distance that still counts as right'),
    why: z.string(),
    traps: z
      .array(z.strictObject({ value: z.number(), why: z.string() }))
      .default([])
      .describe('Wrong numbers that people give, each with its reason'),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('trace'),
    trace: z.array(z.string()).min(2).describe('Lines as `wirewise lab` prints them'),
    options: z.array(option).min(3),
  }),
]);

export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['kind'];
export type QuestionOf<Kind extends QuestionKind> = Extract<Question, { kind: Kind }>;

/** What the learner gave: indexes into the author's order of options or steps (never into the shuffled one), or a number. */
export type Answer =
  | { readonly kind: 'choice'; readonly picked: number }
  | { readonly kind: 'several'; readonly picked: readonly number[] }
  | { readonly kind: 'order'; readonly order: readonly number[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'trace'; readonly picked: number };

export type Grade = 'correct' | 'partly' | 'wrong';

export interface Verdict {
  readonly grade: Grade;
  /** 0 to 1. */
  readonly score: number;
  /** One entry per option, step or number that deserves a word, in the author's order. */
  readonly explanations: readonly { readonly text: string; readonly right: boolean; readonly picked: boolean; readonly why: string }[];
}

/** How sure the learner said to be, before the answer was graded. */
export type Confidence = 'guess' | 'think' | 'sure';
