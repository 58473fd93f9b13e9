// The shape of topics, lessons and sources. Experiments, quizzes and decisions have theirs beside the engines that use
// them. Authors read docs/adding-a-lesson.md; the descriptions here end up in error messages.
import { z } from 'zod';
import type { Comparison } from '../compare/schema.ts';
import type { Design, Tension } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Interview, Reasoning } from '../interview/schema.ts';
import type { Question } from '../quiz/schema.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write the date as 2026-11-24');

/** What stands for a check date while nobody has held the content against the source: the reader is told. */
export const UNCHECKED = 'not yet';

/** content/sources.yaml: every authority that content may cite, `id` or `id#section`. */
export const sourcesSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/),
  z.strictObject({
    title: z.string(),
    url: z.url(),
    checked: z.union([z.literal(UNCHECKED), date]).describe('When somebody last held this content against it'),
  }),
);

export const topicSchema = z.strictObject({
  title: z.string(),
  summary: z.string().describe('What one can defend after it, one sentence'),
  status: z.enum(['ready', 'growing', 'planned']),
  planned: z.string().default('').describe('What is not there yet, plainly; shown to the learner'),
});

/** Front matter of lesson.md. */
export const lessonSchema = z.strictObject({
  title: z.string(),
  summary: z.string(),
  minutes: z.number().positive().max(5, 'a lesson takes five minutes at most: split it'),
  lab: z.string().optional(),
  decision: z.string().optional().describe('Family of the decision quiz that it leads to'),
  myths: z.array(z.strictObject({ claim: z.string(), truth: z.string(), source: z.string() })).default([]),
  glossary: z.array(z.strictObject({ term: z.string(), meaning: z.string(), source: z.string() })).default([]),
});

/** A run of text with one style. `source` is a citation, shown as a small mark. */
export interface Span {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'emphasis' | 'code' | 'source' | 'link';
}
export type TokenStyle = 'plain' | 'keyword' | 'string' | 'comment' | 'number' | 'function' | 'property' | 'meta';

/** Markdown, parsed at build time: the run-time bundle holds no Markdown parser and no highlighter. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'note'; readonly spans: readonly Span[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Span[])[]; readonly rows: readonly (readonly (readonly Span[])[])[] }
  | { readonly kind: 'diagram'; readonly lines: readonly string[] }
  | {
      readonly kind: 'code';
      readonly language: string;
      /** Where the code stands in the lesson's samples/, empty for a fragment written in place. */
      readonly sample: string;
      readonly lines: readonly (readonly { readonly text: string; readonly style: TokenStyle }[])[];
    };

export type Sources = z.infer<typeof sourcesSchema>;
export interface Lesson extends z.infer<typeof lessonSchema> {
  readonly slug: string;
  readonly topic: string;
  readonly blocks: readonly Block[];
  readonly experiments: readonly Experiment[];
  readonly questions: readonly Question[];
}
export interface Topic extends z.infer<typeof topicSchema> {
  readonly slug: string;
  readonly lessons: readonly Lesson[];
}

/** Everything under content/, parsed: the JSON that the build ships. */
export interface Content {
  readonly sources: Sources;
  readonly topics: readonly Topic[];
  readonly decisions: readonly RuleBook[];
  readonly comparisons: readonly Comparison[];
  /** What choices of different families mean for each other, and the products that they are tried on. */
  readonly tensions?: readonly Tension[];
  readonly designs?: readonly Design[];
  /** Mock interviews, and the wrong reasonings that they catch by name. */
  readonly interviews?: readonly Interview[];
  readonly reasonings?: readonly Reasoning[];
}
