// The edge functions lab's origin: a page for each country or bucket, a database beside it, and, where the lab wants the
// function there, the same function that would run at the edge.

import { setMaxListeners } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { Fields } from '../cache/fields.ts';
import { type Before, createBefore } from './edge-before.ts';
import { fieldsOf, rawOf } from './edge-fields.ts';
import type { EdgeFunction } from './edge-function.ts';
import { sayRun } from './function-words.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { askingPage, sendPage } from './page.ts';
import { think } from './site.ts';

export interface FunctionSite extends AsyncDisposable {
  readonly port: number;
}

/** In this header the edge says where a request comes from, as CDNs do. */
export const COUNTRY = 'X-Country';

/** Where the page for a browser is, which no function is bound to: at the front door, unless that is what the function is for. */
export function browserPath({ params }: Pick<LabContext, 'params'>): string {
  return params.function === 'redirect' ? '/browser' : '/';
}

/** Starts the site on a free port of the loopback interface; `fn` where the function runs here. */
export async function startFunctionSite(
  { params, emit }: Pick<LabContext, 'params' | 'emit'>,
  fn: EdgeFunction | undefined,
): Promise<FunctionSite> {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const reads = Number(params.reads);
  const before =
    fn === undefined
      ? undefined
      : createBefore({
          run: fn.run,
          country: ({ headers }) => headers.find(([name]) => name.toLowerCase() === COUNTRY.toLowerCase())?.[1] ?? 'ZZ',
          onError: params.onError === 'fail-open' ? 'fail-open' : 'fail-closed',
          // The database is in the same room.
          data: async () => Array.from({ length: reads }, (_, index) => datum(index + 1)),
          tell: (what, run) => sayRun(emit, 'origin', what, run),
        });
  const answer = async (message: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    response.sendDate = true;
    const send = (status: number, fields: Fields, body: string) => {
      const length = String(Buffer.byteLength(body));
      response.writeHead(status, rawOf([...fields, ['Content-Length', length]]));
      response.end(body);
    };
    const { method = 'GET', url = '/' } = message;
    const item = /^\/data\/(\d+)$/.exec(url)?.[1];
    if (item !== undefined) return send(200, [['Cache-Control', 'no-store']], JSON.stringify(datum(Number(item))));
    if (url === browserPath({ params })) return sendPage(response, PAGE);
    const asked = { method, target: url, headers: fieldsOf(message.rawHeaders) };
    const done: Before | undefined = await before?.(asked);
    try {
      await think(Number(params.serverTime), stop.signal);
    } catch {
      return response.destroy(); // the lab ends
    }
    if (done?.answer !== undefined) {
      const { status, headers, body } = done.answer;
      // What a function decided for one visitor is for nobody else.
      return send(status, [...headers.filter(([name]) => name !== 'Cache-Control'), ['Cache-Control', 'private, no-store']], body);
    }
    const target = done?.request.target ?? url;
    if (!/^\/([a-z]{2}\/)?page(\?.*)?$/.test(target)) return send(404, [['Cache-Control', 'no-store']], 'There is no such page here.\n');
    const kept = before === undefined ? 'max-age=0, s-maxage=600' : 'private, no-store';
    const body = `<!doctype html><title>${target}</title>`.padEnd(Number(params.size), ' text');
    return send(200, [['Content-Type', 'text/html'], ['Cache-Control', kept], ...(done?.responseHeaders ?? [])], body);
  };
  const server = http.createServer((message, response) => void answer(message, response));
  server.keepAliveTimeout = 0;
  const port = await listenLocally(server);
  return {
    port,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await closeHttp(server);
    },
  };
}

const datum = (id: number) => ({ id, value: `row ${id}` });

const PAGE = askingPage({
  title: 'Wirewise: edge functions',
  lead: 'Every two seconds this page fetches /page through the edge and its function. The terminal shows what reaches the origin.',
  path: '/page',
});
