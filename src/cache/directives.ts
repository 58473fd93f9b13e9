// Cache-Control as data (RFC 9111 section 5.2). Both token and quoted form of an argument are taken, whatever a directive
// defines; of duplicates the first counts (section 4.2.1); unknown directives are kept and mean nothing. What is wrong is
// said. Knows no meaning of a directive.
import { membersOf } from './fields.ts';

export interface Directive {
  /** Lower case. */
  readonly name: string;
  /** Its argument without quotes; undefined where it has none. */
  readonly value: string | undefined;
  /** As it was written. */
  readonly text: string;
}

export interface Directives {
  readonly list: readonly Directive[];
  /** What a reader should know about how it was written, one sentence each. */
  readonly problems: readonly string[];
}

/** The largest number of seconds that we count to (RFC 9111 section 1.2.2). */
export const LONGEST = 2147483648;

export const NO_DIRECTIVES: Directives = { list: [], problems: [] };

/** Parses the lines of a Cache-Control field. Never fails: what cannot be read is a problem of its own. */
export function parseDirectives(lines: readonly string[]): Directives {
  const list: Directive[] = [];
  const problems: string[] = [];
  for (const text of membersOf(lines.join(', '))) {
    const equals = text.indexOf('=');
    const written = equals === -1 ? text : text.slice(0, equals);
    const name = written.trim().toLowerCase();
    const argument = equals === -1 ? undefined : text.slice(equals + 1);
    if (!/^[!#$%&'*+.^_`|~\da-z-]+$/.test(name)) {
      problems.push(`"${text}" is no directive: a name, and perhaps = and a value`);
      continue;
    }
    if (written !== written.trimEnd() || (argument !== undefined && argument !== argument.trimStart())) {
      problems.push(`"${text}" has a space beside its =, which the grammar does not allow`);
      list.push({ name, value: argument === undefined ? undefined : ` ${argument}`, text });
      continue;
    }
    if (list.some((known) => known.name === name)) problems.push(`${name} is given more than once: the first counts`);
    list.push({ name, value: argument === undefined ? undefined : unquote(argument), text });
  }
  return { list, problems };
}

function unquote(argument: string): string {
  return argument.length > 1 && argument.startsWith('"') && argument.endsWith('"')
    ? argument.slice(1, -1).replace(/\\(.)/g, '$1')
    : argument;
}

export function hasDirective({ list }: Directives, name: string): boolean {
  return list.some((directive) => directive.name === name);
}

/**
 * The seconds of a directive: undefined where it is not there, `invalid` where its value is no non-negative integer (a cache
 * is encouraged to take such a response for stale, RFC 9111 section 4.2.1).
 */
export function secondsOf({ list }: Directives, name: string): number | 'invalid' | undefined {
  const directive = list.find((each) => each.name === name);
  if (directive === undefined) return undefined;
  return /^\d+$/.test(directive.value ?? '') ? Math.min(Number(directive.value), LONGEST) : 'invalid';
}

/** The seconds of a directive that permits something: 0 where it is not there or cannot be read. */
export function permittedSeconds(directives: Directives, name: string): number {
  const seconds = secondsOf(directives, name);
  return typeof seconds === 'number' ? seconds : 0;
}

/** The field names in the argument of a qualified `no-cache` or `private`; empty where it stands alone or is not there. */
export function fieldNamesOf({ list }: Directives, name: string): readonly string[] {
  return list.filter((directive) => directive.name === name).flatMap(({ value }) => (value === undefined ? [] : membersOf(value)));
}

/** Whether it is there without an argument: then it is about the whole response. */
export function isUnqualified({ list }: Directives, name: string): boolean {
  return list.some((directive) => directive.name === name && (directive.value === undefined || membersOf(directive.value).length === 0));
}
