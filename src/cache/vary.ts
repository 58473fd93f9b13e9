// Which request a stored response may answer: the key, and Vary (RFC 9111 section 4.1).
import type { CacheRequest, CacheResponse, Decision, Stored } from './cache.ts';
import { type Fields, fieldOf, linesOf, membersOf } from './fields.ts';

/** The names that a response varies on, lower case, sorted; `*` where nothing but the origin knows. */
export function varyOf({ headers }: CacheResponse): readonly string[] | '*' {
  const names = membersOf(linesOf(headers, 'Vary').join(', ')).map((name) => name.toLowerCase());
  return names.includes('*') ? '*' : [...new Set(names)].sort();
}

/** Whether a stored response was chosen by what this request says too. */
export function matchesVary(stored: Stored, request: CacheRequest): Decision<'match' | 'no match'> {
  const names = varyOf(stored.response);
  if (names === '*') return { decision: 'no match', because: 'Vary: * matches no other request', source: 'rfc9111#4.1' };
  const other = names.find((name) => !selectsTheSame(name, stored, request.headers));
  if (other !== undefined)
    return { decision: 'no match', because: `it was chosen by another ${other} (Vary: ${names.join(', ')})`, source: 'rfc9111#4.1' };
  const because = names.length === 0 ? 'it does not vary' : `the request says the same in ${names.join(', ')}`;
  return { decision: 'match', because, source: 'rfc9111#4.1' };
}

function selectsTheSame(name: string, stored: Stored, headers: Fields): boolean {
  const [before, now] = [normalise(name, stored.request.headers), normalise(name, headers)];
  if (before === now) return true;
  // The language this request wants most is the one that is stored: any choice by preference gives it again.
  if (name !== 'accept-language' || now === undefined) return false;
  const language = fieldOf(stored.response.headers, 'Content-Language')?.trim().toLowerCase();
  const [first, second] = rank(now);
  return language !== undefined && first?.range === language && first.weight > (second?.weight ?? 0);
}

/** What a field selects, so that values which mean the same are the same: lines joined, spaces gone, languages in one order. */
function normalise(name: string, headers: Fields): string | undefined {
  const value = fieldOf(headers, name);
  if (value === undefined) return undefined;
  const members = membersOf(value).map((member) => member.replace(/[ \t]*([;=])[ \t]*/g, '$1'));
  // The order of language ranges of one weight is nothing that can be relied upon (RFC 9110 section 12.5.4).
  return (name === 'accept-language' ? members.map((member) => member.toLowerCase()).sort() : members).join(',');
}

function rank(value: string) {
  return membersOf(value)
    .map((member) => {
      const [range = '', ...parameters] = member.split(';');
      const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return { range, weight };
    })
    .sort((one, other) => other.weight - one.weight);
}

/** What in this request selects among stored responses, as text: requests with the same would get the same of them. */
export function selectionOf(stored: readonly Stored[], { headers }: CacheRequest): string {
  const names = new Set(stored.flatMap(({ response }) => varyOf(response)));
  return [...names].map((name) => `${name}: ${normalise(name, headers) ?? ''}`).join('\n');
}
