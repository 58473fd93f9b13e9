// The caching lab's origin: one page whose content has versions, with the header fields that the settings ask for. Its dates
// are those of a clock that can be moved.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { formatDate } from '../cache/dates.ts';
import type { Fields } from '../cache/fields.ts';
import { isNotModified } from '../cache/validate.ts';
import type { Clock } from '../lib/clock.ts';
import type { Settings } from '../wire/setting.ts';
import { fieldsOf, rawOf } from './edge-fields.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { sendPage } from './page.ts';

export interface CachingServer extends AsyncDisposable {
  readonly port: number;
  readonly version: number;
  /** A new version, now; or with the second of the last one, as a file that was written twice within a second. */
  change(sameSecond: boolean): void;
}

/** What Cache-Control can say here, by the names of the setting; `none` is no field at all. */
export const POLICIES = [
  'max-age',
  'no-store',
  'no-cache',
  'immutable',
  'private',
  's-maxage',
  'must-revalidate',
  'stale-while-revalidate',
  'none',
] as const;

/** The value of Cache-Control, or undefined where there is to be none. */
export function policyField({ policy, maxAge }: Settings): string | undefined {
  if (policy === 'none') return undefined;
  if (policy === 'no-store' || policy === 'no-cache') return policy;
  if (policy === 'private') return `private, max-age=${maxAge}`;
  if (policy === 's-maxage') return `max-age=0, s-maxage=${maxAge}`;
  if (policy === 'stale-while-revalidate') return `max-age=${maxAge}, stale-while-revalidate=86400`;
  return policy === 'max-age' ? `max-age=${maxAge}` : `max-age=${maxAge}, ${policy}`;
}

/** How long ago the first version was made, seconds: what a cache guesses from when nothing says how long it may keep it. */
const FIRST_CHANGE = 10 * 86_400;

/** Starts the origin on a free port of the loopback interface. */
export async function startCachingServer({ params, emit }: LabContext, clock: Clock): Promise<CachingServer> {
  let version = 1;
  let modified = clock.date().getTime() - FIRST_CHANGE * 1000;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const language = /^\s*de\b/i.test(request.headers['accept-language'] ?? '') ? 'de' : 'en';
    const control = policyField(params);
    const { validator } = params;
    const tag = `"${version}-${language}"`;
    const now = clock.date().getTime();
    const fields: Fields = [
      ['Date', formatDate(now)],
      ...(control === undefined ? [] : ([['Cache-Control', control]] as const)),
      ...(validator === 'strong' ? ([['ETag', tag]] as const) : []),
      ...(validator === 'weak' ? ([['ETag', `W/${tag}`]] as const) : []),
      // In whole seconds: more does not fit into the field (RFC 9110 section 5.6.7).
      ...(validator === 'last-modified' ? ([['Last-Modified', formatDate(modified)]] as const) : []),
      ...(params.vary === true ? ([['Vary', 'Accept-Language']] as const) : []),
    ];
    const asked = { method: request.method ?? 'GET', target: '/page', headers: fieldsOf(request.rawHeaders) };
    // A condition needs something to be held against; without a validator the answer is always full.
    const unchanged = validator !== 'none' && isNotModified(asked, { status: 200, headers: fields }, now);
    say('asked', `version ${version}: ${unchanged ? '304' : '200'}`);
    response.sendDate = false; // ours is the moved clock's
    if (unchanged) return response.writeHead(304, rawOf(fields)).end();
    const content = `version=${version} language=${language} `.padEnd(Number(params.size), 'text ');
    response.writeHead(
      200,
      rawOf([...fields, ['Content-Type', 'text/plain; charset=utf-8'], ['Content-Length', String(Buffer.byteLength(content))]]),
    );
    return response.end(content);
  };
  const server = http.createServer((request, response) => {
    response.on('error', () => {});
    if (request.url === '/page') return answer(request, response);
    if (request.url === '/') return sendPage(response, PAGE);
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('There is a page at / and the cached one at /page.\n');
  });
  server.keepAliveTimeout = 0;
  const port = await listenLocally(server);
  return {
    port,
    get version() {
      return version;
    },
    change(sameSecond) {
      version += 1;
      const now = clock.date().getTime();
      modified = sameSecond ? Math.floor(modified / 1000) * 1000 + 999 : now;
      say('changed', `version ${version}${sameSecond ? ', in the same second as the one before' : ''}`);
    },
    async [Symbol.asyncDispose]() {
      await closeHttp(server);
    },
  };
}

const PAGE = {
  title: 'Wirewise: HTTP caching',
  lead: 'Every two seconds this page fetches /page through the cache of your browser. Look in the terminal which of them it asks for at all, and which get a 304.',
  script: `async function ask() {
  const before = performance.now();
  try {
    const response = await fetch('/page');
    const text = await response.text();
    show(response.status + ' ' + text.slice(0, 24) + ' after ' + Math.round(performance.now() - before) + ' ms');
  } catch (problem) {
    show('no answer: ' + problem.message);
  }
  setTimeout(ask, 2000);
}
ask();`,
} as const;
