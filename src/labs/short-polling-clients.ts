// The short-polling lab's clients: each asks at an interval, through a browser's pool of connections, and shows what is new.
import { setMaxListeners } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { branch } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';
import type { Settings } from '../wire/setting.ts';
import { type ConnectionPool, createHttp1Pool } from './connection-pool.ts';
import type { LabContext } from './lab.ts';

export interface PollClients extends Disposable {
  /** Lets all clients begin, if they have not. */
  connect(): void;
  /** All clients stop asking. */
  stop(): void;
}

interface Answer {
  readonly last: number;
  readonly messages: readonly { readonly id: number }[];
}

/** Clients for the tap at `port`; none asks until told to. */
export function createPollClients(port: number, context: LabContext): PollClients {
  const { params, emit, clock, conditions } = context;
  const random = branch(context.random);
  const interval = Number(params.interval);
  const say = (state: string, detail: string, source: 'hook' | 'model' = 'hook') =>
    emit(
      { name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail: alone(detail) } },
      { connection: 0, source },
    );
  let polling: AbortController | undefined;

  /** One client's state of the page, its own cache of one answer, and its calls. */
  const start = async (name: string, delay: number, signal: AbortSignal) => {
    const pool: ConnectionPool = createHttp1Pool(`http://127.0.0.1:${port}`);
    let shown = 0;
    let open = 0;
    let etag: string | undefined;
    let freshUntil = 0;

    const show = ({ last, messages }: Answer) => {
      if (last < shown) return say('stale', `${name}: an answer with #${last} came after one with #${shown}`);
      const news = messages.filter(({ id }) => id > shown).reverse(); // the newest comes first in an answer
      for (const { id } of news)
        emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client: name } }, { connection: 0, source: 'hook' });
      if (news.length === 0) say('empty', `${name}: nothing new`);
      shown = last;
    };
    const call = async () => {
      if (params.cache === 'client' && clock.now() < freshUntil) return say('cached', `${name}: its own copy is fresh, nothing is asked`);
      open += 1;
      if (open > 1) say('overlap', `${name}: ${open} calls at once`);
      try {
        const headers = params.conditional === true && etag !== undefined ? { 'If-None-Match': etag } : {};
        const response = await pool.get('/latest', { signal, headers });
        const content = response.body === null ? '' : await text(response.body);
        freshUntil = clock.now() + 1000 * Number(/max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1] ?? 0);
        if (response.status === 304) return say('empty', `${name}: 304, nothing new`);
        if (response.status !== 200) throw new Error(`status ${response.status}`);
        etag = response.headers.get('etag') ?? undefined;
        show(JSON.parse(content) as Answer);
      } catch (problem) {
        if (!signal.aborted) say('failed', `${name}: ${problem instanceof Error ? problem.message : 'no answer'}`);
      } finally {
        open -= 1;
      }
    };

    try {
      if (delay > 0) await wait(delay, undefined, { signal });
      if (params.schedule === 'setInterval') {
        const timer = setInterval(() => void call(), interval);
        signal.addEventListener('abort', () => {
          clearInterval(timer);
          pool[Symbol.dispose]();
        });
        await call();
        return;
      }
      for (;;) {
        await call();
        await wait(interval, undefined, { signal });
      }
    } catch {
      pool[Symbol.dispose](); // told to stop
    }
  };

  return {
    connect() {
      if (polling !== undefined && !polling.signal.aborted) return;
      polling = new AbortController();
      setMaxListeners(0, polling.signal); // every client listens to it
      const clients = Number(params.clients);
      say('connecting', clients === 1 ? 'client' : `${clients} clients, spread over an interval`);
      const { milliseconds, because } = predictStaleness(params, conditions);
      say('predicts', `a mean staleness of ${milliseconds} ms: ${because}`, 'model');
      for (let index = 0; index < clients; index++) {
        const name = clients === 1 ? 'client' : `client ${index + 1}`;
        void start(name, clients === 1 ? 0 : interval * random.next(), polling.signal);
      }
    },
    stop() {
      if (polling === undefined || polling.signal.aborted) return;
      polling.abort();
      say('closed', 'no client asks any more');
    },
    [Symbol.dispose]() {
      polling?.abort();
    },
  };
}

/**
 * Milliseconds from a message's publication to a client that polls, on average, if it may come at any moment of an interval;
 * and why. A computation: the run measures what it really was.
 */
export function predictStaleness(
  params: Settings,
  { rtt }: Pick<Conditions, 'rtt'>,
): { readonly milliseconds: number; readonly because: string } {
  const interval = Number(params.interval);
  const serverTime = Number(params.serverTime);
  const fresh = params.cache === 'none' ? 0 : 1000 * Number(params.maxAge);
  // Calls that wait for the answer before come with the time of that answer between them.
  const period = params.schedule === 'setInterval' ? interval : interval + rtt + serverTime;
  // One client meets a fresh copy until the first call after it has aged; many find a copy of any age.
  const alone = params.cache === 'client' || Number(params.clients) === 1;
  const asking = fresh === 0 ? period : alone ? (Math.floor(fresh / period) + 1) * period : period + fresh;
  const parts = [
    fresh > 0 ? 'half the time between two requests that reach the origin' : 'half the time between two requests',
    ...(rtt + serverTime > 0 ? ['the way of the answer'] : []),
  ];
  return { milliseconds: Math.round((asking / 2 + serverTime + rtt / 2) * 10) / 10, because: parts.join(', and ') };
}

/** One client among no others needs no name in front of what it says. */
const alone = (detail: string) => detail.replace(/^client: /, '');
