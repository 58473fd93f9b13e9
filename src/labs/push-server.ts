// The server of the push lab (RFC 9113 section 8.4): a page that takes time to make, two files that it needs, and three ways
// to help; and a feed sent as pushes, which is what push was never for. HTTP/2 in the clear, and HTTP/1.1 on the same port.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import http2, { type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { listenForEither } from './either-server.ts';
import { createFeed, createReplayBuffer, type Feed } from './feed.ts';
import type { LabContext } from './lab.ts';
import { sendPage } from './page.ts';

/** What the page needs, and how a hint says so (RFC 8297 section 2). */
const FILES = [
  { path: '/style.css', as: 'style', type: 'text/css' },
  { path: '/app.js', as: 'script', type: 'text/javascript' },
] as const;
const LINKS = FILES.map(({ path, as }) => `<${path}>; rel=preload; as=${as}`);
const LINK = LINKS.join(', ');
const DOCUMENT = `<!doctype html><title>A page</title><link rel="stylesheet" href="/style.css"><script src="/app.js"></script>`;
/** The files may be kept for an hour: a second visit has no need to ask for them. */
const KEEP = 'max-age=3600';

export interface PushServer extends AsyncDisposable {
  readonly port: number;
  readonly feed: Feed;
}

/** Starts the server on a free port of the loopback interface; the feed starts with the first client of /feed. */
export async function startPushServer(context: LabContext): Promise<PushServer> {
  const { params, emit, random } = context;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const think = Number(params.think);
  const asset = '/* filler */ '.repeat(Math.ceil(Number(params.asset) / 13)).slice(0, Number(params.asset));
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const sessions = new Set<ServerHttp2Session>();
  const readers = new Set<ServerHttp2Stream>();
  const replay = createReplayBuffer();
  let began = false;

  /** Does it after the time that making the page takes, unless who asked is gone. */
  const afterThinking = (work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, think);
    timers.add(timer);
  };
  /** Promises a response to a request that nobody made, and sends it at once. */
  const push = (stream: ServerHttp2Stream, path: string, type: string, body: string) => {
    stream.pushStream({ ':path': path }, (problem, pushed) => {
      if (problem !== null) return; // the client has gone, or has all the streams that it allows
      pushed.on('error', () => {});
      pushed.on('close', () => {
        if (pushed.rstCode === http2.constants.NGHTTP2_REFUSED_STREAM) say('refused', `the client does not want the push of ${path}`);
      });
      pushed.respond({ ':status': 200, 'content-type': type, 'cache-control': KEEP });
      pushed.end(body);
    });
  };
  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random,
    publish(message) {
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id } }, { connection: 0, source: 'hook' });
      replay.add(message);
      for (const reader of readers) if (reader.pushAllowed) push(reader, `/messages/${message.id}`, 'application/json', message.text);
    },
  });

  const page = (stream: ServerHttp2Stream) => {
    if (params.help === 'push' && stream.pushAllowed) {
      say('pushing', FILES.map(({ path }) => path).join(' and '));
      for (const { path, type } of FILES) push(stream, path, type, asset);
    } else if (params.help === 'push') {
      say('may-not-push', 'the client said ENABLE_PUSH=0');
    } else if (params.help === 'early-hints') {
      say('hinting', LINK);
      stream.additionalHeaders({ ':status': 103, link: LINK });
    }
    afterThinking(() => {
      if (stream.closed || stream.destroyed) return;
      stream.respond({ ':status': 200, 'content-type': 'text/html', 'cache-control': 'no-cache', link: LINK });
      stream.end(DOCUMENT);
    });
  };
  const follow = (stream: ServerHttp2Stream) => {
    // RFC 9113 section 8.4.1: a promise needs a request of the client that is still open; this one stays open for it.
    stream.respond({ ':status': 200, 'content-type': 'text/plain' });
    stream.write('messages come as pushes\n');
    readers.add(stream);
    say('accepted', `/feed, ${readers.size} open${stream.pushAllowed ? '' : ', but the client said ENABLE_PUSH=0'}`);
    stream.on('close', () => {
      readers.delete(stream);
      say('gone', `/feed, ${readers.size} open`);
    });
    if (!began) feed.start();
    began = true;
  };
  /** What a path holds, apart from the page and the feed. */
  const contentOf = (path: string) => {
    const file = FILES.find((each) => each.path === path);
    if (file !== undefined) return { type: file.type, body: asset };
    const [, id] = /^\/messages\/(\d+)$/.exec(path) ?? [];
    const message = replay.after(Number(id) - 1)[0];
    return message !== undefined && String(message.id) === id ? { type: 'application/json', body: message.text } : undefined;
  };
  const respond = (stream: ServerHttp2Stream, path: string) => {
    const content = contentOf(path);
    if (content === undefined) {
      stream.respond({ ':status': 404, 'content-type': 'text/plain' });
      return stream.end(NOWHERE);
    }
    stream.respond({ ':status': 200, 'content-type': content.type, 'cache-control': KEEP });
    return stream.end(content.body);
  };

  const server = http2.createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
  });
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => {});
    const path = String(headers[':path']);
    if (path === '/page') page(stream);
    else if (path === '/feed') follow(stream);
    else respond(stream, path);
  });
  /** The same over HTTP/1.1, which has 103 but no push. */
  const plain = http.createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/') return sendPage(response, PAGE);
    if (request.url === '/page') {
      if (params.help === 'early-hints') response.writeEarlyHints({ link: LINKS });
      return afterThinking(() => {
        response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-cache', Link: LINK });
        response.end(DOCUMENT);
      });
    }
    const content = contentOf(request.url ?? '');
    if (content === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      return response.end(NOWHERE);
    }
    response.writeHead(200, { 'Content-Type': content.type, 'Cache-Control': KEEP });
    return response.end(content.body);
  });
  const listening = await listenForEither({
    http1: (socket) => void plain.emit('connection', socket),
    http2: (socket) => void server.emit('connection', socket),
  });
  return {
    port: listening.port,
    feed,
    async [Symbol.asyncDispose]() {
      feed.stop();
      for (const timer of timers) clearTimeout(timer);
      for (const session of sessions) session.destroy();
      await listening[Symbol.asyncDispose]();
    },
  };
}

const NOWHERE = 'There is a page at /page, its files at /style.css and /app.js, and a feed of pushes at /feed.\n';

const PAGE = {
  title: 'Wirewise: HTTP/2 server push',
  lead: 'Chrome and Firefox take no push any more, and browsers speak HTTP/2 over TLS only. What this page shows is why push was a guess: it asks twice for the same file, and the second answer comes from a cache that no server can see.',
  script: `async function ask(path) {
  const began = performance.now();
  const { length } = await (await fetch(path)).text();
  const entry = performance.getEntriesByName(new URL(path, location.href).href).at(-1);
  const bytes = entry ? entry.transferSize : 0;
  show(path + ': ' + length + ' bytes of content, ' + bytes + ' bytes over the network, ' + Math.round(performance.now() - began) + ' ms');
}
ask('/style.css').then(() => ask('/style.css')).then(() => ask('/app.js'));`,
} as const;
