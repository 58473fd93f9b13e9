// What is wrong with the caching headers of a response, and how to mend it. Pure; each piece of advice names what it saw, what
// follows from it, the line to write instead, and its source.
import { BROWSER, type CacheRequest, type CacheResponse, CDN, inSeconds } from './cache.ts';
import { parseDate } from './dates.ts';
import { type Directives, hasDirective, isUnqualified, secondsOf } from './directives.ts';
import { fieldOf, hasField, linesOf, membersOf } from './fields.ts';
import { lifetimeOf } from './freshness.ts';
import { policyOf } from './policy.ts';
import { hasValidator } from './store.ts';
import { varyOf } from './vary.ts';

export interface Advice {
  /** kebab-case, for those who filter. */
  readonly id: string;
  /** `harm`: somebody may see what they should not, or something wrong; `cost`: slower or dearer than need be; `doubt`: it depends. */
  readonly weight: 'harm' | 'cost' | 'doubt';
  /** What is wrong, one sentence without a full stop. */
  readonly what: string;
  /** What to do about it. */
  readonly mend: string;
  readonly source: string;
}

interface Case {
  readonly request: CacheRequest;
  readonly response: CacheResponse;
  readonly now: number;
  /** Cache-Control itself, for browsers; and what a CDN goes by. */
  readonly browser: Directives;
  readonly cdn: Directives;
  readonly browserSeconds: number;
  readonly cdnSeconds: number;
}

type Check = (seen: Case) => Omit<Advice, 'id'> | undefined | false;

