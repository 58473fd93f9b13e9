// Whether each of several answers has an explanation of its own. Shared by the checks of quizzes, experiments and interviews.
import type { Report } from './report.ts';

/** Explanations that differ in case, spaces and punctuation alone are the same. */
const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Reports, at its place, each answer without a `why` and each `why` that another answer of the same question has; `missing` says what is wanted. */
export function checkExplained(
  answers: readonly { readonly why: string }[],
  { where, path, missing }: { readonly where: string; readonly path: readonly PropertyKey[]; readonly missing: (index: number) => string },
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { why }] of answers.entries()) {
    const words = bare(why);
    if (words === '') report.at(where, [...path, index], missing(index));
    else if (seen.has(words)) report.at(where, [...path, index], 'two options share one `why`: explain each by itself');
    seen.add(words);
  }
}
