// Whether a stored response may answer a request as it is, must be validated first, or may be used although it is stale
// (RFC 9111 section 4, 4.2.4 and 5.2; RFC 5861; RFC 8246). Vary has been looked at before: see vary.ts.
import { ageOf } from './age.ts';
import { type CacheRequest, type Decision, inSeconds, type Profile, type Reason, type Stored } from './cache.ts';
import { type Directives, fieldNamesOf, hasDirective, isUnqualified, NO_DIRECTIVES, parseDirectives, secondsOf } from './directives.ts';
import { linesOf } from './fields.ts';
import { lifetimeOf, staleUseOf } from './freshness.ts';
import { policyOf } from './policy.ts';

export interface Reuse extends Decision<'fresh' | 'stale while revalidating' | 'stale as the client allows' | 'validate'> {
  /** Seconds: how old, and how long it is fresh. Age is Infinity where it cannot be known. */
  readonly age: number;
  readonly lifetime: number;
  /** Whether it is the request, not the stored response, that asks for validation. */
  readonly asked: boolean;
  /** Fields that may not be sent without validation (a qualified no-cache, RFC 9111 section 5.2.2.4). */
  readonly withheld: readonly string[];
}

/** What a request says in Cache-Control, as far as the cache heeds it. */
export function requestDirectives(request: CacheRequest, profile: Profile): Directives {
  return profile.requestDirectives ? parseDirectives(linesOf(request.headers, 'Cache-Control')) : NO_DIRECTIVES;
}

/** Decides about a stored response that matches the request. `now` in milliseconds. */
export function decideReuse(request: CacheRequest, stored: Stored, now: number, profile: Profile): Reuse {
  const policy = policyOf(stored.response, profile);
  const { directives, field } = policy;
  const said = requestDirectives(request, profile);
  const age = ageOf(stored, now, profile);
  const { seconds: lifetime, ...why } = lifetimeOf(stored.response, stored.responseTime, profile, policy);
  const facts = { age, lifetime, asked: false, withheld: fieldNamesOf(directives, 'no-cache') };
  const validate = (because: string, source: string, asked = false): Reuse => ({ decision: 'validate', because, source, ...facts, asked });
  const fresh = age < lifetime;

  if (isUnqualified(directives, 'no-cache')) return validate(`no-cache in ${field}: never used without asking`, 'rfc9111#5.2.2.4');
  const immutable = !profile.shared && fresh && hasDirective(directives, 'immutable');
  if (hasDirective(said, 'no-cache')) return validate('the request says no-cache', 'rfc9111#5.2.1.4', true);
  const maxAge = secondsOf(said, 'max-age');
  if (typeof maxAge === 'number' && (maxAge === 0 || age > maxAge)) {
    if (immutable && maxAge === 0)
      return { decision: 'fresh', because: 'a reload, but it is immutable and fresh', source: 'rfc8246#2', ...facts };
    return validate(`it is ${inSeconds(age)} old, the request takes at most ${maxAge}`, 'rfc9111#5.2.1.1', true);
  }
  const minFresh = secondsOf(said, 'min-fresh');
  if (typeof minFresh === 'number' && lifetime - age < minFresh)
    return validate(
      `it is fresh for ${inSeconds(Math.max(0, lifetime - age))} more, the request wants ${minFresh}`,
      'rfc9111#5.2.1.3',
      true,
    );
  if (fresh) return { decision: 'fresh', because: `${inSeconds(age)} old; ${why.because}`, source: why.source, ...facts };

  const overdue = age - lifetime;
  const past = Number.isFinite(age) ? `stale for ${inSeconds(overdue)}; ${why.because}` : 'its Age is no number, so it is taken for stale';
  const { whileRevalidate, forbidden, onlyExplicit } = staleUseOf(policy, profile);
  if (forbidden !== undefined) return validate(`${past}; ${forbidden.because}`, forbidden.source);
  if (overdue < whileRevalidate)
    return {
      decision: 'stale while revalidating',
      because: `${past}; stale-while-revalidate=${whileRevalidate} lets it be used while it is fetched anew`,
      source: 'rfc5861#3',
      ...facts,
    };
  // Without a value the client takes any age (RFC 9111 section 5.2.1.2).
  const bare = said.list.some(({ name, value }) => name === 'max-stale' && value === undefined);
  const patience = bare ? Number.POSITIVE_INFINITY : secondsOf(said, 'max-stale');
  if (typeof patience === 'number' && overdue <= patience && onlyExplicit === undefined)
    return { decision: 'stale as the client allows', because: `${past}; the request says max-stale`, source: 'rfc9111#5.2.1.2', ...facts };
  return validate(past, Number.isFinite(age) ? why.source : 'rfc9111#5.1');
}

/**
 * Whether a stale response may be used because the origin failed: `status` of its answer, undefined where none came.
 * RFC 5861 section 4 names 500, 502, 503 and 504; a cache that is cut off may use stale responses that nothing forbids
 * (RFC 9111 section 4.2.4).
 */
export function mayUseOnError(
  request: CacheRequest,
  stored: Stored,
  now: number,
  profile: Profile,
  status: number | undefined,
): Decision<'stale' | 'pass the error on'> {
  const pass = ({ because, source }: Reason) => ({ decision: 'pass the error on', because, source }) as const;
  if (status !== undefined && ![500, 502, 503, 504].includes(status))
    return pass({ because: `${status} is an answer`, source: 'rfc5861#4' });
  const policy = policyOf(stored.response, profile);
  const { ifError, forbidden, onlyExplicit } = staleUseOf(policy, profile);
  if (isUnqualified(policy.directives, 'no-cache'))
    return pass({ because: 'no-cache: never used without asking', source: 'rfc9111#5.2.2.4' });
  if (forbidden !== undefined) return pass(forbidden);
  const overdue = ageOf(stored, now, profile) - lifetimeOf(stored.response, stored.responseTime, profile, policy).seconds;
  const asked = secondsOf(requestDirectives(request, profile), 'stale-if-error');
  const allowed = Math.max(ifError, typeof asked === 'number' ? asked : 0);
  const failure = status === undefined ? 'the origin did not answer' : `the origin answered ${status}`;
  if (overdue <= allowed)
    return { decision: 'stale', because: `${failure}; stale-if-error=${allowed} lets the stale response be used`, source: 'rfc5861#4' };
  if (onlyExplicit !== undefined) return pass(onlyExplicit);
  if (status === undefined && allowed === 0)
    return { decision: 'stale', because: `${failure}; a cache that is cut off may use what nothing forbids`, source: 'rfc9111#4.2.4' };
  return pass({
    because: allowed === 0 ? `${failure}; there is no stale-if-error` : `${failure}; stale-if-error=${allowed} is over`,
    source: 'rfc5861#4',
  });
}
