// The shape of every kind of content file: what parse.ts holds them to, and what the build publishes as JSON Schemas for
// editors. Loads the schema library.
import { z } from 'zod';
import { comparisonSchema } from '../compare/schema.ts';
import { designSchema, tensionsSchema } from '../decision/design-schema.ts';
import { candidatesSchema, requirementsSchema, rulesSchema, scenariosSchema } from '../decision/schema.ts';
import { experimentSchema } from '../experiment/schema.ts';
import { interviewSchema, reasoningsSchema } from '../interview/schema.ts';
import { questionSchema } from '../quiz/schema.ts';
import { lessonSchema, sourcesSchema, topicSchema } from './schema.ts';
import type { ShapeName } from './shape-names.ts';

export const SHAPES = {
  sources: sourcesSchema,
  topic: topicSchema,
  lesson: lessonSchema,
  quiz: z.strictObject({ questions: z.array(questionSchema).min(1) }),
  experiment: z.strictObject({ experiments: z.array(experimentSchema).min(1) }),
  requirements: requirementsSchema,
  candidates: candidatesSchema,
  rules: rulesSchema,
  scenarios: scenariosSchema,
  tensions: tensionsSchema,
  design: designSchema,
  comparison: comparisonSchema,
  interview: interviewSchema,
  reasonings: reasoningsSchema,
} as const satisfies Readonly<Record<ShapeName, z.ZodType>>;

/** The JSON Schema of a kind of file, in the draft that YAML editors read. It describes what an author writes, defaults left out. */
export function jsonSchema(name: ShapeName): object {
  const { $schema, ...shape } = z.toJSONSchema(SHAPES[name], { io: 'input', target: 'draft-7' });
  return { $schema, title: `Wirewise: ${name}`, ...shape };
}
