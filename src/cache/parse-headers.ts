// Header lines as people type or paste them: `Cache-Control: max-age=60`, a status line first perhaps. Text in, fields or
// problems out.
import type { Problem, Result } from '../lib/problem.ts';
import type { Fields } from './fields.ts';

export interface TypedHeaders {
  readonly headers: Fields;
  /** From a status line `HTTP/1.1 404 Not Found`, or undefined. */
  readonly status: number | undefined;
}

/** Parses lines, one header field each; empty lines are read over. */
export function parseHeaderLines(lines: readonly string[]): Result<TypedHeaders> {
  const headers: (readonly [string, string])[] = [];
  const problems: Problem[] = [];
  let status: number | undefined;
  for (const line of lines.flatMap((text) => text.split(/\r?\n/))) {
    const text = line.trim();
    if (text === '') continue;
    const statusLine = /^HTTP\/[\d.]+ +(\d{3})\b/i.exec(text);
    const [, name, value] = /^([!#$%&'*+.^_`|~\da-z-]+):[ \t]*(.*)$/i.exec(text) ?? [];
    if (statusLine !== null) status = Number(statusLine[1]);
    else if (name === undefined || value === undefined)
      problems.push({ message: `'${text}' is no header field: write 'Name: value', for example 'Cache-Control: max-age=60'` });
    else headers.push([name, value]);
  }
  if (problems.length === 0 && headers.length === 0)
    problems.push({ message: "no header field is given: write one as 'Cache-Control: max-age=60'" });
  return problems.length === 0 ? { ok: true, value: { headers, status } } : { ok: false, problems };
}
