// The long-polling lab's server: holds a request until there is news (RFC 6202 section 2.1), keeps recent messages for whoever
// names the last one it had, answers 204 when nothing came for long, and notices clients that go.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { createFeed, createReplayBuffer, type Feed, type FeedMessage } from './feed.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { sendPage } from './page.ts';

export interface LongPollServer extends AsyncDisposable {
  readonly port: number;
  readonly feed: Feed;
  /** Resets what is open, and whatever comes for that many milliseconds. Messages are kept. */
  restart(downtime: number): void;
}

/** Starts the server on a free port of the loopback interface; the feed starts with the first request. */
export async function startLongPollServer(context: LabContext): Promise<LongPollServer> {
  const { params, emit, random } = context;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const hold = Number(params.hold);
  /** Requests that wait for news, and what takes each of them off the list. */
  const held = new Map<ServerResponse, () => void>();
  const replay = createReplayBuffer();
  let began = false;
  let down: ReturnType<typeof setTimeout> | undefined;

  const answer = (response: ServerResponse, messages: readonly FeedMessage[]) => {
    held.get(response)?.();
    const content = `{"last":${messages.at(-1)?.id ?? 0},"messages":[${messages.map(({ text }) => text).join()}]}`;
    const fields = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content), 'Cache-Control': 'no-store' };
    response.writeHead(200, fields).end(content);
  };
  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random,
    publish(message) {
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id } }, { connection: 0, source: 'hook' });
      replay.add(message);
      for (const response of [...held.keys()]) answer(response, [message]);
    },
  });

  const poll = (response: ServerResponse, since: number | undefined) => {
    if (!began) feed.start();
    began = true;
    const missed = since === undefined ? [] : replay.after(since);
    if (missed.length > 0) {
      say('caught-up', `${missed.length} ${missed.length === 1 ? 'message' : 'messages'} after #${since} waited for this request`);
      return answer(response, missed);
    }
    const timer = setTimeout(() => {
      held.get(response)?.();
      response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
    }, hold);
    held.set(response, () => {
      clearTimeout(timer);
      held.delete(response);
    });
    response.on('close', () => {
      if (!held.has(response)) return;
      held.get(response)?.();
      say('gone', `a client gave up its request; ${held.size} wait`);
    });
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {}); // a client that is gone; `close` follows
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
    if (pathname === '/') return sendPage(response, PAGE);
    if (pathname === '/poll') {
      const since = searchParams.get('since');
      return poll(response, since !== null && /^\d{1,15}$/.test(since) ? Number(since) : undefined);
    }
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('There is a page at / and news at /poll?since=0.\n');
  };
  const server = http.createServer(handle);
  // A pause between two requests of a client must not cost it the connection.
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => {
    if (down !== undefined) socket.resetAndDestroy();
  });
  const port = await listenLocally(server);

  return {
    port,
    feed,
    restart(downtime) {
      clearTimeout(down);
      say('down', `restarts: resets ${held.size} waiting requests, and whatever comes for ${downtime} ms`);
      for (const off of [...held.values()]) off();
      server.closeAllConnections();
      down = setTimeout(() => {
        down = undefined;
        say('up', 'takes requests again');
      }, downtime);
    },
    async [Symbol.asyncDispose]() {
      feed.stop();
      clearTimeout(down);
      for (const off of [...held.values()]) off();
      await closeHttp(server);
    },
  };
}

const PAGE = {
  title: 'Wirewise: long polling',
  lead: 'This page asks for news with fetch, waits for the answer as long as it takes, and asks again. Cut it in the terminal, or look at what the server sees when you close the tab.',
  script: `let last = 0;
(async () => {
  for (;;) {
    try {
      const response = await fetch('/poll?since=' + last, { cache: 'no-store' });
      if (response.status === 204) { show('204: nothing new'); continue; }
      if (!response.ok) throw new Error('status ' + response.status);
      const { messages, last: newest } = await response.json();
      for (const message of messages) show('#' + message.id + ' ' + message.symbol + ' ' + message.price);
      last = newest;
    } catch (problem) {
      const wait = Math.random() * 2000;
      show('asks again in ' + Math.round(wait) + ' ms: ' + problem.message);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
})();`,
} as const;
