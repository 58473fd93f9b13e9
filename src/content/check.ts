// Everything that is wrong with a content folder: its shapes, from parse.ts, and its cross references, from the check-*.ts
// files. Each problem says file, line, what is wrong and how to mend it. Nothing here knows a lab by name.

import { describeProblem, type Problem } from '../lib/problem.ts';
import { checkComparisons } from './check-comparisons.ts';
import { checkDecisions } from './check-decisions.ts';
import { checkDesigns } from './check-designs.ts';
import { checkExperiments } from './check-experiments.ts';
import { checkInterviews } from './check-interviews.ts';
import { checkLessons } from './check-lessons.ts';
import { checkQuizzes } from './check-quizzes.ts';
import type { Known } from './known.ts';
import { type ParsedContent, parseFiles } from './parse.ts';
import { readContentFolder } from './read.ts';
import { createReport } from './report.ts';
import { UNCHECKED } from './schema.ts';

export interface Checked {
  /** By file, then by line. */
  readonly problems: readonly Problem[];
  /** How much was looked at; keys are plural nouns. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Reads and checks a folder; problems name files as somebody in the current folder would. */
export async function checkFolder(folder: string, known: Known): Promise<Checked> {
  const { files, problems: unread } = await readContentFolder(folder);
  const { problems, counts } = checkFiles(files, known);
  const base = folder.replaceAll('\\', '/').replace(/\/+$/, '');
  const place = (problem: Problem): Problem =>
    base === '.' || problem.where === undefined ? problem : { ...problem, where: `${base}/${problem.where}` };
  if (files.size === 0 && unread.length === 0) {
    const message = 'this folder holds no content: a first lesson would be topics/01-my-topic/01-my-lesson/lesson.md';
    return { problems: [{ message, where: folder }], counts };
  }
  const inFiles = unread.map((problem) => (problem.where === folder ? problem : place(problem)));
  return { problems: inOrder([...inFiles, ...problems.map(place)]), counts };
}

/** Checks the texts of a content folder, by path. */
export function checkFiles(files: ReadonlyMap<string, string>, known: Known): Checked {
  const parsed = parseFiles(files);
  const report = createReport(parsed);
  checkLessons(parsed, known, report);
  checkExperiments(parsed, known, report);
  checkQuizzes(parsed, known, report);
  checkDecisions(parsed, report);
  checkComparisons(parsed, known, report);
  checkDesigns(parsed, report);
  checkInterviews(parsed, known, report);
  const left = placeholders(files);
  // What else is wrong with a placeholder goes away with it.
  const isLeft = ({ where, line }: Problem) => left.some((other) => other.where === where && other.line === line);
  const others = [...parsed.problems, ...report.problems].filter((problem) => !isLeft(problem));
  return { problems: inOrder([...left, ...others]), counts: count(parsed) };
}

/** What `npm run new:lesson` left for the author to write. */
function placeholders(files: ReadonlyMap<string, string>): readonly Problem[] {
  return [...files].flatMap(([where, text]) =>
    text.split('\n').flatMap((line, index) => {
      const [, wanted] = /\bFILL IN: ([^"]+)/.exec(line) ?? [];
      return wanted === undefined ? [] : [{ message: `still to fill in: ${wanted.trim()}`, where, line: index + 1 }];
    }),
  );
}

/** By file and line, each once. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const once = new Map(problems.map((problem) => [describeProblem(problem), problem]));
  return [...once.values()].sort((one, other) => (one.where ?? '').localeCompare(other.where ?? '') || (one.line ?? 0) - (other.line ?? 0));
}

function count({ content }: ParsedContent): Checked['counts'] {
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const unchecked = Object.values(content.sources).filter(({ checked }) => checked === UNCHECKED).length;
  return {
    topics: content.topics.length,
    lessons: lessons.length,
    experiments: total(lessons.map((lesson) => lesson.experiments.length)),
    questions: total(lessons.map((lesson) => lesson.questions.length)),
    decisions: content.decisions.length,
    comparisons: content.comparisons.length,
    ...(content.designs === undefined || content.designs.length === 0 ? {} : { designs: content.designs.length }),
    ...(content.interviews === undefined || content.interviews.length === 0 ? {} : { interviews: content.interviews.length }),
    sources: Object.keys(content.sources).length,
    ...(unchecked === 0 ? {} : { 'sources not read again yet': unchecked }),
  };
}
