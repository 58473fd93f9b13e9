// The SSE lab's server: an event stream (WHATWG HTML section 9.2) with ids, replay, comments and the ways to end it.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import http2, { type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createFeed, createReplayBuffer, type Feed, type FeedMessage } from './feed.ts';
import type { LabContext } from './lab.ts';
import { sendPage } from './page.ts';

export interface EventServer extends AsyncDisposable {
  readonly port: number;
  readonly feed: Feed;
  /** Ends all streams in order; clients come back. */
  endStreams(): void;
  /** Answers the next request for the stream with 204: that client is not to come back. */
  answer204(): void;
}

/** Starts the server on a free port of the loopback interface; the feed starts with the first stream. */
export async function startEventServer(context: LabContext): Promise<EventServer> {
  const { params, emit, random } = context;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const streams = new Set<ServerResponse>();
  const sessions = new Set<ServerHttp2Session>();
  const replay = createReplayBuffer();
  let no = 0;
  let began = false;

  const count = () => `${streams.size} ${streams.size === 1 ? 'stream' : 'streams'} open`;
  const frame = ({ id, text }: FeedMessage) => `${params.ids === true ? `id: ${id}\n` : ''}event: update\ndata: ${text}\n\n`;
  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random,
    publish(message) {
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id } }, { connection: 0, source: 'hook' });
      replay.add(message);
      for (const stream of streams) stream.write(frame(message));
    },
  });

  const stream = (request: IncomingMessage, response: ServerResponse) => {
    if (no > 0) {
      no -= 1;
      // WHATWG HTML section 9.2.3: 204 is how a server tells an EventSource to stop reconnecting.
      response.writeHead(204).end();
      return say('rejected', '204: this client is not to come back');
    }
    response.writeHead(200, {
      'Content-Type': String(params.contentType),
      'Cache-Control': 'no-cache',
      ...(params.accelBuffering === 'no' ? { 'X-Accel-Buffering': 'no' } : {}),
    });
    response.write(`retry: ${Number(params.retry)}\n\n`);
    const last = Number(request.headers['last-event-id']);
    if (params.replay === true && Number.isInteger(last)) {
      const missed = replay.after(last);
      for (const message of missed) response.write(frame(message));
      say('replayed', `${missed.length} events after #${last}`);
    }
    streams.add(response);
    say('accepted', count());
    response.on('error', () => {}); // a client that is gone; `close` follows
    response.on('close', () => {
      streams.delete(response);
      say('gone', count());
    });
    // Only the first stream starts it: a feed that was stopped stays stopped when a client comes back.
    if (!began) feed.start();
    began = true;
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/events') return stream(request, response);
    if (request.url === '/') return sendPage(response, PAGE);
    if (request.url === '/api/time') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify({ published: replay.after(0).length }));
    }
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('There is a page at / and a stream at /events.\n');
  };

  // Node's HTTP/2 server hands over requests and responses of the same shape (its compatibility API).
  const server =
    params.http === 'h2c' ? http2.createServer(handle as unknown as Parameters<typeof http2.createServer>[1]) : http.createServer(handle);
  server.on('session', (session: ServerHttp2Session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  const keepAlive = Number(params.keepAlive);
  const comments =
    keepAlive > 0
      ? setInterval(() => {
          for (const each of streams) each.write(': still here\n\n');
        }, keepAlive)
      : undefined;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    feed,
    endStreams() {
      for (const each of streams) each.end();
      streams.clear(); // nothing may be written after the end
    },
    answer204() {
      no += 1;
    },
    async [Symbol.asyncDispose]() {
      feed.stop();
      clearInterval(comments);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) session.destroy();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

const PAGE = {
  title: 'Wirewise: server-sent events',
  lead: 'This page follows an event stream with a real EventSource, through the tap. End the stream in the terminal, or cut it: the browser comes back with Last-Event-ID.',
  script: `const source = new EventSource('/events');
source.onopen = () => show('open');
source.addEventListener('update', (event) => show('#' + event.lastEventId + ' ' + event.data));
source.onerror = () => show(source.readyState === EventSource.CLOSED ? 'closed for good' : 'reconnecting');`,
} as const;
