// The shape of a mock interview: what the interviewer says, what is true behind it, and what a good answer is. Knows no
// family, option or dimension by name: those are content/decisions/.
import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9.-]+$/);
const see = z.string().describe('Where it can be seen: `lesson:<slug>`, `lab:<id>` or `experiment:<id>`');
const source = z.string().describe('`id#section` of content/sources.yaml');
const requirements = z.record(slug, z.record(slug, slug)).describe('Family, dimension, value');
const accepts = z
  .record(slug, z.array(slug).min(1))
  .describe('By family, the options that may be chosen; the rules must put the first on top');

export const interviewSchema = z.strictObject({
  title: z.string(),
  version: z.number().int().min(1).default(1).describe('Raise it when what is right changes: finished interviews name theirs'),
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).describe('1 warm-up, 2 mid, 3 senior, 4 staff'),
  families: z.array(slug).min(1).describe('Families of decisions; reasons and runner-up are asked for in the first'),
  prompt: z.string().describe('As the interviewer says it: vague, one to four sentences'),
  requirements: requirements.describe('The truth behind the prompt: family, dimension, value'),
  given: z.record(slug, z.array(slug)).default({}).describe('By family, the dimensions that the prompt already reveals'),
  answers: z
    .record(slug, z.record(slug, z.string()))
    .default({})
    .describe("The interviewer's words by family and dimension; elsewhere the value's title is said"),
  accepts,
  budget: z.number().int().min(1).max(12).describe('How many clarifying questions may be asked'),
  estimates: z
    .array(
      z.strictObject({
        id: slug,
        prompt: z.string().describe('Holds every figure that the estimate needs'),
        answer: z.number().positive(),
        unit: z.string(),
        factor: z.number().min(1).max(10).describe('From answer / factor to answer × factor is right'),
        working: z.string().describe('How one gets it'),
        traps: z.array(z.strictObject({ value: z.number(), why: z.string() })).default([]),
        source,
      }),
    )
    .min(1)
    .max(2),
  failure: z.strictObject({
    prompt: z.string().describe('Asks for the likeliest failure and its cure'),
    options: z
      .array(
        z.strictObject({
          text: z.string().describe('A failure and a cure'),
          correct: z.boolean().default(false),
          partly: z.boolean().default(false).describe('True, but not what fails first, or half of the cure: one point of three'),
          why: z.string(),
        }),
      )
      .min(4),
    source,
    see,
  }),
  twists: z
    .array(
      z.strictObject({
        say: z.string().describe('As the interviewer brings it; each twist changes the requirements of the beginning'),
        change: requirements,
        accepts,
        why: z.string().describe('Why one stays or moves'),
        source,
        see,
      }),
    )
    .min(1)
    .max(2),
  source: source.describe('The real system that it is modelled on'),
  see: z.array(see).min(1),
});

/** content/reasonings.yaml: wrong reasons that sound right, offered among the reasons for a choice and caught by name. */
export const reasoningsSchema = z.strictObject({
  reasonings: z.array(
    z.strictObject({
      id: slug,
      name: z.string().describe('As it is called: “real-time means WebSocket”'),
      says: z.string().describe('As a candidate says it, one sentence'),
      families: z.array(slug).min(1),
      options: z.array(slug).default([]).describe('Offered to whoever chose one of these; empty: whatever was chosen'),
      truth: z.string(),
      source: z.string().default('').describe('`id#section`; an empty reason, such as a bare “it depends”, needs none'),
      see: see.or(z.literal('')).default(''),
    }),
  ),
});

export interface Interview extends z.infer<typeof interviewSchema> {
  readonly slug: string;
}
export type Estimate = Interview['estimates'][number];
export type Twist = Interview['twists'][number];
export type Reasoning = z.infer<typeof reasoningsSchema>['reasonings'][number];
