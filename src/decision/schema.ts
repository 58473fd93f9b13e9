// The vocabulary of the decision engine and the shape of its rule books. No options or dimensions are named here: they
// are content, under content/decisions/<family>/.
import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9.-]+$/);

export const requirementsSchema = z.strictObject({
  title: z.string(),
  order: z.number().int().optional().describe('Place among the families; those without one come last, by name'),
  dimensions: z.array(
    z.strictObject({
      id: slug,
      question: z.string().describe('As an interviewer asks it'),
      why: z.string().describe('Why the answer matters'),
      ordered: z.boolean().optional().describe('The values are steps of one scale, so a change of one step is smaller than of two'),
      values: z.array(z.strictObject({ id: slug, title: z.string().describe('As a person would say it') })).min(2),
    }),
  ),
});

export const candidatesSchema = z.strictObject({
  candidates: z.array(
    z.strictObject({
      id: slug,
      title: z.string(),
      summary: z.string().describe('What it is, one sentence'),
      cost: z.string().describe('What choosing it costs, one sentence'),
      failure: z.string().describe('Its likeliest failure and the cure, one sentence'),
      /** Set where it can never win, with the reason: it stays as history and as a trap. */
      history: z.string().optional(),
      source: z.string(),
    }),
  ),
});

/** `exclude` is a knock-out; a number is a weight, from -3 (strongly against) to 3 (strongly for). */
export const ruleSchema = z.strictObject({
  candidate: slug,
  when: z.record(slug, z.union([slug, z.array(slug).min(1)])).describe('All dimensions named must have (one of) these values'),
  effect: z.union([z.literal('exclude'), z.number().min(-3).max(3)]),
  because: z.string().describe('One sentence that a reviewer would accept'),
  source: z.string(),
});
export const rulesSchema = z.strictObject({ rules: z.array(ruleSchema) });

export const scenariosSchema = z.strictObject({
  scenarios: z.array(
    z.strictObject({
      id: slug,
      title: z.string(),
      story: z.string(),
      requirements: z.record(slug, slug),
      accepts: z.array(slug).min(1).describe('The options that may win; the first is expected on top'),
      source: z.string(),
    }),
  ),
});

export type Rule = z.infer<typeof ruleSchema>;
export type Candidate = z.infer<typeof candidatesSchema>['candidates'][number];
export type Dimension = z.infer<typeof requirementsSchema>['dimensions'][number];
export type Scenario = z.infer<typeof scenariosSchema>['scenarios'][number];

/** All that is known about one family. */
export interface RuleBook {
  readonly family: string;
  readonly title: string;
  readonly order?: number | undefined;
  readonly dimensions: readonly Dimension[];
  readonly candidates: readonly Candidate[];
  readonly rules: readonly Rule[];
  readonly scenarios: readonly Scenario[];
}

/** Dimension id to value id; a dimension that is not stated counts for nobody. */
export type Requirements = Readonly<Record<string, string>>;

/** A rule as it applied: what was required, and how much that speaks for (positive) or against a candidate. */
export interface Reason {
  readonly dimension: string;
  readonly value: string;
  readonly effect: number;
  readonly because: string;
  readonly source: string;
}
/** A candidate with its score, the sum of its reasons. Excluded: a requirement that it can't meet, whatever the score. */
export interface RankedCandidate {
  readonly option: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  readonly excluded: null | { readonly because: string; readonly source: string };
}
/** One requirement that would have to be different (`from` null: that was not stated), and who would win then. */
export interface Counterfactual {
  readonly change: { readonly dimension: string; readonly from: string | null; readonly to: string };
  readonly winner: string;
}
/** Best first, excluded last. The JSON of `wirewise decide`. */
export interface Recommendation {
  readonly family: string;
  readonly ranked: readonly RankedCandidate[];
  /** Whether several options share the top score: then none of them is the winner. */
  readonly tie: boolean;
  /** The unanswered dimension that could change who leads in the most ways; null where none alone could. */
  readonly ask: string | null;
  readonly counterfactuals: readonly Counterfactual[];
  /** The options with the top score: one where there is a winner, several in a tie, none where all are excluded. */
  readonly leaders: readonly string[];
  /** All unanswered dimensions that alone could change who leads, the most consequential first. */
  readonly questions: readonly string[];
}
