// What an edge does with one request: answer from the store, ask the origin whether that is still right, fetch, or wait for
// somebody else's fetch. The pure engine in src/cache decides; this file does what it says and tells what was done.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CacheRequest, Profile, Reason, Stored } from '../cache/cache.ts';
import type { CacheStatus } from '../cache/cache-status.ts';
import { hasDirective } from '../cache/directives.ts';
import { type Fields, fieldOf, hasField } from '../cache/fields.ts';
import { invalidated } from '../cache/invalidate.ts';
import { parseRange } from '../cache/ranges.ts';
import { decideReuse, mayUseOnError, type Reuse, requestDirectives } from '../cache/reuse.ts';
import { fieldsToStore, mayStore, type StoreDecision } from '../cache/store.ts';
import { decideHead, freshen, isAbout } from '../cache/update.ts';
import { conditionsFor, isConditional } from '../cache/validate.ts';
import { matchesVary, selectionOf } from '../cache/vary.ts';
import type { CacheOutcome } from '../wire/event.ts';
import { fieldsOf, hasContent, towardsOrigin } from './edge-fields.ts';
import type { Flight, Flights } from './edge-flights.ts';
import { askOrigin, authorityOf, type Origin, type OriginAnswer, OriginFailure } from './edge-origin.ts';
import { passOn, replyFromStore, replyWithText, startReply } from './edge-reply.ts';
import type { EdgeStore, Entry } from './edge-store.ts';
import { createTeller, type EdgeExchange } from './edge-tell.ts';

export interface EdgeParts {
  readonly name: string;
  readonly origin: Origin;
  readonly profile: Profile;
  readonly store: EdgeStore;
  readonly flights: Flights;
  readonly maxEntryBytes: number;
  readonly originTimeout: number;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly tell: (exchange: EdgeExchange) => void;
}

interface Job {
  readonly request: CacheRequest;
  readonly message: IncomingMessage;
  /** Undefined where nobody waits: a revalidation in the background. */
  readonly client: ServerResponse | undefined;
  readonly connection: number;
  /** Keys of the flights that it has waited for. */
  readonly waited: readonly string[];
}

/** Why it goes to the origin. */
interface Forward extends Reason {
  readonly fwd: NonNullable<CacheStatus['fwd']>;
}

