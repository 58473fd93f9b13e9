// The part of Structured Fields (RFC 9651) that targeted cache control needs (RFC 9213 section 2.1): a Dictionary whose
// members are integers, decimals, strings, tokens or booleans; parameters are read over. Anything else is no such field.
import type { Directive, Directives } from './directives.ts';
import { membersOf } from './fields.ts';

/** Parses a targeted field such as CDN-Cache-Control; undefined where it is empty or broken: then it counts as absent. */
export function parseTargeted(lines: readonly string[]): Directives | undefined {
  let rest = lines.join(', ').replace(/^ +/, '');
  const members = new Map<string, Directive>();
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) rest = rest.slice(found.length);
    return found;
  };
  /** An item without its parameters, as text; undefined where there is none to be read. */
  const item = (): string | undefined => {
    const string = take(/^"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/);
    if (string !== undefined) return string.slice(1, -1).replace(/\\(.)/g, '$1');
    return (
      take(/^-?\d{1,12}\.\d{1,3}(?![\d.])/) ??
      take(/^-?\d{1,15}(?![\d.])/) ??
      take(/^[A-Za-z*][!#$%&'*+.^_`|~\dA-Za-z:/-]*/) ??
      take(/^\?[01]/)
    );
  };
  while (rest !== '') {
    const name = take(/^[a-z*][a-z\d_.*-]*/);
    if (name === undefined) return undefined;
    let value: string | undefined;
    if (take(/^=/) !== undefined) {
      value = item();
      if (value === undefined) return undefined;
    }
    while (take(/^; */) !== undefined) {
      if (take(/^[a-z*][a-z\d_.*-]*/) === undefined) return undefined;
      if (take(/^=/) !== undefined && item() === undefined) return undefined;
    }
    // Of members with one name the last one counts (RFC 9651 section 4.2.2): not as in Cache-Control. `?0` is as if absent.
    members.delete(name);
    if (value !== '?0')
      members.set(name, { name, value: value === '?1' ? undefined : value, text: value === undefined ? name : `${name}=${value}` });
    if (take(/^[ \t]*/) !== undefined && rest === '') break;
    if (take(/^,[ \t]*/) === undefined || rest === '') return undefined;
  }
  return members.size === 0 ? undefined : { list: [...members.values()], problems: [] };
}

/**
 * Surrogate-Control (Edge Architecture Specification 1.0, 2001), the forerunner of CDN-Cache-Control: directives as in
 * Cache-Control, each perhaps for one device only: `max-age=60;name`. Those for somebody else are left out.
 */
export function parseSurrogate(
  lines: readonly string[],
  device: string,
  parse: (lines: readonly string[]) => Directives,
): Directives | undefined {
  const ours = membersOf(lines.join(', ')).flatMap((member) => {
    const [directive = '', target] = member.split(';').map((part) => part.trim());
    // `max-age=60+30`: fresh for 60 seconds, then stale for 30 more at most.
    return target === undefined || target === device ? [directive.replace(/^(max-age=\d+)\+\d+$/i, '$1')] : [];
  });
  const parsed = parse(ours);
  return parsed.list.length === 0 ? undefined : parsed;
}
