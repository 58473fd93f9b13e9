// Finds things in parsed content. Pure: no files, no schema library.
import type { Comparison } from '../compare/schema.ts';
import type { Design, Tension } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Interview, Reasoning } from '../interview/schema.ts';
import { INTERVIEW_LINES } from '../progress/event.ts';
import { experimentCard, interviewCard, interviewVersion, questionCard } from '../progress/reviews.ts';
import type { Question } from '../quiz/schema.ts';
import type { Outcome } from '../review/card.ts';
import type { Askable } from '../review/deck.ts';
import { type Ask, askInterview, askPrediction, predictionVersion, questionVersion } from './asks.ts';
import type { Content, Lesson, Sources, Topic } from './schema.ts';

export type { Ask } from './asks.ts';

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
  /** Everything that a card can be of; fresh are the questions of the lessons that were read. */
  askables(lessonsRead: ReadonlySet<string>): readonly Askable[];
  /** What a card asks; undefined when its content is gone, or when it needs what a run decided and nobody knows that. */
  ask(card: string, outcome?: Outcome): Ask | undefined;
  /** Of what is right about a quiz question or an experiment's prediction; undefined when it is not there. */
  versionOf(card: string): string | undefined;
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

/** What stands for the topic of mock interviews, which cross topics. */
export const INTERVIEWS = 'interviews';

/** `interview:live-scores/fails` in its pieces. */
function partsOf(card: string): { readonly kind: string; readonly id: string; readonly line: string } {
  const [, kind = '', id = '', line = ''] = /^(\w+):([^/]*)(?:\/(.*))?$/.exec(card) ?? [];
  return { kind, id, line };
}

/** Sources by id as lines of Markdown: title, URL, and when it was read. */
export function sourceLine(sources: Sources): (id: string) => string | undefined {
  return (id) => {
    const source = Object.hasOwn(sources, id) ? sources[id] : undefined;
    return source === undefined ? undefined : `${source.title}, <${source.url}>, ${readOn(source.checked)}`;
  };
}

/** Indexes content by slug and id. */
export function createCatalog(content: Content): Catalog {
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const experiments = new Map(
    lessons.flatMap((lesson) => lesson.experiments.map((experiment) => [experiment.id, { experiment, lesson }] as const)),
  );
  const questions = new Map(lessons.flatMap((lesson) => lesson.questions.map((question) => [question.id, { question, lesson }] as const)));
  let glossary: readonly GlossaryEntry[] | undefined;
  const versions = new Map<string, string | undefined>();
  function versionOf(card: string): string | undefined {
    if (!versions.has(card)) versions.set(card, workOutVersion(card));
    return versions.get(card);
  }
  function workOutVersion(card: string): string | undefined {
    const { kind, id } = partsOf(card);
    const question = kind === 'question' ? questions.get(id)?.question : undefined;
    const experiment = kind === 'experiment' ? experiments.get(id)?.experiment : undefined;
    const interview = kind === 'interview' ? content.interviews?.find(({ slug }) => slug === id) : undefined;
    if (question !== undefined) return questionVersion(question);
    return experiment !== undefined ? predictionVersion(experiment) : interview && interviewVersion(interview.version);
  }
  /** Versions are worked out for what is looked at: most cards of a course were never asked. */
  const askable = (card: string, topic: string, lesson: string, fresh: boolean): Askable => ({
    card,
    topic,
    lesson,
    fresh,
    get version() {
      return versionOf(card) ?? '';
    },
  });
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
    askables: (lessonsRead) => [
      ...lessons.flatMap(({ slug, topic, questions: asked, experiments: run }) => [
        ...asked.map((question) => askable(questionCard(question.id), topic, slug, lessonsRead.has(slug))),
        ...run.map(({ id }) => askable(experimentCard(id), topic, slug, false)),
      ]),
      ...(content.interviews ?? []).flatMap(({ slug }) =>
        INTERVIEW_LINES.map((line) => askable(interviewCard(slug, line), INTERVIEWS, slug, false)),
      ),
    ],
    ask(card, outcome) {
      const { kind, id, line } = partsOf(card);
      if (kind === 'question') {
        const found = questions.get(id);
        return found && { card, title: found.lesson.title, above: '', question: found.question };
      }
      const experiment = kind === 'experiment' ? experiments.get(id)?.experiment : undefined;
      if (experiment !== undefined) return outcome && askPrediction(card, experiment, outcome);
      const interview = kind === 'interview' ? content.interviews?.find(({ slug }) => slug === id) : undefined;
      return interview && askInterview(card, interview, line, content.decisions);
    },
    versionOf,
    cite(reference) {
      const [id = '', section = ''] = reference.split('#');
      const source = content.sources[id];
      if (source === undefined) return undefined;
      const label = section === '' ? source.title : `${source.title} section ${section}`;
      return { label, url: source.url, checked: source.checked };
    },
  };
}
