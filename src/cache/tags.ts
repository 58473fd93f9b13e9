// Tags that an origin puts on responses so that a CDN can later remove all that have one: not in any RFC, but under other names
// at several CDNs. Cache-Tag and Akamai's Edge-Cache-Tag are lists with commas, Fastly's Surrogate-Key is one with spaces.
import { type Fields, linesOf, membersOf } from './fields.ts';

export const TAG_FIELDS = ['Cache-Tag', 'Edge-Cache-Tag', 'Surrogate-Key'];

/** The tags of a response, each once, as they are written. */
export function tagsOf(headers: Fields): readonly string[] {
  const listed = ['Cache-Tag', 'Edge-Cache-Tag'].flatMap((name) => linesOf(headers, name)).flatMap(membersOf);
  const spaced = linesOf(headers, 'Surrogate-Key').flatMap((line) => line.split(/\s+/));
  return [...new Set([...listed, ...spaced])].filter((tag) => tag !== '');
}
