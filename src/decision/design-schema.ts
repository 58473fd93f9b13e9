// A design: one product's requirements for several families at once, and what the choices of one family mean for another's.
import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9.-]+$/);
const oneOrMore = z.union([slug, z.array(slug).min(1)]);

/** decisions/tensions.yaml: pairs of choices that do not go together, or only at a price. */
export const tensionsSchema = z.strictObject({
  tensions: z.array(
    z.strictObject({
      id: slug,
      when: z.record(slug, oneOrMore).describe('Family to the option (or options) chosen there; all named must be chosen'),
      given: z.record(slug, z.record(slug, oneOrMore)).optional().describe('Family, dimension, value: what must be required besides'),
      severity: z.enum(['breaks', 'costs']).describe('Whether the choices can not be had together, or only at a price'),
      because: z.string().describe('One sentence that a reviewer would accept'),
      cure: z.string().describe('What to do about it, one sentence'),
      source: z.string(),
    }),
  ),
});

/** designs/<slug>.yaml */
export const designSchema = z.strictObject({
  title: z.string(),
  story: z.string(),
  requirements: z.record(slug, z.record(slug, slug)).describe('Family, dimension, value'),
  accepts: z.record(slug, z.array(slug).min(1)).describe('By family, the options that may win; the first is expected on top'),
  conflicts: z.array(slug).default([]).describe('The tensions that these choices run into'),
  source: z.string(),
});

export type Tension = z.infer<typeof tensionsSchema>['tensions'][number];
export interface Design extends z.infer<typeof designSchema> {
  readonly slug: string;
}
