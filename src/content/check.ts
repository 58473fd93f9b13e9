// Everything that is wrong with a content folder: its shapes, from parse.ts, and its cross references, from the check-*.ts
// files. Each problem says file, line, what is wrong and how to mend it. Nothing here knows a lab by name.

import { describeProblem, type Problem, type Result } from '../lib/problem.ts';
import { checkComparisons } from './check-comparisons.ts';
import { checkDecisions } from './check-decisions.ts';
import { checkDesigns } from './check-designs.ts';
import { checkExperiments } from './check-experiments.ts';
import { checkInterviews } from './check-interviews.ts';
import { checkLessons } from './check-lessons.ts';
import { checkQuizzes } from './check-quizzes.ts';
import type { Known } from './known.ts';
import { layContent } from './overlay.ts';
import { type ParsedContent, parseFiles } from './parse.ts';
import { readContentFolder } from './read.ts';
import { createReport } from './report.ts';
import { type Content, UNCHECKED } from './schema.ts';

export interface Checked {
  /** By file, then by line. */
  readonly problems: readonly Problem[];
  /** How much was looked at; keys are plural nouns. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What is known to content, for files that are being read: some of it costs time to find out. */
export type Knowing = Known | ((files: ReadonlyMap<string, string>) => Promise<Known>);

/** Reads and checks a folder, by itself or over a course; problems name files as somebody in the current folder would. */
export async function checkFolder(folder: string, knowing: Knowing, base?: Content): Promise<Checked> {
  const { checked } = await inspectFolder(folder, knowing, base);
  return checked;
}

/** Reads a folder and lays it over a course, or says everything that is wrong with it. */
export async function readOwnContent(folder: string, knowing: Knowing, base: Content): Promise<Result<Content>> {
  const { parsed, checked } = await inspectFolder(folder, knowing, base);
  if (checked.problems.length > 0) return { ok: false, problems: checked.problems };
  return { ok: true, value: layContent(base, parsed.content, parsed.places.folderOf) };
}

async function inspectFolder(folder: string, knowing: Knowing, base: Content | undefined) {
  const { files, problems: unread } = await readContentFolder(folder);
  const known = typeof knowing === 'function' ? await knowing(files) : knowing;
  const { parsed, problems, counts } = inspect(files, known, base);
  const prefix = folder.replaceAll('\\', '/').replace(/\/+$/, '');
  const place = (problem: Problem): Problem =>
    prefix === '.' || problem.where === undefined ? problem : { ...problem, where: `${prefix}/${problem.where}` };
  if (files.size === 0 && unread.length === 0) {
    const message = 'this folder holds no content: a first lesson would be topics/01-my-topic/01-my-lesson/lesson.md';
    return { parsed, checked: { problems: [{ message, where: folder }], counts } };
  }
  const inFiles = unread.map((problem) => (problem.where === folder ? problem : place(problem)));
  return { parsed, checked: { problems: inOrder([...inFiles, ...problems.map(place)]), counts } };
}

/** Checks the texts of a content folder, by path. */
export function checkFiles(files: ReadonlyMap<string, string>, known: Known, base?: Content): Checked {
  const { problems, counts } = inspect(files, known, base);
  return { problems, counts };
}

function inspect(files: ReadonlyMap<string, string>, known: Known, base: Content | undefined) {
  const parsed = parseFiles(files, base);
  const report = createReport(parsed);
  checkLessons(parsed, known, report);
  checkExperiments(parsed, known, report);
  checkQuizzes(parsed, known, report);
  checkComparisons(parsed, known, report);
  // Working out every scenario takes its time, and what nobody touched has not changed.
  if (base === undefined || [...files.keys()].some((where) => /^(decisions|designs|interviews)\/|^reasonings/.test(where))) {
    checkDecisions(parsed, report);
    checkDesigns(parsed, report);
    checkInterviews(parsed, known, report);
  }
  const left = placeholders(files);
  // What else is wrong with a placeholder goes away with it.
  const isLeft = ({ where, line }: Problem) => left.some((other) => other.where === where && other.line === line);
  const others = [...parsed.problems, ...report.problems].filter((problem) => !isLeft(problem));
  return { parsed, problems: inOrder([...left, ...others]), counts: count(parsed) };
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

function count({ content, own }: ParsedContent): Checked['counts'] {
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const unchecked = Object.values(own.sources).filter(({ checked }) => checked === UNCHECKED).length;
  return {
    topics: content.topics.length,
    lessons: lessons.length,
    experiments: total(lessons.map((lesson) => lesson.experiments.length)),
    questions: total(lessons.map((lesson) => lesson.questions.length)),
    decisions: own.decisions,
    comparisons: content.comparisons.length,
    ...(own.designs === 0 ? {} : { designs: own.designs }),
    ...(own.interviews === 0 ? {} : { interviews: own.interviews }),
    sources: Object.keys(own.sources).length,
    ...(unchecked === 0 ? {} : { 'sources not read again yet': unchecked }),
  };
}