/** Answers requests until the signal aborts. Never rejects. */
export function createAnswerer(edge: EdgeParts): (message: IncomingMessage, client: ServerResponse, connection: number) => Promise<void> {
  const { store, flights, profile, origin, now } = edge;
  const originUrl = `http://${authorityOf(origin)}`;
  const { tell, serialise, ttlOf } = createTeller(edge);

  async function answer(message: IncomingMessage, client: ServerResponse, connection: number): Promise<void> {
    client.on('error', () => {});
    const { method = 'GET' } = message;
    const target = targetOf(message.url ?? '');
    const request = { method, target: target ?? message.url ?? '', headers: fieldsOf(message.rawHeaders) };
    const job: Job = { request, message, client, connection, waited: [] };
    if (target === undefined) return refuse(job, 400, 'the target is no path of this origin', 'rfc9112#3.2');
    // TRACE would send back what the client sent, credentials and all (RFC 9110 section 9.3.8).
    if (method === 'TRACE') return refuse(job, 405, 'TRACE stops here', 'rfc9110#9.3.8');
    if (method !== 'GET' && method !== 'HEAD')
      return forward(job, { fwd: 'method', because: `${method} may change something: it always goes to the origin`, source: 'rfc9111#4' });
    if (hasContent(request.headers))
      return forward(job, { fwd: 'bypass', because: `${method} with content, which is no part of the cache key`, source: 'rfc9110#9.3.1' });
    return lookUp(job);
  }

  async function lookUp(job: Job): Promise<void> {
    const { request } = job;
    const variants = store.find(request.target);
    const entry = variants.find(({ stored }) => matchesVary(stored, request).decision === 'match');
    const reuse = entry === undefined ? undefined : decideReuse(request, entry.stored, now(), profile);
    if (entry !== undefined && reuse !== undefined && reuse.decision !== 'validate') return fromStore(job, entry, reuse);
    if (hasDirective(requestDirectives(request, profile), 'only-if-cached'))
      return refuse(job, 504, 'the request says only-if-cached, and nothing stored may be used', 'rfc9111#5.2.1.7');

    const why: Forward =
      reuse !== undefined
        ? { fwd: reuse.asked ? 'request' : 'stale', because: reuse.because, source: reuse.source }
        : variants.length > 0
          ? { fwd: 'vary-miss', because: 'what is stored was chosen by other request fields (Vary)', source: 'rfc9111#4.1' }
          : { fwd: 'uri-miss', because: 'nothing is stored for this target', source: 'rfc9111#4' };
    if (!mayShareFlight(job)) return forward(job, why, entry);
    const key = flightKey(request);
    const other = job.waited.includes(key) ? undefined : flights.wait(key);
    if (other === undefined) {
      const flight = flights.start(key);
      return forward(job, why, entry, flight).finally(() => flight?.land('failed'));
    }
    const landing = await other;
    const after = { ...job, waited: [...job.waited, key] };
    if (landing === 'failed') return failed(after, why, entry, new OriginFailure('the request that it waited for got no answer'));
    return lookUp(after);
  }

  /** The same for requests that the stored responses of the target do not tell apart. */
  function flightKey(request: CacheRequest): string {
    const stored = store.find(request.target).map((entry) => entry.stored);
    return `${request.target}\n${selectionOf(stored, request)}`;
  }

  /** Only requests that would get the same answer wait for each other. */
  function mayShareFlight({ request, client }: Job): boolean {
    return (
      client !== undefined &&
      request.method === 'GET' &&
      !isConditional(request) &&
      !hasField(request.headers, 'Range') &&
      !hasField(request.headers, 'Authorization') &&
      requestDirectives(request, profile).list.length === 0
    );
  }

  function fromStore(job: Job, entry: Entry, reuse: Reuse): void {
    store.touch(entry);
    const ttl = reuse.lifetime - reuse.age;
    const collapsed = job.waited.length > 0;
    const status: CacheStatus = collapsed ? { fwd: 'uri-miss', ttl, collapsed } : { hit: true, ttl };
    const outcome = collapsed ? 'collapsed' : reuse.decision === 'fresh' ? 'hit' : 'stale';
    const because = collapsed ? `it waited for a request that was under way; ${reuse.because}` : reuse.because;
    reply(job, entry, status, outcome, { because, source: collapsed ? 'rfc9111#4' : reuse.source }, reuse.withheld);
    if (reuse.decision !== 'stale while revalidating') return;
    const flight = flights.start(flightKey(job.request));
    if (flight === undefined) return;
    const alone: Job = { ...job, request: plain(job.request), client: undefined };
    void forward(
      alone,
      { fwd: 'stale', because: 'stale-while-revalidate: fetched in the background', source: 'rfc5861#3' },
      entry,
      flight,
    ).finally(() => flight.land('failed'));
  }

  /** Asks the origin, with the stored validators where there is a stored response, and passes on what it says. */
  async function forward(job: Job, why: Forward, entry?: Entry, flight?: Flight): Promise<void> {
    const { request, message } = job;
    const fields = towardsOrigin(request.headers, authorityOf(origin));
    const conditional = entry === undefined || request.method !== 'GET' ? undefined : conditionsFor(withoutRange(fields), entry.stored);
    let answer: OriginAnswer;
    try {
      answer = await askOrigin(
        origin,
        { ...request, headers: conditional ?? fields },
        { timeout: edge.originTimeout, now, signal: edge.signal, ...(hasContent(request.headers) ? { content: message } : {}) },
      );
    } catch (error) {
      flight?.land('failed');
      return failed(job, why, entry, error);
    }
    const { response, body } = answer;
    if (entry !== undefined && conditional !== undefined && response.status === 304) {
      body.resume();
      if (!isAbout(response, entry.stored)) {
        store.remove(entry);
        return forward(
          job,
          { fwd: 'stale', because: 'the 304 is about another ETag than the stored one', source: 'rfc9111#4.3.4' },
          undefined,
          flight,
        );
      }
      const renewed = { ...entry, stored: freshen(entry.stored, response, answer, profile) };
      store.put(request.target, renewed, [entry]);
      flight?.land('landed');
      const status: CacheStatus = { fwd: why.fwd, fwdStatus: 304, ttl: ttlOf(renewed.stored), stored: true };
      return reply(job, renewed, status, 'revalidated', {
        because: `${why.because}; the origin says it is unchanged`,
        source: 'rfc9111#4.3.4',
      });
    }
    if (entry !== undefined && response.status >= 500) {
      const use = mayUseOnError(request, entry.stored, now(), profile, response.status);
      if (use.decision === 'stale') {
        body.resume();
        flight?.land('not kept');
        return reply(job, entry, { fwd: 'stale', fwdStatus: response.status, ttl: ttlOf(entry.stored) }, 'stale', use);
      }
    }
    return relay(job, why, entry, answer, flight);
  }

  /** Passes the origin's answer on, and stores it where it may be. */
  async function relay(job: Job, why: Forward, entry: Entry | undefined, answer: OriginAnswer, flight: Flight | undefined): Promise<void> {
    const { request, client } = job;
    const { response, body, requestTime, responseTime } = answer;
    for (const target of invalidated(request, response, originUrl)) store.drop(target);
    if (request.method === 'HEAD' && entry !== undefined) heed(entry, answer);
    const storing = why.fwd === 'bypass' ? undefined : storingOf(request, answer);
    const keep = storing?.decision === 'store' ? edge.maxEntryBytes : 0;
    if (keep === 0) flight?.land('not kept');
    const cacheStatus: CacheStatus = { fwd: why.fwd, fwdStatus: response.status, ...(keep > 0 ? { stored: true } : {}) };
    const fields = keep > 0 ? fieldsToStore(response, responseTime, profile) : response.headers;
    if (client !== undefined) {
      startReply(client, response.status, answer.reason, keep > 0 ? response.headers : fields, serialise(cacheStatus));
      const outcome = why.fwd === 'bypass' || why.fwd === 'method' ? 'bypassed' : 'miss';
      tell(job, { ...why, status: response.status, outcome, cacheStatus, response, storing });
    }
    const content = await passOn(body, client, keep);
    if (content !== undefined && keep > 0) {
      // Nothing half is ever stored: the content came whole (RFC 9111 section 3.3).
      const stored: Stored = {
        request: { ...request, method: 'GET' },
        response: { status: response.status, headers: fields },
        requestTime,
        responseTime,
      };
      const instead = store
        .find(request.target)
        .filter((other) => other === entry || matchesVary(other.stored, request).decision === 'match');
      store.put(request.target, { stored, body: content }, instead);
    }
    flight?.land(content === undefined ? 'not kept' : 'landed');
  }

  function storingOf(request: CacheRequest, { response, responseTime }: OriginAnswer): StoreDecision {
    const decision = mayStore(request, response, responseTime, profile);
    if (decision.decision === 'do not store') return decision;
    if (response.status === 206)
      return { decision: 'do not store', because: 'a part of a response is not kept here', source: 'rfc9111#3.3' };
    if (Number(fieldOf(response.headers, 'Content-Length') ?? 0) > edge.maxEntryBytes)
      return {
        decision: 'do not store',
        because: `its content is longer than ${edge.maxEntryBytes} bytes, the limit here`,
        source: 'rfc9111#3',
      };
    return decision;
  }

  function heed(entry: Entry, answer: OriginAnswer): void {
    const { decision } = decideHead(entry.stored, answer.response);
    if (decision === 'drop') store.remove(entry);
    if (decision === 'freshen')
      store.put(entry.stored.request.target, { ...entry, stored: freshen(entry.stored, answer.response, answer, profile) }, [entry]);
  }

  function failed(job: Job, why: Forward, entry: Entry | undefined, error: unknown): void {
    const use = entry === undefined ? undefined : mayUseOnError(job.request, entry.stored, now(), profile, undefined);
    if (entry !== undefined && use?.decision === 'stale') {
      reply(job, entry, { fwd: 'stale', ttl: ttlOf(entry.stored) }, 'stale', use);
      return;
    }
    const timedOut = error instanceof OriginFailure && error.timedOut;
    const because = `${why.because}; the origin ${timedOut ? `said nothing for ${edge.originTimeout} ms` : 'could not be asked'}${use === undefined ? '' : `; ${use.because}`}`;
    refuse(job, timedOut ? 504 : 502, because, use?.source ?? (timedOut ? 'rfc9110#15.6.5' : 'rfc9110#15.6.3'), why.fwd);
  }

  function refuse(job: Job, status: number, because: string, source: string, fwd?: CacheStatus['fwd']): void {
    const cacheStatus: CacheStatus = { ...(fwd === undefined ? {} : { fwd }), detail: because };
    if (job.client !== undefined && !job.client.headersSent) replyWithText(job.client, status, serialise(cacheStatus), because);
    else job.client?.destroy();
    if (job.client !== undefined) tell(job, { because, source, status, outcome: 'failed', cacheStatus });
  }

  function reply(
    job: Job,
    entry: Entry,
    cacheStatus: CacheStatus,
    outcome: CacheOutcome,
    why: Reason,
    withheld: readonly string[] = [],
  ): void {
    if (job.client === undefined) return;
    const status = replyFromStore(job.client, job.request, entry, { cacheStatus: serialise(cacheStatus), withheld, now: now() });
    tell(job, { because: why.because, source: why.source, status, outcome, cacheStatus, stored: entry.stored });
  }

  return (message, client, connection) =>
    answer(message, client, connection).catch((error: unknown) => {
      // A bug of ours must neither leave a client waiting nor end the edge, and must be seen.
      client.destroy();
      const request = { method: message.method ?? '', target: message.url ?? '', headers: [] };
      const because = `the edge itself failed: ${error instanceof Error ? error.message : String(error)}`;
      tell(
        { request, connection },
        { because, source: 'rfc9110#15.6.1', status: 500, outcome: 'failed', cacheStatus: { detail: because } },
      );
    });
}

/** The path and query of a request target in origin or absolute form, or `*`; undefined where it is neither (RFC 9112 section 3.2). */
export function targetOf(url: string): string | undefined {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  if (target === '*') return target;
  return target.startsWith('/') && !/[#\\\s]/.test(target) ? target : undefined;
}

/** The request as the edge itself would make it: whole, unconditional. */
function plain(request: CacheRequest): CacheRequest {
  const gone = ['range', 'if-range', 'cache-control', 'authorization'];
  return { ...request, method: 'GET', headers: request.headers.filter(([name]) => !gone.includes(name.toLowerCase())) };
}

/** A range that cannot be served before it is known whether the stored response is still right. */
function withoutRange(fields: Fields): Fields {
  return parseRange({ method: 'GET', target: '', headers: fields }) === undefined
    ? fields
    : fields.filter(([name]) => name.toLowerCase() !== 'range');
}
