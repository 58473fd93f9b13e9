// The shape of a comparison: several labs that carry the same feed, what is measured of each, and what is commonly said of
// each. No lab and no transport is named here: they are content, under content/comparisons/.
import { z } from 'zod';
import { stepSchema } from '../wire/step-schema.ts';

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** How a claim is held against what was measured. */
export const judgeSchema = z.discriminatedUnion('by', [
  /** Messages went this way on one exchange; requests do not count as messages. */
  z.strictObject({ by: z.literal('direction'), expects: z.enum(['both', 'down']) }),
  /** From publication to delivery, beside the other rows. */
  z.strictObject({ by: z.literal('latency'), expects: z.enum(['very-low', 'low', 'medium', 'high']) }),
  /** Who comes back after a cut. `through`: what does it in this lab; `care` is code that the comparison switches on or off. */
  z.strictObject({
    by: z.literal('reconnect'),
    expects: z.enum(['native', 'manual', 'always']),
    through: z.enum(['library', 'care', 'loop', 'always-ours']),
  }),
  /** A column of the table lies within a bound. */
  z.strictObject({ by: z.literal('column'), column: z.string(), atMost: z.number().optional(), atLeast: z.number().optional() }),
  /** No run can decide it: an authority does. */
  z.strictObject({
    by: z.literal('source'),
    verdict: z.enum(['holds', 'partly', 'does-not-hold', 'not-measurable']),
    because: z.string().describe('One sentence that a reviewer would accept'),
  }),
]);

export const claimSchema = z.strictObject({
  about: z.string().max(12).describe('What the claim is about, one word: the head of its column'),
  says: z.string().describe('What is commonly said, in our own words, one sentence'),
  judge: judgeSchema,
  source: z.string(),
});

export const rowSchema = z.strictObject({
  lab: z.string(),
  title: z.string().max(18),
  params: params.default({}),
  care: z
    .partialRecord(z.enum(['none', 'reconnect', 'resume']), params)
    .default({})
    .describe('Settings of the lab by how much its application does for a cut'),
  clients: z.number().int().positive().optional().describe('The most clients that make sense here, where that is less than the lab allows'),
  start: z.array(stepSchema).min(1).describe('What is done before the messages are counted'),
  cut: z.string().optional().describe('The action that cuts the connection'),
  stop: z.array(stepSchema).default([]).describe('What is done when enough was published'),
  recovers: z.string().default('').describe('How what was missed comes back, a few words'),
  loses: z.string().default('').describe('Why messages may be lost although nothing was cut, one clause'),
  claims: z.array(claimSchema).min(1),
});

export const comparisonSchema = z.strictObject({
  title: z.string(),
  summary: z.string().describe('What can be seen here, one sentence'),
  feed: z.boolean().default(true).describe('Whether its labs carry a feed; false: each row does the steps of its `start` and is done'),
  note: z.string().default('').describe('Under which conditions it was measured; stands below the table instead of the words on a feed'),
  columns: z.array(z.string()).min(1).describe('The measurements of the table, the most important first'),
  rows: z.array(rowSchema).min(2),
});

export type Judge = z.infer<typeof judgeSchema>;
export type Claim = z.infer<typeof claimSchema>;
export type ComparisonRow = z.infer<typeof rowSchema>;

/** A comparison with its id, the name of its file. */
export interface Comparison extends z.infer<typeof comparisonSchema> {
  readonly id: string;
}
