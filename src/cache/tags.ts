// Tags that an origin puts on responses so that a CDN can later remove all that have one: not in any RFC, but under two names
// at several CDNs. Cache-Tag is a list with commas (Cloudflare, Akamai), Surrogate-Key one with spaces (Fastly).
import { type Fields, linesOf, membersOf } from './fields.ts';

export const TAG_FIELDS = ['Cache-Tag', 'Surrogate-Key'];

/** The tags of a response, each once, as they are written. */
export function tagsOf(headers: Fields): readonly string[] {
  const listed = linesOf(headers, 'Cache-Tag').flatMap(membersOf);
  const spaced = linesOf(headers, 'Surrogate-Key').flatMap((line) => line.split(/\s+/));
  return [...new Set([...listed, ...spaced])].filter((tag) => tag !== '');
}
