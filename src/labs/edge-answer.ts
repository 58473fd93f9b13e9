// What an edge does with one request: answer from the store, ask the origin, or wait for somebody else's fetch. The pure
// engine in src/cache decides; this file does what it says. What comes of asking is edge-forward.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CacheRequest } from '../cache/cache.ts';
import type { CacheStatus } from '../cache/cache-status.ts';
import { hasDirective } from '../cache/directives.ts';
import { hasField } from '../cache/fields.ts';
import { covers, wantedOf } from '../cache/partial.ts';
import { decideReuse, type Reuse, requestDirectives } from '../cache/reuse.ts';
import { isConditional, isNotModified } from '../cache/validate.ts';
import { matchesVary, selectionOf } from '../cache/vary.ts';
import { addFields } from './edge-before.ts';
import { fieldsOf, hasContent } from './edge-fields.ts';
import { createForwarder } from './edge-forward.ts';
import { type EdgeParts, type Forward, type Job, plain, targetOf } from './edge-job.ts';
import { OriginFailure } from './edge-origin.ts';
import { createReplies } from './edge-replies.ts';
import type { Entry } from './edge-store.ts';

/** Answers requests until the signal aborts. Never rejects. */
export function createAnswerer(
  edge: EdgeParts,
): (message: IncomingMessage, client: ServerResponse, from: Pick<Job, 'connection' | 'number'>) => Promise<void> {
  const { store, flights, profile, now } = edge;
  const replies = createReplies(edge);
  const { forward, complete, failed } = createForwarder(edge, replies);

  async function answer(message: IncomingMessage, client: ServerResponse, from: Pick<Job, 'connection' | 'number'>): Promise<void> {
    client.on('error', () => {});
    const { method = 'GET' } = message;
    const target = targetOf(message.url ?? '');
    const asked = { method, target: target ?? message.url ?? '', headers: fieldsOf(message.rawHeaders) };
    const spelt = target === undefined ? asked : (edge.normalise?.(asked) ?? asked);
    // Without a function nothing waits for one.
    const before = target === undefined || method === 'TRACE' || edge.before === undefined ? undefined : await edge.before(spelt);
    const request = before?.request ?? spelt;
    const job: Job = { request, message, client, ...from, function: before?.note, waited: [] };
    addFields(client, before?.responseHeaders ?? []);
    if (before?.answer !== undefined) return replies.answer(job, before.answer, { because: before.because, source: 'rfc9110#7.6' });
    if (target === undefined) return replies.refuse(job, 400, { because: 'the target is no path of this origin', source: 'rfc9112#3.2' });
    // TRACE would send back what the client sent, credentials and all (RFC 9110 section 9.3.8).
    if (method === 'TRACE') return replies.refuse(job, 405, { because: 'TRACE stops here', source: 'rfc9110#9.3.8' });
    if (method !== 'GET' && method !== 'HEAD')
      return forward(job, { fwd: 'method', because: `${method} may change something: it always goes to the origin`, source: 'rfc9111#4' });
    if (hasContent(request.headers))
      return forward(job, { fwd: 'bypass', because: `${method} with content, which is no part of the cache key`, source: 'rfc9110#9.3.1' });
    return lookUp(job);
  }

  async function lookUp(job: Job): Promise<void> {
    const { request } = job;
    const variants = store.find(request.target);
    const found = variants.find(({ stored }) => matchesVary(stored, request).decision === 'match');
    const reuse = found === undefined ? undefined : decideReuse(request, found.stored, now(), profile);
    // A part is of use while it is fresh, and to GET: it is not kept alive.
    const part = found?.part === undefined ? undefined : found;
    const entry = part === undefined ? found : undefined;
    if (part !== undefined && reuse?.decision === 'fresh' && holdsAll(request, part)) return fromStore(job, part, reuse);
    if (entry !== undefined && reuse !== undefined && reuse.decision !== 'validate') return fromStore(job, entry, reuse);
    if (hasDirective(requestDirectives(request, profile), 'only-if-cached'))
      return replies.refuse(job, 504, {
        because: 'the request says only-if-cached, and nothing stored may be used',
        source: 'rfc9111#5.2.1.7',
      });

    const usable = part !== undefined && reuse?.decision === 'fresh' && request.method === 'GET' && !isConditional(request);
    const why: Forward = usable
      ? { fwd: 'partial', because: 'a part of it is stored, but not all that is wanted', source: 'rfc9111#3.4' }
      : reuse !== undefined && entry !== undefined
        ? { fwd: reuse.asked ? 'request' : 'stale', because: reuse.because, source: reuse.source }
        : found === undefined && variants.length > 0
          ? { fwd: 'vary-miss', because: 'what is stored was chosen by other request fields (Vary)', source: 'rfc9111#4.1' }
          : part !== undefined
            ? { fwd: 'miss', because: 'only a part is stored, which cannot answer this', source: 'rfc9111#3.3' }
            : { fwd: 'uri-miss', because: 'nothing is stored for this target', source: 'rfc9111#4' };
    const go = (flight?: ReturnType<typeof flights.start>) =>
      usable ? complete(job, why, part, flight) : forward(job, why, entry, flight);
    if (!mayShareFlight(job)) return go();
    const key = flightKey(request);
    const other = job.waited.includes(key) ? undefined : flights.wait(key);
    if (other === undefined) {
      const flight = flights.start(key);
      return go(flight).finally(() => flight?.land('failed'));
    }
    const landing = await other;
    const after = { ...job, waited: [...job.waited, key] };
    if (landing === 'failed') return failed(after, why, entry, new OriginFailure('the request that it waited for got no answer'));
    return lookUp(after);
  }

  /** Whether a stored part answers a request: it has the bytes, or the client is only told that what it has is right. */
  function holdsAll(request: CacheRequest, { stored, part }: Entry): boolean {
    if (part === undefined || request.method !== 'GET') return false;
    if (isNotModified(request, stored.response, now())) return true;
    const wanted = wantedOf(request, stored, part.length, now());
    return wanted !== undefined && covers(part, wanted);
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
    replies.reply(job, entry, status, outcome, { because, source: collapsed ? 'rfc9111#4' : reuse.source }, reuse.withheld);
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

  return (message, client, from) =>
    answer(message, client, from).catch((error: unknown) => {
      // A bug of ours must neither leave a client waiting nor end the edge, and must be seen.
      client.destroy();
      const request = { method: message.method ?? '', target: message.url ?? '', headers: [] };
      const because = `the edge itself failed: ${error instanceof Error ? error.message : String(error)}`;
      replies.tell(
        { request, ...from },
        { because, source: 'rfc9110#15.6.1', status: 500, outcome: 'failed', cacheStatus: { detail: because } },
      );
    });
}
