// A small shared cache in front of a server, real and on loopback: it stores 200 answers to GET for their max-age, says how
// old they are, revalidates with their ETag, and fetches once for all who wait. It keeps to that part of RFC 9111 and knows
// no more: no Vary, no Authorization, no stale answers, no limit of what it keeps. For a lab's one resource.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Clock } from '../lib/clock.ts';
import { closeHttp, listenLocally } from './local-server.ts';

export interface CachingRelay extends AsyncDisposable {
  readonly port: number;
}

export interface CachingRelayOptions {
  readonly originPort: number;
  readonly clock: Clock;
  /** What became of each request: `hit`, `revalidated`, or `miss`. */
  readonly onRequest: (outcome: 'hit' | 'revalidated' | 'miss') => void;
}

interface Stored {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly etag: string | undefined;
  /** Milliseconds for which it is fresh, and when it was fetched or found unchanged. */
  readonly lifetime: number;
  readonly since: number;
}

/** Starts the relay on a free port of the loopback interface. */
export async function startCachingRelay({ originPort, clock, onRequest }: CachingRelayOptions): Promise<CachingRelay> {
  const agent = new http.Agent({ keepAlive: true });
  const stored = new Map<string, Stored>();
  const fetching = new Map<string, Promise<{ readonly answer: Stored; readonly outcome: 'revalidated' | 'miss' }>>();

  const fetchFrom = async (target: string) => {
    const known = stored.get(target);
    const headers = known?.etag === undefined ? {} : { 'If-None-Match': known.etag };
    const { response, body } = await get(target, headers);
    // RFC 9111 section 4.3.4: a 304 makes what is stored fresh again.
    if (response.statusCode === 304 && known !== undefined) return keep(target, { ...known, ...freshness(response) }, 'revalidated');
    const { etag, 'content-type': type = 'text/plain', 'cache-control': control = '' } = response.headers;
    return keep(
      target,
      {
        status: response.statusCode ?? 502,
        headers: { 'Content-Type': type, 'Cache-Control': control, ...(etag === undefined ? {} : { ETag: etag }) },
        body,
        etag,
        ...freshness(response),
      },
      'miss',
    );
  };
  const keep = (target: string, answer: Stored, outcome: 'revalidated' | 'miss') => {
    if (answer.status === 200 && !/no-store|private/.test(answer.headers['Cache-Control'] ?? '')) stored.set(target, answer);
    return { answer, outcome };
  };
  const freshness = (response: IncomingMessage) => ({
    lifetime: 1000 * Number(/max-age=(\d+)/.exec(response.headers['cache-control'] ?? '')?.[1] ?? 0),
    since: clock.now(),
  });
  const get = (target: string, headers: Readonly<Record<string, string>>) =>
    new Promise<{ readonly response: IncomingMessage; readonly body: string }>((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port: originPort, path: target, agent, headers }, (response) => {
          text(response).then((body) => resolve({ response, body }), reject);
        })
        .on('error', reject);
    });

  const find = async (target: string) => {
    const known = stored.get(target);
    if (known !== undefined && clock.now() - known.since < known.lifetime) return { answer: known, outcome: 'hit' } as const;
    // Whoever asks meanwhile gets the same answer: one request for all.
    const under = fetching.get(target) ?? fetchFrom(target).finally(() => fetching.delete(target));
    fetching.set(target, under);
    return under;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    try {
      const { answer, outcome } = await find(request.url ?? '/');
      onRequest(outcome);
      const age = Math.floor((clock.now() - answer.since) / 1000);
      // RFC 9211 section 2: what this cache did.
      const said = { hit: 'wirewise; hit', revalidated: 'wirewise; fwd=stale; fwd-status=304', miss: 'wirewise; fwd=miss; stored' }[
        outcome
      ];
      const headers = { ...answer.headers, Age: String(age), 'Cache-Status': said };
      const unchanged = answer.etag !== undefined && matchesEtag(request.headers['if-none-match'], answer.etag);
      if (unchanged) response.writeHead(304, headers).end();
      else response.writeHead(answer.status, { ...headers, 'Content-Length': Buffer.byteLength(answer.body) }).end(answer.body);
    } catch {
      response.writeHead(502, { 'Content-Type': 'text/plain' }).end('The origin did not answer.\n');
    }
  };
  const server = http.createServer((request, response) => void handle(request, response));
  server.keepAliveTimeout = 0;
  const port = await listenLocally(server);
  return {
    port,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await closeHttp(server);
    },
  };
}

/** Whether an If-None-Match (RFC 9110 section 13.1.2) names this entity tag, or any. Compared weakly, as it says. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
