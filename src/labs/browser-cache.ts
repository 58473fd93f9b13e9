// A private cache, as a browser has one, in front of a client's connections: what it decides is src/cache. It stores what
// came whole, asks with the validators that it has, and tells of each request what it did and why. One user, no limits.
import http, { type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ageOf } from '../cache/age.ts';
import { BROWSER, type CacheRequest, type CacheResponse, type Reason, type Stored } from '../cache/cache.ts';
import { hasDirective } from '../cache/directives.ts';
import type { Fields } from '../cache/fields.ts';
import { lifetimeOf } from '../cache/freshness.ts';
import { decideReuse, mayUseOnError, requestDirectives } from '../cache/reuse.ts';
import { fieldsToStore, mayStore, type StoreDecision } from '../cache/store.ts';
import { freshen, isAbout } from '../cache/update.ts';
import { conditionsFor } from '../cache/validate.ts';
import { matchesVary } from '../cache/vary.ts';
import type { Clock } from '../lib/clock.ts';
import type { CacheOutcome } from '../wire/event.ts';
import { CONNECTION_LIMIT } from './connection-pool.ts';
import { fieldsOf, rawOf } from './edge-fields.ts';
import type { Emit } from './lab.ts';

/** How a user asks: by a link, by reload, or by a reload that trusts no cache. */
export type Asking = 'visit' | 'reload' | 'hard-reload';

export interface Got {
  readonly status: number;
  readonly headers: Fields;
  readonly body: Buffer;
}

export interface Browser extends Disposable {
  /** GETs a target. Rejects where no answer comes and nothing stored may be used. */
  get(target: string, headers?: Fields, asking?: Asking): Promise<Got>;
  /** Forgets everything, as a user does who clears the cache. */
  clear(): void;
}

export interface BrowserOptions {
  readonly name: string;
  readonly port: number;
  /** `date` counts ages. */
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Without a cache it only asks. @default true */
  readonly caching?: boolean;
}

interface Entry {
  readonly stored: Stored;
  readonly body: Buffer;
}

/** Milliseconds until a request counts as failed. */
const PATIENCE = 15_000;

