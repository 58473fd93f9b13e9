// Reads named values against a rule book: a typo is said, never ignored.
import type { Problem, Result } from '../lib/problem.ts';
import type { Requirements, RuleBook } from './schema.ts';

/** Checks that each dimension and value is the book's. */
export function parseRequirements(book: RuleBook, values: Readonly<Record<string, unknown>>): Result<Requirements> {
  const problems: Problem[] = [];
  const result: Record<string, string> = {};
  for (const [id, value] of Object.entries(values)) {
    const dimension = book.dimensions.find((known) => known.id === id);
    if (dimension === undefined) {
      problems.push({
        message: `${book.family} has no dimension '${id}'; there are ${book.dimensions.map((known) => known.id).join(', ')}`,
      });
    } else if (!dimension.values.some((known) => known.id === value)) {
      problems.push({ message: `${id} takes ${dimension.values.map((known) => known.id).join(', ')}, not '${String(value)}'` });
    } else {
      result[id] = value as string;
    }
  }
  return problems.length === 0 ? { ok: true, value: result } : { ok: false, problems };
}
