// The SSE lab's clients: EventSources of one browser, which share its pool of connections.
import { text } from 'node:stream/consumers';
import { EventSource } from 'eventsource';
import { CONNECTION_LIMIT, type ConnectionPool, createHttp1Pool, createHttp2Pool } from './connection-pool.ts';
import { idOf } from './feed.ts';
import type { LabContext } from './lab.ts';

export interface EventClients extends Disposable {
  connect(): void;
  /** A plain GET through the same pool. */
  request(): void;
}

/** Clients for the tap at `port`; none connects until told to. */
export function createEventClients(port: number, { params, emit, signal }: LabContext): EventClients {
  const origin = `http://127.0.0.1:${port}`;
  const pool: ConnectionPool = params.http === 'h2c' ? createHttp2Pool(origin) : createHttp1Pool(origin);
  let sources: EventSource[] = [];
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });

  /** A request through the pool, with a word when it has to wait. */
  const get = async (who: string, path: string, request?: Parameters<ConnectionPool['get']>[1]) => {
    const before = pool.waiting;
    const response = pool.get(path, request);
    if (pool.waiting > before) say('waiting', `${who} waits: ${CONNECTION_LIMIT} connections are busy, the browsers' limit`);
    return response;
  };

  const open = (name: string) => {
    say('connecting', name);
    let last: number | undefined;
    let refused = new AbortController();
    const source = new EventSource(`${origin}/events`, {
      fetch: async (url, init) => {
        refused = new AbortController();
        const given = AbortSignal.any([init.signal as AbortSignal, refused.signal]);
        return get(name, new URL(url).pathname, { headers: init.headers as Record<string, string>, signal: given });
      },
    });
    sources.push(source);
    source.onopen = () => say('open', name);
    source.addEventListener('update', ({ data }) => {
      const id = idOf(String(data));
      if (id === undefined) return;
      last = id;
      emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client: name } }, { connection: 0, source: 'hook' });
    });
    source.onerror = ({ message }) => {
      if (signal.aborted) return;
      if (source.readyState === EventSource.CLOSED) {
        refused.abort(); // a browser drops an answer that it refuses; this library leaves that to us
        return say('closed', `${name}: readyState CLOSED: ${message ?? 'the answer ended it'}`);
      }
      if (params.closeOnError === true) {
        source.close();
        return say('closed', `${name}: readyState was CONNECTING; the error handler called close(): CLOSED`);
      }
      say('reconnecting', `${name}: readyState CONNECTING${params.ids === true && last !== undefined ? `, last event id ${last}` : ''}`);
    };
  };

  return {
    connect() {
      if (sources.some((source) => source.readyState !== EventSource.CLOSED)) return;
      sources = []; // new ones remember no id
      const clients = Number(params.clients);
      for (let index = 1; index <= clients; index++) open(clients === 1 ? 'client' : `client ${index}`);
    },
    request() {
      say('asking', 'GET /api/time');
      get('the plain request', '/api/time', { signal })
        .then(async ({ status, body }) => {
          if (body !== null) await text(body);
          say('answered', `/api/time: ${status}`);
        })
        .catch(() => {
          if (!signal.aborted) say('failed', '/api/time: the connection broke');
        });
    },
    [Symbol.dispose]() {
      for (const source of sources) source.close();
      pool[Symbol.dispose]();
    },
  };
}
