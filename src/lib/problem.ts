/** An expected failure as a value: one sentence for the person who must act. */
export interface Problem {
  /** What is wrong and what to do, one sentence without a full stop at the end of the path. */
  readonly message: string;
  /** Where: a file path, a flag, a lab and step. */
  readonly where?: string;
  /** Line in that file, counted from 1. */
  readonly line?: number;
}

/** A value, or the problems that kept it from being one. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** `file:line: message`, the form that editors and people follow. */
export function describeProblem(problem: Problem): string {
  const place = problem.where === undefined ? '' : problem.line === undefined ? `${problem.where}: ` : `${problem.where}:${problem.line}: `;
  return `${place}${problem.message}`;
}
