// Finds things in parsed content. Pure: no files, no schema library.
import type { Comparison } from '../compare/schema.ts';
import type { Design, Tension } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Interview, Reasoning } from '../interview/schema.ts';
import type { Question } from '../quiz/schema.ts';
import type { Content, Lesson, Sources, Topic } from './schema.ts';

export interface GlossaryEntry {
  readonly term: string;
  readonly meaning: string;
  readonly source: string;
  readonly lesson: string;
}

export interface Catalog {
  readonly topics: readonly Topic[];
  readonly decisions: readonly RuleBook[];
  readonly comparisons: readonly Comparison[];
  readonly tensions: readonly Tension[];
  readonly designs: readonly Design[];
  /** By level, then by title. */
  readonly interviews: readonly Interview[];
  readonly reasonings: readonly Reasoning[];
  readonly sources: Sources;
  readonly glossary: readonly GlossaryEntry[];
  topic(slug: string): Topic | undefined;
  lesson(slug: string): Lesson | undefined;
  experiment(id: string): { readonly experiment: Experiment; readonly lesson: Lesson } | undefined;
  question(id: string): { readonly question: Question; readonly lesson: Lesson } | undefined;
  decision(family: string): RuleBook | undefined;
  comparison(id: string): Comparison | undefined;
  interview(slug: string): Interview | undefined;
  /** The source behind `id` or `id#section`, as a person cites it: `RFC 6455 section 5.3`. */
  cite(reference: string): { readonly label: string; readonly url: string; readonly checked: string } | undefined;
}

/** When a source was last held against the content, in words. */
export function readOn(checked: string): string {
  return /^\d/.test(checked) ? `read ${checked}` : 'not read again yet';
}

/** The easy ones first; without the rules of languages, which cost time to load. */
function byLevel(interviews: readonly Interview[]): readonly Interview[] {
  return [...interviews].sort((one, other) => one.level - other.level || (one.title < other.title ? -1 : 1));
}

/** Indexes content by slug and id. */
export function createCatalog(content: Content): Catalog {
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const experiments = new Map(
    lessons.flatMap((lesson) => lesson.experiments.map((experiment) => [experiment.id, { experiment, lesson }] as const)),
  );
  const questions = new Map(lessons.flatMap((lesson) => lesson.questions.map((question) => [question.id, { question, lesson }] as const)));
  let glossary: readonly GlossaryEntry[] | undefined;
  return {
    topics: content.topics,
    decisions: content.decisions,
    comparisons: content.comparisons,
    tensions: content.tensions ?? [],
    designs: content.designs ?? [],
    interviews: byLevel(content.interviews ?? []),
    reasonings: content.reasonings ?? [],
    sources: content.sources,
    get glossary() {
      // Comparing as people do loads the rules of languages: not before somebody searches.
      glossary ??= lessons
        .flatMap((lesson) => lesson.glossary.map((entry) => ({ ...entry, lesson: lesson.slug })))
        .sort((one, other) => one.term.localeCompare(other.term));
      return glossary;
    },
    topic: (slug) => content.topics.find((topic) => topic.slug === slug),
    lesson: (slug) => lessons.find((lesson) => lesson.slug === slug),
    experiment: (id) => experiments.get(id),
    question: (id) => questions.get(id),
    decision: (family) => content.decisions.find((book) => book.family === family),
    comparison: (id) => content.comparisons.find((comparison) => comparison.id === id),
    interview: (slug) => content.interviews?.find((interview) => interview.slug === slug),
    cite(reference) {
      const [id = '', section = ''] = reference.split('#');
      const source = content.sources[id];
      if (source === undefined) return undefined;
      const label = section === '' ? source.title : `${source.title} section ${section}`;
      return { label, url: source.url, checked: source.checked };
    },
  };
}
