// Collects the problems of parsed content, each at its line. Shared by the check-*.ts files.
import type { Problem } from '../lib/problem.ts';
import type { ParsedContent } from './parse.ts';

export interface Report {
  readonly problems: readonly Problem[];
  /** A problem at a place of a YAML file (or of a lesson's front matter). */
  at(where: string, path: readonly PropertyKey[], message: string): void;
  /** A problem at a line of a file, or of a file as a whole. */
  on(where: string, line: number | undefined, message: string): void;
  /** Demands that `id` or `id#section` is one of sources.yaml. */
  source(reference: string, where: string, path: readonly PropertyKey[]): void;
  /** What is wrong with a citation, if anything is. */
  sourceProblem(reference: string): string | undefined;
  /** Whether this file is one of those that are checked, rather than of the course beneath. */
  isOwn(where: string): boolean;
  /** Whether a file of this kind could not be parsed, so that what it names is not known to be missing. */
  isBroken(file: RegExp): boolean;
}

/** A report on this content. */
export function createReport({ content, places, problems: shapes }: ParsedContent): Report {
  const isBroken = (file: RegExp) => shapes.some(({ where = '' }) => file.test(where));
  const sourcesAreKnown = !isBroken(/^sources\.yaml$/);
  const problems: Problem[] = [];
  const at: Report['at'] = (where, path, message) => {
    if (places.isOwn(where, path)) problems.push({ message, where, line: places.lineOf(where, path) });
    // Own rules can make wrong what the course beneath says: that is told of the folder in which they stand.
    else problems.push({ message: `with these, ${where} of the course is no longer right: ${message}`, where: 'decisions' });
  };
  const sourceProblem: Report['sourceProblem'] = (reference) => {
    const [id = '', section] = reference.split('#');
    if (reference.trim() === '') return 'a claim needs a source: write `id#section` of sources.yaml';
    if (sourcesAreKnown && !Object.hasOwn(content.sources, id))
      return `there is no source '${id}'${suggestion(id, Object.keys(content.sources))}: add it to sources.yaml with title, url and checked`;
    return section === '' ? `'${reference}' names no section after the #: write the section, or leave the # out` : undefined;
  };
  return {
    problems,
    at,
    isBroken,
    isOwn: (where) => places.isOwn(where, []),
    sourceProblem,
    on: (where, line, message) => problems.push(line === undefined ? { message, where } : { message, where, line }),
    source(reference, where, path) {
      const message = sourceProblem(reference);
      if (message !== undefined) at(where, path, message);
    },
  };
}

/** ` (is 'x' meant?)` for a slip of the pen; nothing where no name is near. */
export function suggestion(name: string, names: readonly string[]): string {
  const near = names
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance)[0];
  return near !== undefined && near.distance <= Math.max(1, Math.floor(name.length / 3)) ? ` (is '${near.candidate}' meant?)` : '';
}

/** The nearest of these names as a question, or all of them: for short lists. */
export function nearestOrAll(name: string, names: readonly string[], verb = 'there are'): string {
  return suggestion(name, names) || `; ${verb} ${names.join(', ')}`;
}

/** Levenshtein's distance: insertions, deletions and replacements between two words. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
