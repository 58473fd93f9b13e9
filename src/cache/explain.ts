// What a set of response headers means to a browser and to a CDN: prose as data, each sentence with its source. Pure.
import { type Advice, advise } from './advise.ts';
import { BROWSER, type CacheRequest, type CacheResponse, CDN, type Decision, type Profile, type Reason } from './cache.ts';
import { fieldNamesOf, hasDirective, isUnqualified } from './directives.ts';
import { type Fields, fieldOf, hasField } from './fields.ts';
import { lifetimeOf, staleUseOf } from './freshness.ts';
import { policyOf } from './policy.ts';
import { mayStore } from './store.ts';
import { type Phase, phasesOf } from './timeline.ts';
import { varyOf } from './vary.ts';

export interface Explanation {
  readonly cache: 'browser' | 'cdn';
  readonly stored: Decision<'store' | 'do not store'>;
  /** Undefined where it is not stored. */
  readonly phases: readonly Phase[] | undefined;
  /** What else it means to this cache, in the order in which it matters. */
  readonly meanings: readonly Reason[];
}

export interface Explained {
  readonly response: CacheResponse;
  readonly browser: Explanation;
  readonly cdn: Explanation;
  readonly advice: readonly Advice[];
}

/** Explains the response to a GET with these headers, received at `now` (milliseconds since the Unix epoch). */
export function explainHeaders(headers: Fields, now: number, status = 200): Explained {
  const response = { status, headers };
  const request: CacheRequest = { method: 'GET', target: '/', headers: [] };
  return {
    response,
    browser: explainFor('browser', request, response, now, BROWSER),
    cdn: explainFor('cdn', request, response, now, CDN),
    advice: advise(request, response, now),
  };
}

function explainFor(
  cache: Explanation['cache'],
  request: CacheRequest,
  response: CacheResponse,
  now: number,
  profile: Profile,
): Explanation {
  const stored = mayStore(request, response, now, profile);
  const kept = stored.decision === 'store';
  return {
    cache,
    stored,
    phases: phasesOf(response, now, profile),
    meanings: kept ? meaningsOf(response, now, profile) : [],
  };
}

function meaningsOf(response: CacheResponse, now: number, profile: Profile): readonly Reason[] {
  const policy = policyOf(response, profile);
  const { directives, field, targeted } = policy;
  const meanings: Reason[] = [];
  const say = (when: boolean, because: string, source: string) => {
    if (when) meanings.push({ because, source });
  };
  say(targeted, `goes by ${field}; Cache-Control and Expires are for others`, 'rfc9213#2.2');
  say(!profile.shared && hasField(response.headers, 'CDN-Cache-Control'), 'CDN-Cache-Control is not for browsers', 'rfc9213#3');
  say(!profile.shared && hasDirective(directives, 's-maxage'), 's-maxage is not for a private cache', 'rfc9111#5.2.2.10');
  const hidden = fieldNamesOf(directives, 'no-cache');
  say(hidden.length > 0, `no-cache="${hidden.join(', ')}": these fields are left out unless the origin was asked`, 'rfc9111#5.2.2.4');
  const own = profile.shared ? fieldNamesOf(directives, 'private') : [];
  say(own.length > 0, `private="${own.join(', ')}": these fields are not stored here`, 'rfc9111#5.2.2.7');
  const lifetime = lifetimeOf(response, now, profile, policy);
  const { whileRevalidate, ifError, forbidden, onlyExplicit } = staleUseOf(policy, profile);
  say(
    lifetime.from === 'heuristic' && !isUnqualified(directives, 'no-cache'),
    'the lifetime is a guess; another cache may guess otherwise',
    'rfc9111#4.2.2',
  );
  say(forbidden === undefined && whileRevalidate > 0, 'for a while it may answer stale at once and fetch anew behind that', 'rfc5861#3');
  say(
    forbidden === undefined && ifError > 0,
    'for a while it may answer stale where the origin fails or says 500, 502, 503 or 504',
    'rfc5861#4',
  );
  if (forbidden !== undefined) meanings.push(forbidden);
  if (onlyExplicit !== undefined) meanings.push(onlyExplicit);
  say(
    hasDirective(directives, 'immutable') && !profile.shared && lifetime.seconds > 0,
    'immutable: while it is fresh, a reload does not ask',
    'rfc8246#2',
  );
  say(hasDirective(directives, 'no-transform'), 'no-transform: a proxy may not re-encode the content', 'rfc9111#5.2.2.6');
  const etag = fieldOf(response.headers, 'ETag');
  const modified = fieldOf(response.headers, 'Last-Modified');
  if (etag !== undefined)
    say(
      true,
      `asks with If-None-Match: ${etag}${etag.startsWith('W/') ? ' (weak: the same in meaning, not byte for byte; no use for ranges)' : ''}`,
      'rfc9110#13.1.2',
    );
  else if (modified !== undefined)
    say(true, `asks with If-Modified-Since: ${modified}, which knows no change within one second`, 'rfc9110#13.1.3');
  else say(true, 'has no validator to ask with: once stale, all of it is fetched again', 'rfc9110#8.8');
  const names = varyOf(response);
  if (names !== '*' && names.length > 0) say(true, `one stored response for each ${names.join(' and ')}`, 'rfc9111#4.1');
  return meanings;
}
