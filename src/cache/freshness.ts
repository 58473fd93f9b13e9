// For how long a response is fresh (RFC 9111 section 4.2.1 and 4.2.2), and for how long it may be used after that
// (RFC 5861). Knows nothing of requests.
import { type CacheResponse, HEURISTICALLY_CACHEABLE, inSeconds, type Profile, type Reason } from './cache.ts';
import { parseDate } from './dates.ts';
import { hasDirective, permittedSeconds, secondsOf } from './directives.ts';
import { linesOf } from './fields.ts';
import { type Policy, policyOf } from './policy.ts';

export interface Lifetime extends Reason {
  readonly seconds: number;
  /** Where it comes from; `none` where nothing says how long. */
  readonly from: 's-maxage' | 'max-age' | 'Expires' | 'heuristic' | 'none';
}

/** The share of the time since the last change for which it is taken to go on (RFC 9111 section 4.2.2 names 10 % as typical). */
const HEURISTIC_SHARE = 0.1;
/** Nothing is fresh for longer than a day because of a guess. */
const LONGEST_GUESS = 86_400;

/** Freshness lifetime in seconds. `receivedAt` stands for Date where there is none. */
export function lifetimeOf(
  response: CacheResponse,
  receivedAt: number,
  profile: Profile,
  policy: Policy = policyOf(response, profile),
): Lifetime {
  const { directives, field, targeted } = policy;
  for (const name of profile.shared ? (['s-maxage', 'max-age'] as const) : (['max-age'] as const)) {
    const seconds = secondsOf(directives, name);
    if (seconds === 'invalid')
      return {
        seconds: 0,
        from: name,
        because: `${name} in ${field} is no number of seconds, so it is taken for stale`,
        source: 'rfc9111#4.2.1',
      };
    if (seconds === undefined) continue;
    const because = `${name}=${seconds} in ${field}: fresh for ${inSeconds(seconds)}`;
    return {
      seconds,
      from: name,
      because,
      source: targeted ? 'rfc9213#2.2' : name === 's-maxage' ? 'rfc9111#5.2.2.10' : 'rfc9111#5.2.2.1',
    };
  }
  if (targeted)
    return {
      seconds: 0,
      from: 'none',
      because: `${field} gives no lifetime and takes the place of Cache-Control and Expires`,
      source: 'rfc9213#2.2',
    };
  return expiresOf(response, receivedAt) ?? heuristicOf(response, receivedAt, policy);
}

function expiresOf(response: CacheResponse, receivedAt: number): Lifetime | undefined {
  const lines = linesOf(response.headers, 'Expires');
  if (lines.length === 0) return undefined;
  const date = parseDate(linesOf(response.headers, 'Date')[0] ?? '', receivedAt) ?? receivedAt;
  const expires = parseDate(lines[0] ?? '', receivedAt);
  if (expires === undefined)
    return { seconds: 0, from: 'Expires', because: 'Expires is no date, which means in the past', source: 'rfc9111#5.3' };
  const seconds = Math.max(0, (expires - date) / 1000);
  const because = seconds === 0 ? 'Expires is not after Date, so it was never fresh' : `Expires is ${inSeconds(seconds)} after Date`;
  return { seconds, from: 'Expires', because, source: 'rfc9111#5.3' };
}

function heuristicOf(response: CacheResponse, receivedAt: number, { directives }: Policy): Lifetime {
  const none = (because: string): Lifetime => ({ seconds: 0, from: 'none', because, source: 'rfc9111#4.2.2' });
  if (!HEURISTICALLY_CACHEABLE.includes(response.status) && !hasDirective(directives, 'public'))
    return none(`nothing says for how long it is fresh, and a ${response.status} may not be guessed about`);
  const modified = parseDate(linesOf(response.headers, 'Last-Modified')[0] ?? '', receivedAt);
  if (modified === undefined)
    return none('nothing says for how long it is fresh, and without Last-Modified there is nothing to guess from');
  const date = parseDate(linesOf(response.headers, 'Date')[0] ?? '', receivedAt) ?? receivedAt;
  const seconds = Math.min(LONGEST_GUESS, Math.max(0, ((date - modified) / 1000) * HEURISTIC_SHARE));
  const because = `nothing says for how long it is fresh: a tenth of the time since Last-Modified, ${inSeconds(seconds)}, is a guess`;
  return { seconds, from: 'heuristic', because, source: 'rfc9111#4.2.2' };
}

export interface StaleUse {
  /** Seconds after the lifetime for which it may be served while it is fetched anew in the background (RFC 5861 section 3). */
  readonly whileRevalidate: number;
  /** Seconds after the lifetime for which it may be served where the origin fails (RFC 5861 section 4). */
  readonly ifError: number;
  /** What forbids every use when stale, where something does. */
  readonly forbidden?: Reason;
  /** s-maxage forbids stale use that nothing explicitly permits. */
  readonly onlyExplicit?: Reason;
}

/** What may be done with a response once it is stale (RFC 9111 section 4.2.4). */
export function staleUseOf({ directives, field }: Policy, profile: Profile): StaleUse {
  const use = {
    whileRevalidate: permittedSeconds(directives, 'stale-while-revalidate'),
    ifError: permittedSeconds(directives, 'stale-if-error'),
  };
  if (hasDirective(directives, 'must-revalidate'))
    return {
      ...use,
      forbidden: { because: `must-revalidate in ${field}: never used stale, not even when the origin is down`, source: 'rfc9111#5.2.2.2' },
    };
  if (profile.shared && hasDirective(directives, 'proxy-revalidate'))
    return {
      ...use,
      forbidden: { because: `proxy-revalidate in ${field}: a shared cache never uses it stale`, source: 'rfc9111#5.2.2.8' },
    };
  if (profile.shared && hasDirective(directives, 's-maxage'))
    // Read to the letter, s-maxage forbids stale-while-revalidate too. CDNs take the explicit permission for what it says.
    return {
      ...use,
      onlyExplicit: {
        because: 's-maxage implies proxy-revalidate: stale only where a stale-… directive permits it',
        source: 'rfc9111#5.2.2.10',
      },
    };
  return use;
}