/** Advice by its id, the gravest first. A check gives nothing where all is well. */
const CHECKS: Readonly<Record<string, Check>> = {
  'cookie-in-shared-cache': ({ request, response, cdn, cdnSeconds }) =>
    hasField(response.headers, 'Set-Cookie') &&
    cdnSeconds > 0 &&
    request.method === 'GET' &&
    !forbidsSharing(cdn) && {
      weight: 'harm',
      what: `Set-Cookie in a response that a shared cache may keep for ${inSeconds(cdnSeconds)}: every visitor would get this cookie`,
      mend: 'Send Set-Cookie only with Cache-Control: private or no-store, or leave the cookie out of what is cached',
      source: 'rfc9111#7.3',
    },
  'authorization-made-public': ({ request, cdn, cdnSeconds }) =>
    hasField(request.headers, 'Authorization') &&
    cdnSeconds > 0 &&
    !forbidsSharing(cdn) &&
    ['public', 's-maxage'].some((name) => hasDirective(cdn, name)) && {
      weight: 'doubt',
      what: 'the request had Authorization, and public or s-maxage lets a shared cache give the response to anybody',
      mend: 'If it is for this user only, say Cache-Control: private',
      source: 'rfc9111#3.5',
    },
  'private-and-shared': ({ browser }) =>
    isUnqualified(browser, 'private') &&
    (hasDirective(browser, 's-maxage') || hasDirective(browser, 'public')) && {
      weight: 'harm',
      what: `private beside ${hasDirective(browser, 's-maxage') ? 's-maxage' : 'public'}: one says that no shared cache may keep it, the other that it may`,
      mend: 'Keep private for what is one user’s, s-maxage or public for what is everybody’s, never both',
      source: 'rfc9111#5.2.2.7',
    },
  'compressed-without-vary': ({ response, cdn, cdnSeconds }) => {
    const coding = fieldOf(response.headers, 'Content-Encoding');
    const names = varyOf(response);
    if (coding === undefined || coding.trim().toLowerCase() === 'identity' || names === '*' || names.includes('accept-encoding'))
      return undefined;
    if (cdnSeconds <= 0 || forbidsSharing(cdn)) return undefined;
    return {
      weight: 'harm',
      what: `Content-Encoding: ${coding} without Vary: Accept-Encoding: a cache gives it to clients that did not ask for it`,
      mend: 'Add Vary: Accept-Encoding',
      source: 'rfc9110#12.5.5',
    };
  },
  'cors-without-vary': ({ request, response, cdn, cdnSeconds }) => {
    const allowed = fieldOf(response.headers, 'Access-Control-Allow-Origin');
    const names = varyOf(response);
    if (
      allowed === undefined ||
      allowed === '*' ||
      allowed !== fieldOf(request.headers, 'Origin') ||
      cdnSeconds <= 0 ||
      forbidsSharing(cdn)
    )
      return undefined;
    if (names === '*' || names.includes('origin')) return undefined;
    return {
      weight: 'harm',
      what: `Access-Control-Allow-Origin repeats the Origin of this request, without Vary: Origin: from a cache it is wrong for every other site`,
      mend: 'Add Vary: Origin, or allow *',
      source: 'whatwg-fetch#cors-protocol-and-http-caches',
    };
  },
  'vary-star': ({ response }) =>
    varyOf(response) === '*' && {
      weight: 'cost',
      what: 'Vary: * means that no stored response ever matches',
      mend: 'Name the request fields that really choose the response, or say Cache-Control: no-store if none does',
      source: 'rfc9111#4.1',
    },
  'vary-on-everything': ({ response }) => {
    const names = varyOf(response);
    const many = names === '*' ? [] : names.filter((name) => name === 'user-agent' || name === 'cookie');
    return (
      many.length > 0 && {
        weight: 'cost',
        what: `Vary: ${many.join(', ')} makes almost every visitor a case of their own: a shared cache hardly ever has a hit`,
        mend: many.includes('cookie')
          ? 'Say Cache-Control: private where it depends on the visitor'
          : 'Vary on a client hint or on nothing',
        source: 'rfc9110#12.5.5',
      }
    );
  },
  'immutable-without-max-age': ({ browser, browserSeconds }) =>
    hasDirective(browser, 'immutable') &&
    browserSeconds <= 0 && {
      weight: 'cost',
      what: 'immutable counts only while the response is fresh, and nothing says for how long it is',
      mend: 'Write Cache-Control: public, max-age=31536000, immutable, for a URL that changes with its content',
      source: 'rfc8246#2',
    },
  'no-validator': ({ request, response, browser, browserSeconds }) =>
    request.method === 'GET' &&
    response.status === 200 &&
    !hasDirective(browser, 'no-store') &&
    !hasDirective(browser, 'immutable') &&
    !hasValidator(response) && {
      weight: 'cost',
      what: `no ETag and no Last-Modified: ${browserSeconds > 0 && varyOf(response) !== '*' ? `after ${inSeconds(browserSeconds)}` : 'each time'} the whole content is sent again`,
      mend: 'Send an ETag, so that a 304 without content can answer',
      source: 'rfc9110#8.8.3',
    },
  'no-store-and-more': ({ browser }) =>
    hasDirective(browser, 'no-store') &&
    !hasDirective(browser, 'must-understand') &&
    ['max-age', 's-maxage', 'immutable', 'public'].some((name) => hasDirective(browser, name) && (secondsOf(browser, name) ?? 1) !== 0) && {
      weight: 'doubt',
      what: 'no-store beside a lifetime: nothing is stored, so the lifetime is without effect',
      mend: 'Decide: no-store alone, or the lifetime alone',
      source: 'rfc9111#5.2.2.5',
    },
  'no-lifetime': ({ request, response, browser }) =>
    request.method === 'GET' &&
    response.status === 200 &&
    !hasField(response.headers, 'Expires') &&
    !hasDirective(browser, 'no-store') &&
    !hasDirective(browser, 'no-cache') &&
    secondsOf(browser, 'max-age') === undefined && {
      weight: 'doubt',
      what: hasField(response.headers, 'Last-Modified')
        ? 'no max-age and no Expires: caches guess a lifetime from Last-Modified, each in its own way'
        : 'no max-age, no Expires, and no Last-Modified to guess a lifetime from: most caches ask each time, but nothing says so',
      mend: 'Say it: Cache-Control: no-cache (ask each time), or max-age=N',
      source: 'rfc9111#4.2.2',
    },
  'expires-in-the-past': ({ response, now, browser }) => {
    const text = linesOf(response.headers, 'Expires')[0];
    if (
      text === undefined ||
      secondsOf(browser, 'max-age') !== undefined ||
      hasDirective(browser, 'no-store') ||
      hasDirective(browser, 'no-cache')
    )
      return undefined;
    const expires = parseDate(text, now);
    const date = parseDate(fieldOf(response.headers, 'Date') ?? '', now) ?? now;
    if (expires !== undefined && expires > date) return undefined;
    return {
      weight: 'doubt',
      what: expires === undefined ? `Expires: ${text} is no date, which means in the past` : 'Expires is in the past: stale from the start',
      mend: 'Say what is meant: Cache-Control: no-cache to have caches ask, no-store to keep it out of them',
      source: 'rfc9111#5.3',
    };
  },
  's-maxage-and-stale': ({ cdn, response }) =>
    policyOf(response, CDN).targeted === false &&
    hasDirective(cdn, 's-maxage') &&
    (hasDirective(cdn, 'stale-while-revalidate') || hasDirective(cdn, 'stale-if-error')) && {
      weight: 'doubt',
      what: 's-maxage implies proxy-revalidate, which to the letter forbids the stale use that stale-… permits: CDNs differ',
      mend: 'Say it to the CDN alone: CDN-Cache-Control: max-age=N, stale-while-revalidate=M',
      source: 'rfc9111#5.2.2.10',
    },
  'must-revalidate-and-stale': ({ browser }) =>
    hasDirective(browser, 'must-revalidate') &&
    (hasDirective(browser, 'stale-while-revalidate') || hasDirective(browser, 'stale-if-error')) && {
      weight: 'doubt',
      what: 'must-revalidate forbids what stale-while-revalidate and stale-if-error permit: they are without effect',
      mend: 'Keep one of the two',
      source: 'rfc9111#5.2.2.2',
    },
  'pragma-in-response': ({ response, browser }) =>
    hasField(response.headers, 'Pragma') &&
    browser.list.length === 0 && {
      weight: 'doubt',
      what: 'Pragma has no meaning in a response',
      mend: 'Write Cache-Control: no-cache or no-store instead',
      source: 'rfc9111#5.4',
    },
  'broken-cdn-cache-control': ({ response }) =>
    hasField(response.headers, 'CDN-Cache-Control') &&
    policyOf(response, CDN).field !== 'CDN-Cache-Control' && {
      weight: 'doubt',
      what: 'CDN-Cache-Control cannot be read as a Structured Field, so it counts as absent',
      mend: 'Write lower-case members with integers: CDN-Cache-Control: max-age=600',
      source: 'rfc9213#2.1',
    },
};

