// The long-polling lab's clients: each asks, waits for the answer, and asks again, over a connection of its own.
import { setMaxListeners } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type ConnectionPool, createHttp1Pool } from './connection-pool.ts';
import type { LabContext } from './lab.ts';

export interface LongPollClients extends Disposable {
  /** Lets all clients begin that do not poll yet. */
  connect(): void;
  /** All clients give up the request that they wait for, and do not ask again. */
  cancel(): void;
}

/** Milliseconds between the first requests of two clients: nobody's users come all at once. */
const ARRIVAL = 5;

/** Clients for the tap at `port`; none asks until told to. */
export function createLongPollClients(port: number, { params, emit, random, signal }: LabContext): LongPollClients {
  const origin = `http://127.0.0.1:${port}`;
  const say = (state: string, detail: string) =>
    emit(
      { name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail: alone(detail) } },
      { connection: 0, source: 'hook' },
    );
  const pools: ConnectionPool[] = [];
  let following: AbortController | undefined;

  /** One request and its answer: the id to ask from next, or undefined where nothing came. Rejects where it failed. */
  const ask = async (name: string, pool: ConnectionPool, last: number, given: AbortSignal): Promise<number | undefined> => {
    const { status, body } = await pool.get(params.since === true ? `/poll?since=${last}` : '/poll', { signal: given });
    const content = body === null ? '' : await text(body);
    if (status === 204) {
      say('empty', `${name}: 204, nothing came while the request was held`);
      return undefined;
    }
    if (status !== 200) throw new Error(`status ${status}`);
    const answer = JSON.parse(content) as { readonly last: number; readonly messages: readonly { readonly id: number }[] };
    for (const { id } of answer.messages)
      emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client: name } }, { connection: 0, source: 'hook' });
    return answer.last;
  };

  const follow = async (name: string, delay: number, given: AbortSignal) => {
    const pool = createHttp1Pool(origin);
    pools.push(pool);
    let last = 0;
    try {
      if (delay > 0) await wait(delay, undefined, { signal: given });
      for (;;) {
        try {
          last = (await ask(name, pool, last, given)) ?? last;
          if (Number(params.pause) > 0) await wait(Number(params.pause), undefined, { signal: given });
        } catch {
          given.throwIfAborted();
          // With jitter the mean stays the same: anything from nothing to twice the wait.
          const milliseconds = Math.round(Number(params.retryWait) * (params.jitter === true ? 2 * random.next() : 1));
          say('reconnecting', `${name}: asks again in ${milliseconds} ms`);
          await wait(milliseconds, undefined, { signal: given });
        }
      }
    } catch {
      if (!signal.aborted) say('closed', `${name}: gave up its request`);
    } finally {
      pool[Symbol.dispose]();
      pools.splice(pools.indexOf(pool), 1);
    }
  };

  return {
    connect() {
      if (following !== undefined && !following.signal.aborted) return;
      following = new AbortController();
      setMaxListeners(0, following.signal); // every client listens to it
      const clients = Number(params.clients);
      say('connecting', clients === 1 ? 'client' : `${clients} clients, one every ${ARRIVAL} ms`);
      for (let index = 0; index < clients; index++)
        void follow(clients === 1 ? 'client' : `client ${index + 1}`, index * ARRIVAL, following.signal);
    },
    cancel() {
      following?.abort();
    },
    [Symbol.dispose]() {
      following?.abort();
      for (const pool of [...pools]) pool[Symbol.dispose]();
    },
  };
}

/** One client among no others needs no name in front of what it says. */
const alone = (detail: string) => detail.replace(/^client: /, '');
