// An experiment: predict, run, say what was seen, explain. Content, not code. The names of labs, actions, settings and
// measurements are checked against the registries by content/check.ts; this file knows only the shape.
import { z } from 'zod';
import { conditionsSchema, eventMatchSchema, stepSchema } from '../wire/step-schema.ts';

/** A claim about a trace that can be true or false. */
export type Expectation =
  | { readonly measure: string; readonly is: '<' | '<=' | '=' | '>=' | '>'; readonly value: number }
  | { readonly count: z.infer<typeof eventMatchSchema>; readonly is: '<' | '<=' | '=' | '>=' | '>'; readonly value: number }
  | { readonly first: z.infer<typeof eventMatchSchema>; readonly before: z.infer<typeof eventMatchSchema> }
  | { readonly all: readonly Expectation[] }
  | { readonly any: readonly Expectation[] }
  | { readonly not: Expectation };

const comparison = z.enum(['<', '<=', '=', '>=', '>']);
export const expectationSchema: z.ZodType<Expectation> = z.lazy(() =>
  z.union([
    z.strictObject({ measure: z.string(), is: comparison, value: z.number() }),
    z.strictObject({ count: eventMatchSchema, is: comparison, value: z.number() }),
    z.strictObject({ first: eventMatchSchema, before: eventMatchSchema }),
    z.strictObject({ all: z.array(expectationSchema).min(1) }),
    z.strictObject({ any: z.array(expectationSchema).min(1) }),
    z.strictObject({ not: expectationSchema }),
  ]),
);

const outcome = z.strictObject({
  text: z.string().describe('What the learner picks, one line'),
  holds: expectationSchema.describe('True of the trace exactly when this option is right; the run decides'),
  why: z.string().describe('Shown when this option turns out wrong: why one may think so, and why it is not so'),
});

/** A question that the run answers. Exactly one option must hold. */
const runQuestion = z.union([
  z.strictObject({ prompt: z.string(), options: z.array(outcome).min(2) }),
  z.strictObject({
    prompt: z.string(),
    number: z.strictObject({
      measure: z.string().describe('The measurement that grades it'),
      unit: z.string(),
      tolerance: z.number().min(0).describe('Right within this share of the measured value: 0.2 is 20 percent'),
      floor: z.number().min(0).default(0).describe('Right within this absolute distance, whatever the share'),
      why: z.string(),
    }),
  }),
]);

export const experimentSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .describe('Stable: progress refers to it'),
  title: z.string(),
  lab: z.string(),
  setup: z.string().describe('What is about to happen, Markdown, two to five sentences'),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  conditions: conditionsSchema.default({}),
  seed: z.number().int().default(1),
  predict: runQuestion,
  steps: z.array(stepSchema).min(1),
  observe: runQuestion.describe('What did you see? Checked against the trace before anything is explained'),
  show: z.array(z.strictObject({ label: z.string(), measure: z.string(), unit: z.string().default('') })).min(1),
  explain: z.string().describe('Markdown; {{measurement}} is replaced by the measured value of this very run'),
  sources: z.array(z.string()).min(1),
});

export type Experiment = z.infer<typeof experimentSchema>;
export type RunQuestion = z.infer<typeof runQuestion>;
