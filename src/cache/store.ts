// Whether a response may be stored, and in which form (RFC 9111 sections 3, 3.1, 3.5 and 7.3).
import { type CacheRequest, type CacheResponse, type Decision, HEURISTICALLY_CACHEABLE, type Profile, UNDERSTOOD } from './cache.ts';
import { formatDate } from './dates.ts';
import { fieldNamesOf, hasDirective, isUnqualified, parseDirectives } from './directives.ts';
import { endToEnd, type Fields, hasField, linesOf, withoutFields } from './fields.ts';
import { lifetimeOf, staleUseOf } from './freshness.ts';
import { policyOf } from './policy.ts';
import { varyOf } from './vary.ts';

export type StoreDecision = Decision<'store' | 'do not store'>;

const no = (because: string, source: string): StoreDecision => ({ decision: 'do not store', because, source });

/** Whether this cache may and would store the response to this request. `now` in milliseconds. */
export function mayStore(request: CacheRequest, response: CacheResponse, now: number, profile: Profile): StoreDecision {
  const policy = policyOf(response, profile);
  const { directives, field } = policy;
  const { status } = response;
  if (request.method !== 'GET' && !(request.method === 'POST' && isAboutItself(request, response)))
    return no(`a response to ${request.method} is not stored here`, 'rfc9111#3');
  if (status < 200) return no(`${status} is not a final status`, 'rfc9111#3');
  if (profile.requestDirectives && hasDirective(parseDirectives(linesOf(request.headers, 'Cache-Control')), 'no-store'))
    return no('the request says no-store', 'rfc9111#5.2.1.5');
  const understood = UNDERSTOOD.includes(status);
  const mustUnderstand = hasDirective(directives, 'must-understand');
  if (mustUnderstand && !understood) return no(`must-understand in ${field}, and this cache does not know ${status}`, 'rfc9111#5.2.2.3');
  if (status === 304 || (status === 206 && !hasField(response.headers, 'Content-Range')))
    return no(`a ${status} cannot be stored on its own`, 'rfc9111#3');
  if (hasDirective(directives, 'no-store') && !mustUnderstand) return no(`no-store in ${field}`, 'rfc9111#5.2.2.5');
  if (profile.shared && isUnqualified(directives, 'private'))
    return no(`private in ${field}: for a cache of one user only`, 'rfc9111#5.2.2.7');
  if (
    profile.shared &&
    hasField(request.headers, 'Authorization') &&
    !['must-revalidate', 'public', 's-maxage'].some((name) => hasDirective(directives, name))
  )
    return no(
      'the request has Authorization, and nothing (public, s-maxage, must-revalidate) lets a shared cache keep the response',
      'rfc9111#3.5',
    );
  if (varyOf(response) === '*') return no('Vary: * would match no later request', 'rfc9111#4.1');

  const lifetime = lifetimeOf(response, now, profile, policy);
  const explicit =
    lifetime.from === 'max-age' ||
    lifetime.from === 's-maxage' ||
    lifetime.from === 'Expires' ||
    hasDirective(directives, 'public') ||
    (!profile.shared && hasDirective(directives, 'private'));
  if (!explicit && !HEURISTICALLY_CACHEABLE.includes(status))
    return no(`a ${status} is stored only where a header says for how long (max-age, Expires) or says public`, 'rfc9111#3');
  if (request.method === 'POST' && lifetime.from !== 'max-age' && lifetime.from !== 's-maxage' && lifetime.from !== 'Expires')
    return no('a response to POST is stored only with explicit freshness', 'rfc9110#9.3.3');
  const { whileRevalidate, ifError } = staleUseOf(policy, profile);
  if (lifetime.seconds <= 0 && whileRevalidate + ifError === 0 && !hasValidator(response))
    return no(`it could never be used: ${lifetime.because}, and it has neither ETag nor Last-Modified to ask with`, 'rfc9111#3');
  if (isUnqualified(directives, 'no-cache'))
    return {
      decision: 'store',
      because: `no-cache in ${field}: it may be kept, and used once the origin has been asked`,
      source: 'rfc9111#5.2.2.4',
    };
  return { decision: 'store', because: lifetime.because, source: lifetime.source };
}

export function hasValidator({ headers }: CacheResponse): boolean {
  return hasField(headers, 'ETag') || hasField(headers, 'Last-Modified');
}

/** A POST's response that says by Content-Location that it is what GET would give (RFC 9110 section 9.3.3). */
function isAboutItself({ target }: CacheRequest, { headers }: CacheResponse): boolean {
  return linesOf(headers, 'Content-Location')[0] === target;
}

/** The header fields as they are stored: without those of the connection, of other targets' users, and with a Date. */
export function fieldsToStore(response: CacheResponse, receivedAt: number, profile: Profile): Fields {
  const { directives } = policyOf(response, profile);
  const hidden = profile.shared ? fieldNamesOf(directives, 'private') : [];
  const fields = withoutFields(endToEnd(response.headers), hidden);
  // RFC 9110 section 6.6.1: a recipient with a clock says when it got a response that does not say when it was made.
  return hasField(fields, 'Date') ? fields : [...fields, ['Date', formatDate(receivedAt)]];
}
