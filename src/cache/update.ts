// What a 304 or the response to HEAD does to a stored response (RFC 9111 sections 3.2, 4.3.4 and 4.3.5).
import type { CacheResponse, Decision, Profile, Stored } from './cache.ts';
import { type Fields, fieldOf, withoutFields } from './fields.ts';
import { fieldsToStore } from './store.ts';
import { matchesStrongly } from './validate.ts';

/** Fields that go with the stored content: what they say of it stays true, whatever a later 304 says. */
const OF_THE_CONTENT = ['Content-Length', 'Content-Encoding', 'Content-Range', 'Content-MD5', 'ETag'];

/** Whether a 304 is about this stored response: the strong validator that it brings, if any, is the stored one's. */
export function isAbout(response: CacheResponse, stored: Stored): boolean {
  const [brought, known] = [fieldOf(response.headers, 'ETag'), fieldOf(stored.response.headers, 'ETag')];
  if (brought === undefined || brought.startsWith('W/')) return true;
  return known !== undefined && matchesStrongly(brought, known);
}

/** The stored response made fresh by a 304: its fields take the place of the stored ones (RFC 9111 section 3.2). */
export function freshen(
  stored: Stored,
  response: CacheResponse,
  times: Pick<Stored, 'requestTime' | 'responseTime'>,
  profile: Profile,
): Stored {
  const news = withoutFields(fieldsToStore(response, times.responseTime, profile), OF_THE_CONTENT);
  const names = [...new Set(news.map(([name]) => name.toLowerCase()))];
  // Age is of the old response and not of the one that was just received.
  const kept: Fields = withoutFields(stored.response.headers, [...names, 'Age']);
  // What was let pass by hand is over with the answer that renews it.
  const { requestTime, responseTime } = times;
  return { request: stored.request, response: { ...stored.response, headers: [...kept, ...news] }, requestTime, responseTime };
}

/** What the response to HEAD means for a stored response to GET. */
export function decideHead(stored: Stored, response: CacheResponse): Decision<'freshen' | 'drop' | 'leave'> {
  const source = 'rfc9111#4.3.5';
  if (response.status !== 200 || stored.response.status !== 200)
    return { decision: 'leave', because: `HEAD got ${response.status}`, source };
  for (const name of ['ETag', 'Last-Modified', 'Content-Length']) {
    const [before, now] = [fieldOf(stored.response.headers, name), fieldOf(response.headers, name)];
    if (now !== undefined && before !== undefined && before !== now)
      return { decision: 'drop', because: `HEAD says another ${name}: what is stored is no longer what GET would give`, source };
  }
  return { decision: 'freshen', because: 'HEAD contradicts nothing that is stored', source };
}
