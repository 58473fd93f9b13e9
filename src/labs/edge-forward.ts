// What an edge does at the origin: asks with the validators that it has, passes on what comes, keeps it where it may be kept,
// completes a part that it has, and falls back on what is stored where the origin fails.
import type { IncomingMessage } from 'node:http';
import type { CacheRequest, Stored } from '../cache/cache.ts';
import type { CacheStatus } from '../cache/cache-status.ts';
import { fieldOf } from '../cache/fields.ts';
import { invalidated } from '../cache/invalidate.ts';
import { mayKeepPart } from '../cache/partial.ts';
import { mayUseOnError } from '../cache/reuse.ts';
import { fieldsToStore, mayStore, type StoreDecision } from '../cache/store.ts';
import { decideHead, freshen, isAbout } from '../cache/update.ts';
import { conditionsFor } from '../cache/validate.ts';
import { matchesVary } from '../cache/vary.ts';
import { hasContent, towardsOrigin } from './edge-fields.ts';
import type { Flight } from './edge-flights.ts';
import { type EdgeParts, type Forward, type Job, withoutRange } from './edge-job.ts';
import { askOrigin, authorityOf, type OriginAnswer, OriginFailure } from './edge-origin.ts';
import { completed, joinedEntry, restOf } from './edge-parts.ts';
import type { Replies } from './edge-replies.ts';
import { passOn, startReply } from './edge-reply.ts';
import type { Entry } from './edge-store.ts';

export interface Forwarder {
  /** Asks the origin, with the stored validators where there is a stored response, and passes on what it says. */
  forward(job: Job, why: Forward, entry?: Entry, flight?: Flight): Promise<void>;
  /** Asks for what is missing of a stored part, and answers from both. */
  complete(job: Job, why: Forward, part: Entry, flight?: Flight): Promise<void>;
  /** Answers where the origin gave no answer: from what is stored, where that is allowed. */
  failed(job: Job, why: Forward, entry: Entry | undefined, error: unknown): void;
}

export function createForwarder(edge: EdgeParts, { reply, refuse, tell, serialise, ttlOf }: Replies): Forwarder {
  const { store, profile, origin, now } = edge;
  const originUrl = `http://${authorityOf(origin)}`;

  const ask = (request: CacheRequest, content?: IncomingMessage) => {
    const { originTimeout: timeout, signal, asked } = edge;
    return askOrigin(origin, request, { timeout, now, signal, asked, ...(content === undefined ? {} : { content }) });
  };

  async function forward(job: Job, why: Forward, entry?: Entry, flight?: Flight): Promise<void> {
    const { request, message } = job;
    const fields = towardsOrigin(request.headers, authorityOf(origin), edge);
    const conditional = entry === undefined || request.method !== 'GET' ? undefined : conditionsFor(withoutRange(fields), entry.stored);
    let answer: OriginAnswer;
    try {
      answer = await ask({ ...request, headers: conditional ?? fields }, hasContent(request.headers) ? message : undefined);
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

  async function complete(job: Job, why: Forward, part: Entry, flight?: Flight): Promise<void> {
    const { request } = job;
    const rest = restOf(request, part, towardsOrigin(request.headers, authorityOf(origin), edge), now());
    if (rest === undefined) return forward(job, why, undefined, flight);
    let answer: OriginAnswer;
    try {
      answer = await ask({ ...request, headers: rest.headers });
    } catch (error) {
      flight?.land('failed');
      return failed(job, why, undefined, error);
    }
    const { response } = answer;
    // All of it in its present form, or an error: that answers the request as it is.
    if (response.status !== 206 && response.status !== 416) return relay(job, why, undefined, answer, flight);
    const whole = response.status === 206 ? await completed(part, answer, rest.missing, edge) : undefined;
    if (whole === undefined) {
      answer.body.destroy();
      store.remove(part);
      return forward(
        job,
        { fwd: 'miss', because: 'what came cannot be joined to the part that was stored: it is dropped', source: 'rfc9111#3.4' },
        undefined,
        flight,
      );
    }
    store.put(request.target, whole, [part]);
    flight?.land('landed');
    reply(job, whole, { fwd: why.fwd, fwdStatus: 206, ttl: ttlOf(whole.stored), stored: true }, 'miss', {
      because: `${why.because}; bytes ${rest.missing.first} to ${rest.missing.last} were fetched and joined to it`,
      source: 'rfc9111#3.4',
    });
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
      // Nothing that was broken off is ever stored: the content came whole (RFC 9111 section 3.3).
      const stored: Stored = {
        request: { ...request, method: 'GET' },
        response: { status: response.status, headers: fields },
        requestTime,
        responseTime,
      };
      const instead = store
        .find(request.target)
        .filter((other) => other === entry || matchesVary(other.stored, request).decision === 'match');
      const fresh = response.status === 206 ? joinedEntry(instead, stored, response, content) : { stored, body: content };
      if (fresh !== undefined) store.put(request.target, fresh, instead);
    }
    flight?.land(content === undefined ? 'not kept' : 'landed');
  }

  function storingOf(request: CacheRequest, { response, responseTime }: OriginAnswer): StoreDecision {
    const decision = mayStore(request, response, responseTime, profile);
    if (decision.decision === 'do not store') return decision;
    const length = fieldOf(response.headers, 'Content-Length');
    if (response.status === 206) {
      const part = mayKeepPart(response, length === undefined ? undefined : Number(length));
      if (part.decision === 'do not keep') return { decision: 'do not store', because: part.because, source: part.source };
    }
    if (Number(length ?? 0) > edge.maxEntryBytes)
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
    const garbled = error instanceof OriginFailure && error.garbled;
    const did = timedOut ? `said nothing for ${edge.originTimeout} ms` : garbled ? 'answered with what is no HTTP' : 'could not be asked';
    const because = `${why.because}; the origin ${did}${use === undefined ? '' : `; ${use.because}`}`;
    const source = use?.source ?? (timedOut ? 'rfc9110#15.6.5' : 'rfc9110#15.6.3');
    refuse(job, timedOut ? 504 : 502, { because, source }, why.fwd);
  }

  return { forward, complete, failed };
}