/** A browser for the server at `port` on this machine; it opens a connection when it first needs one. */
export function createBrowser({ name, port, clock, emit, signal, caching = true }: BrowserOptions): Browser {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTION_LIMIT });
  const store = new Map<string, readonly Entry[]>();
  const now = () => clock.date().getTime();

  const put = (target: string, entry: Entry) => {
    const others = (store.get(target) ?? []).filter(({ stored }) => matchesVary(stored, entry.stored.request).decision !== 'match');
    store.set(target, [entry, ...others]);
  };
  const tell = (
    request: CacheRequest,
    status: number,
    outcome: CacheOutcome,
    why: Reason,
    stored: Stored | undefined,
    storing?: StoreDecision,
  ) =>
    emit(
      {
        name: 'cache:decision',
        direction: 'none',
        size: 0,
        data: {
          cache: name,
          method: request.method,
          target: request.target,
          status,
          outcome,
          ...why,
          storing: storing === undefined ? '' : storing.decision === 'store' ? 'stored' : 'not stored',
          storingBecause: storing?.because ?? '',
          storingSource: storing?.source ?? '',
          age: stored === undefined ? 0 : Math.floor(ageOf(stored, now(), BROWSER)),
          lifetime: stored === undefined ? 0 : Math.floor(lifetimeOf(stored.response, stored.responseTime, BROWSER).seconds),
          cacheStatus: '',
        },
      },
      { connection: 0, source: 'hook' },
    );

  const open = (target: string, headers: Fields) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const raw = rawOf([['Host', `127.0.0.1:${port}`], ...headers]) as unknown as http.OutgoingHttpHeaders;
      const request = http.get({ host: '127.0.0.1', port, path: target, agent, signal, timeout: PATIENCE, headers: raw }, resolve);
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.on('error', (problem: NodeJS.ErrnoException) => {
        // A kept connection was closed meanwhile: a GET may be sent again by itself (RFC 9112 section 9.3.1).
        if (request.reusedSocket && problem.code === 'ECONNRESET' && !signal.aborted) open(target, headers).then(resolve, reject);
        else reject(problem);
      });
    });
  const send = async (target: string, headers: Fields) => {
    const requestTime = now();
    const message = await open(target, headers);
    const response: CacheResponse = { status: message.statusCode ?? 0, headers: fieldsOf(message.rawHeaders) };
    const body = await buffer(message);
    return { response, body, requestTime, responseTime: now() };
  };

  /** Goes to the server, with the validators of what is stored. */
  const fetchFor = async (request: CacheRequest, why: Reason, entry: Entry | undefined, quiet = false): Promise<Got> => {
    const conditional = entry === undefined ? undefined : conditionsFor(request.headers, entry.stored);
    const say: typeof tell = (...said) => {
      if (!quiet) tell(...said);
    };
    let answer: Awaited<ReturnType<typeof send>>;
    try {
      answer = await send(request.target, conditional ?? request.headers);
    } catch (problem) {
      const use = entry === undefined ? undefined : mayUseOnError(request, entry.stored, now(), BROWSER, undefined);
      if (entry !== undefined && use?.decision === 'stale' && !signal.aborted) {
        say(request, entry.stored.response.status, 'stale', pick(use), entry.stored);
        return shown(entry);
      }
      say(request, 0, 'failed', pick(use ?? why), undefined);
      throw problem;
    }
    const { response, body } = answer;
    if (entry !== undefined && conditional !== undefined && response.status === 304 && isAbout(response, entry.stored)) {
      const renewed = { ...entry, stored: freshen(entry.stored, response, answer, BROWSER) };
      put(request.target, renewed);
      const because = `${why.because}; the server says it is unchanged`;
      say(request, 200, 'revalidated', { because, source: 'rfc9111#4.3.4' }, renewed.stored);
      return shown(renewed);
    }
    if (entry !== undefined && response.status >= 500) {
      const use = mayUseOnError(request, entry.stored, now(), BROWSER, response.status);
      if (use.decision === 'stale') {
        say(request, entry.stored.response.status, 'stale', pick(use), entry.stored);
        return shown(entry);
      }
    }
    // A hard reload says no-cache to the caches on the way; what comes is stored like any other response.
    const storing = mayStore(request, response, answer.responseTime, BROWSER);
    const kept = { status: response.status, headers: fieldsToStore(response, answer.responseTime, BROWSER) };
    const stored: Stored = { request, response: kept, requestTime: answer.requestTime, responseTime: answer.responseTime };
    if (storing.decision === 'store') put(request.target, { stored, body });
    say(request, response.status, 'miss', why, stored, storing);
    return { status: response.status, headers: response.headers, body };
  };

  return {
    async get(target, given = [], asking = 'visit') {
      const headers: Fields = asking === 'visit' ? given : [...given, ['Cache-Control', asking === 'reload' ? 'max-age=0' : 'no-cache']];
      const request: CacheRequest = { method: 'GET', target, headers };
      if (!caching) {
        const { response, body } = await send(target, headers);
        return { status: response.status, headers: response.headers, body };
      }
      const variants = store.get(target) ?? [];
      const entry = variants.find(({ stored }) => matchesVary(stored, request).decision === 'match');
      const alone = hasDirective(requestDirectives(request, BROWSER), 'only-if-cached');
      /** Where it may not ask anybody. */
      const without = (): Got => {
        const because = 'the request says only-if-cached, and nothing stored may be used';
        tell(request, 504, 'failed', { because, source: 'rfc9111#5.2.1.7' }, undefined);
        return { status: 504, headers: [], body: Buffer.alloc(0) };
      };
      if (entry === undefined) {
        if (alone) return without();
        const why =
          variants.length === 0
            ? { because: 'nothing is stored for this target', source: 'rfc9111#4' }
            : { because: 'what is stored was chosen by other request fields (Vary)', source: 'rfc9111#4.1' };
        return fetchFor(request, why, undefined);
      }
      const reuse = decideReuse(request, entry.stored, now(), BROWSER);
      // Browsers send no condition with a hard reload (WHATWG Fetch, cache mode `reload`).
      if (asking === 'hard-reload') return fetchFor(request, pick(reuse), undefined);
      if (reuse.decision === 'validate') return alone ? without() : fetchFor(request, pick(reuse), entry);
      tell(request, entry.stored.response.status, reuse.decision === 'fresh' ? 'hit' : 'stale', pick(reuse), entry.stored);
      if (reuse.decision === 'stale while revalidating') void fetchFor(request, pick(reuse), entry, true).catch(() => {});
      return shown(entry);
    },
    clear: () => store.clear(),
    [Symbol.dispose]: () => agent.destroy(),
  };
}

const pick = ({ because, source }: Reason): Reason => ({ because, source });

const shown = ({ stored, body }: Entry): Got => ({ status: stored.response.status, headers: stored.response.headers, body });