const WEIGHTS = ['harm', 'cost', 'doubt'] as const;

/** What to change in a response's caching headers; empty where nothing is to be said. `now` in milliseconds. */
export function advise(request: CacheRequest, response: CacheResponse, now: number): readonly Advice[] {
  if (request.method !== 'GET' && request.method !== 'HEAD') return [];
  const browser = policyOf(response, BROWSER).directives;
  const seen: Case = {
    request,
    response,
    now,
    browser,
    cdn: policyOf(response, CDN).directives,
    browserSeconds: lifetimeOf(response, now, BROWSER).seconds,
    cdnSeconds: lifetimeOf(response, now, CDN).seconds,
  };
  const found = Object.entries(CHECKS).flatMap(([id, check]) => {
    const advice = check(seen);
    return advice === undefined || advice === false ? [] : [{ id, ...advice }];
  });
  const written = browser.problems.map(
    (problem): Advice => ({
      id: 'cache-control-syntax',
      weight: 'doubt',
      what: `Cache-Control: ${problem}`,
      mend: `Write each directive once, as name or name=value: ${membersOf(fieldOf(response.headers, 'Cache-Control') ?? '').length} were found`,
      source: 'rfc9111#5.2',
    }),
  );
  return [...found, ...written].sort((one, other) => WEIGHTS.indexOf(one.weight) - WEIGHTS.indexOf(other.weight));
}

function forbidsSharing(directives: Directives): boolean {
  return hasDirective(directives, 'no-store') || isUnqualified(directives, 'private') || isUnqualified(directives, 'no-cache');
}
