// The short-polling lab's server: one resource, the newest messages, answered at once whatever there is; with an ETag, a
// max-age, and, where it is asked for, a cache in front.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { branch } from '../lib/random.ts';
import { matchesEtag, startCachingRelay } from './caching-relay.ts';
import { createFeed, type Feed, type FeedMessage } from './feed.ts';
import type { LabContext } from './lab.ts';
import { closeHttp } from './local-server.ts';
import { sendPage } from './page.ts';
import { think } from './site.ts';

export interface PolledServer extends AsyncDisposable {
  /** Where clients ask: the cache if there is one, the server itself otherwise. */
  readonly port: number;
  readonly feed: Feed;
}

/** Starts the server on a free port of the loopback interface; the feed starts with the first request. */
export async function startPolledServer(context: LabContext): Promise<PolledServer> {
  const { params, emit, clock } = context;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const thinking = new AbortController();
  const newest: FeedMessage[] = [];
  let began = false;
  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random: context.random,
    publish(message) {
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id } }, { connection: 0, source: 'hook' });
      newest.unshift(message);
      if (newest.length > Number(params.window)) newest.pop();
    },
  });

  // After the feed has drawn: it publishes what every lab's feed publishes under this seed.
  const random = branch(context.random);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!began) feed.start();
    began = true;
    const last = newest[0]?.id ?? 0;
    // The answer is what there was when the request came, however long it takes to give it.
    const content = `{"last":${last},"messages":[${newest.map(({ text }) => text).join()}]}`;
    const etag = `"${last}"`;
    try {
      await think(Number(params.serverTime) * 2 * random.next(), thinking.signal);
    } catch {
      return; // the lab ends
    }
    const unchanged = matchesEtag(request.headers['if-none-match'], etag);
    say('asked', unchanged ? `nothing newer than #${last}: 304` : `newest is #${last}`);
    const fields = { ETag: etag, 'Cache-Control': params.cache === 'none' ? 'no-cache' : `max-age=${Number(params.maxAge)}` };
    // RFC 9110 section 15.4.5: a 304 has no content and repeats what a cache needs.
    if (unchanged) response.writeHead(304, fields).end();
    else
      response.writeHead(200, { ...fields, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content) }).end(content);
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {}); // a client that is gone
    if (request.url === '/latest') return void answer(request, response);
    if (request.url === '/') return sendPage(response, PAGE);
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('There is a page at / and the newest messages at /latest.\n');
  };
  const server = http.createServer(handle);
  server.keepAliveTimeout = 0; // whoever asks every few seconds keeps the connection
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const relay =
    params.cache === 'shared'
      ? await startCachingRelay({
          originPort: port,
          clock,
          onRequest(outcome) {
            if (outcome !== 'miss') say(outcome, outcome === 'hit' ? 'answered by the cache' : 'the cache asked whether it changed: no');
          },
        })
      : undefined;

  return {
    port: relay?.port ?? port,
    feed,
    async [Symbol.asyncDispose]() {
      feed.stop();
      thinking.abort();
      await relay?.[Symbol.asyncDispose]();
      await closeHttp(server);
    },
  };
}

const PAGE = {
  title: 'Wirewise: short polling',
  lead: 'This page asks for the newest messages once a second, the next time only after the answer has come. The browser keeps the last answer and asks with its ETag: look for 304 in the terminal when nothing has changed.',
  script: `let last = 0;
async function poll() {
  try {
    const response = await fetch('/latest', { cache: 'no-cache' });
    if (!response.ok) throw new Error('status ' + response.status);
    const { messages, last: newest } = await response.json();
    const news = messages.filter((message) => message.id > last).reverse();
    for (const message of news) show('#' + message.id + ' ' + message.symbol + ' ' + message.price);
    if (news.length === 0) show('nothing new');
    last = newest;
  } catch (problem) {
    show('no answer: ' + problem.message);
  }
  setTimeout(poll, 1000);
}
poll();`,
} as const;
