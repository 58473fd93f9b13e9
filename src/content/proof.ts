// What a course without a problem has been shown to have: an explanation for each wrong answer, a source for each claim. It
// counts; that none is missing is for check.ts to say.
import { spansOf } from './reading-time.ts';
import type { Content } from './schema.ts';

export interface Proof {
  /** Wrong options and wrong numbers, each with an explanation that no other answer of its question has. */
  readonly wrongAnswers: number;
  /** Citations in texts, and sources of everything that names one. */
  readonly citations: number;
}

/** Counts what was checked. An option of an experiment is wrong or right by what is measured: all of them but one count. */
export function proofOf(content: Content): Proof {
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const questions = lessons.flatMap((lesson) => lesson.questions);
  const interviews = content.interviews ?? [];
  const wrong = [
    ...questions.map((question) => {
      if ('options' in question) return question.options.filter(({ correct }) => !correct).length;
      return question.kind === 'number' ? question.traps.length : 0;
    }),
    ...lessons
      .flatMap(({ experiments }) => experiments)
      .flatMap(({ predict, observe }) => [predict, observe])
      .map((asked) => ('options' in asked ? asked.options.length - 1 : 0)),
    ...interviews.map(
      ({ failure, estimates }) =>
        failure.options.filter(({ correct }) => !correct).length + estimates.reduce((sum, { traps }) => sum + traps.length, 0),
    ),
  ];
  const inTexts = lessons.flatMap(({ blocks }) => blocks.flatMap(spansOf)).filter(({ style }) => style === 'source').length;
  return {
    wrongAnswers: wrong.reduce((sum, count) => sum + count, 0),
    citations:
      inTexts +
      sourcesIn([
        content.topics,
        content.decisions,
        content.comparisons,
        content.tensions,
        content.designs,
        interviews,
        content.reasonings,
      ]),
  };
}

/** How many `source` and `sources` a value holds, at any depth; empty ones are none. */
function sourcesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + sourcesIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, each]) => {
    if (key === 'source' && typeof each === 'string') return sum + (each === '' ? 0 : 1);
    if (key === 'sources' && Array.isArray(each)) return sum + each.length;
    return sum + sourcesIn(each);
  }, 0);
}
