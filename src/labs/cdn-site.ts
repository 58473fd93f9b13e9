// The CDN lab's origin: a site with releases (a page, its script, and a part that is loaded later) and a page for each user,
// with the header fields that the settings ask for. Its dates are those of a clock that can be moved.
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { formatDate } from '../cache/dates.ts';
import type { Fields } from '../cache/fields.ts';
import { isNotModified } from '../cache/validate.ts';
import type { Clock } from '../lib/clock.ts';
import type { Settings } from '../wire/setting.ts';
import { fieldsOf, rawOf } from './edge-fields.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { askingPage, sendPage } from './page.ts';
import { think } from './site.ts';

export interface CdnSite extends AsyncDisposable {
  readonly port: number;
  readonly release: number;
  /** Puts the next release up, in place of the last one; with it its files, beside the old ones where those are kept. */
  deploy(): void;
  /** Answers 503 to everything, or no longer. */
  setDown(down: boolean): void;
}

/** Cache-Control of the page, by the names of the setting. */
export const PAGE_POLICIES = {
  'no-cache': 'no-cache',
  'max-age': 'public, max-age=600',
  's-maxage': 'max-age=0, s-maxage=600',
  // Not s-maxage: it forbids a shared cache to use what is stale (RFC 9111 section 5.2.2.10).
  stale: 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
} as const;

/** A request field that the site puts into its page: who chooses it chooses where the script comes from. */
export const REFLECTED = 'X-Script-Host';

/** Cache-Control of the page for one user. */
export const ACCOUNT_POLICIES = {
  'max-age': 'max-age=600',
  private: 'private, max-age=600',
  'no-store': 'no-store',
  'vary-cookie': 'max-age=600',
} as const;

const PARTS = ['app', 'chat'] as const;
const scriptOf = (part: string, release: number) => `/* ${part} release=${release} */ `.padEnd(2000, 'code; ');

/** Where a part of a release is: its name holds a hash of its content, or it is always the same. */
export function partPath(part: (typeof PARTS)[number], release: number, { assets }: Settings): string {
  if (assets !== 'hashed') return `/${part}.js`;
  return `/${part}.${createHash('sha256').update(scriptOf(part, release)).digest('hex').slice(0, 8)}.js`;
}

interface Found {
  readonly content: string;
  readonly type: string;
  readonly fields: Fields;
}

/** Starts the site on a free port of the loopback interface. */
export async function startCdnSite({ params, emit }: LabContext, clock: Clock): Promise<CdnSite> {
  let release = 1;
  let down = false;
  const files = new Map<string, string>();
  const thinking = new AbortController();
  setMaxListeners(0, thinking.signal); // a herd waits for it
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const putUp = () => {
    if (params.keepOld !== true) files.clear();
    for (const part of PARTS) files.set(partPath(part, release, params), scriptOf(part, release));
  };
  putUp();

  const find = (path: string, request: IncomingMessage): Found | undefined => {
    if (path === '/site') {
      const host = params.header === 'ignored' ? undefined : request.headers[REFLECTED.toLowerCase()];
      const from = typeof host === 'string' ? `<script src="//${host}/steal.js"></script>` : '';
      const content = `<!doctype html><title>release=${release}</title><script src="${partPath('app', release, params)}"></script>${from}<button data-part="${partPath('chat', release, params)}">chat</button>`;
      const control = from !== '' && params.header === 'no-store' ? 'no-store' : PAGE_POLICIES[params.html as keyof typeof PAGE_POLICIES];
      const names = [...(params.variety === 'user-agent' ? ['User-Agent'] : []), ...(params.header === 'vary' ? [REFLECTED] : [])];
      const vary: Fields = names.length > 0 ? [['Vary', names.join(', ')]] : [];
      return {
        content: content.padEnd(Number(params.size), ' text'),
        type: 'text/html; charset=utf-8',
        fields: [['Cache-Control', control], ['ETag', `"r${release}"`], ['Cache-Tag', `page, release-${release}`], ...vary],
      };
    }
    if (path === '/account') {
      const user = /(?:^|;\s*)user=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'nobody';
      const control = ACCOUNT_POLICIES[params.account as keyof typeof ACCOUNT_POLICIES];
      const vary: Fields = params.account === 'vary-cookie' ? [['Vary', 'Cookie']] : [];
      return {
        content: `user=${user} `.padEnd(1000, 'balance '),
        type: 'text/html; charset=utf-8',
        fields: [['Cache-Control', control], ...vary],
      };
    }
    const script = files.get(path);
    if (script === undefined) return undefined;
    // A year, and never asked again: the name changes with the content (RFC 8246 section 2).
    const control = params.assets === 'hashed' ? 'public, max-age=31536000, immutable' : 'public, max-age=600';
    const etag = `"${createHash('sha256').update(script).digest('hex').slice(0, 8)}"`;
    return {
      content: script,
      type: 'text/javascript',
      fields: [
        ['Cache-Control', control],
        ['ETag', etag],
        ['Cache-Tag', 'script'],
      ],
    };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? '/';
    response.on('error', () => {});
    if (target === '/') return sendPage(response, PAGE);
    const found = down ? undefined : find(target.split('?')[0] ?? '', request);
    const now = clock.date().getTime();
    const asked = { method: request.method ?? 'GET', target, headers: fieldsOf(request.rawHeaders) };
    const fields: Fields = [['Date', formatDate(now)], ...(found?.fields ?? [['Cache-Control', 'no-store']])];
    const hasTag = fields.some(([name]) => name === 'ETag');
    const unchanged = found !== undefined && hasTag && isNotModified(asked, { status: 200, headers: fields }, now);
    const status = down ? 503 : found === undefined ? 404 : unchanged ? 304 : 200;
    say('asked', `${target}: ${status}`);
    try {
      await think(Number(params.serverTime), thinking.signal);
    } catch {
      return; // the lab ends
    }
    response.sendDate = false; // ours is the moved clock's
    if (status === 304) return response.writeHead(304, rawOf(fields)).end();
    const content = found?.content ?? (down ? 'The origin is down.\n' : 'There is no such file here.\n');
    const length = String(Buffer.byteLength(content));
    response.writeHead(status, rawOf([...fields, ['Content-Type', found?.type ?? 'text/plain'], ['Content-Length', length]]));
    return response.end(content);
  };
  const server = http.createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 0;
  const port = await listenLocally(server);
  return {
    port,
    get release() {
      return release;
    },
    deploy() {
      release += 1;
      putUp();
      say('deployed', `release ${release}: ${[...files.keys()].join(' ')}`);
    },
    setDown(value) {
      down = value;
      say(down ? 'down' : 'up', down ? 'answers 503 to everything' : 'answers again');
    },
    async [Symbol.asyncDispose]() {
      thinking.abort();
      await closeHttp(server);
    },
  };
}

const PAGE = askingPage({
  title: 'Wirewise: CDN and edge',
  lead: 'Every two seconds this page fetches /site from the edge, past the cache of your browser. The terminal shows only what the edge asks of the origin: look how rarely that is.',
  path: '/site',
});
