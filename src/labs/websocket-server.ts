// The WebSocket lab's server: a feed over `ws`, with the Origin check, heartbeat and replay that a real one needs.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { createFeed, createReplayBuffer, type Feed } from './feed.ts';
import type { LabContext } from './lab.ts';
import { sendPage } from './page.ts';

/** The server says how much waits for a slow reader each time that grows by this many bytes. */
const BUFFER_STEP = 64 * 1024;

export interface FeedServer extends AsyncDisposable {
  readonly port: number;
  readonly feed: Feed;
  /** Sends a message in three frames to everybody. */
  fragment(): void;
}

/** Starts the server on a free port of the loopback interface; the feed starts with the first client. */
export async function startWebSocketServer(context: LabContext): Promise<FeedServer> {
  const { params, emit, random } = context;
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });
  const replay = createReplayBuffer();
  const reported = new WeakMap<WebSocket, number>();
  const server = http.createServer((request, response) => {
    if (request.url === '/') return sendPage(response, PAGE);
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is a page at / and a WebSocket at /feed.\n');
  });
  const sockets = new WebSocketServer({
    server,
    path: '/feed',
    perMessageDeflate: params.compression === true ? { threshold: 0 } : false,
    verifyClient({ origin }: { origin: string | undefined }, done: (ok: boolean, code?: number, message?: string) => void) {
      const foreign = origin !== undefined && !isOurs(origin);
      if (foreign && params.checkOrigin === true) {
        say('rejected', `Origin ${origin} is not ours: 403`);
        return done(false, 403, 'Forbidden');
      }
      if (foreign) say('accepted', `Origin ${origin} was not checked: a foreign page gets the data`);
      done(true);
    },
  });

  const feed = createFeed({
    rate: Number(params.rate),
    size: Number(params.size),
    random,
    publish(message) {
      emit({ name: 'app:publish', direction: 'none', size: 0, data: { id: message.id } }, { connection: 0, source: 'hook' });
      replay.add(message);
      for (const socket of sockets.clients) if (socket.readyState === WebSocket.OPEN) send(socket, message.text);
    },
  });
  const send = (socket: WebSocket, text: string) => {
    socket.send(text);
    const waiting = socket.bufferedAmount;
    if (Math.abs(waiting - (reported.get(socket) ?? 0)) < BUFFER_STEP) return;
    reported.set(socket, waiting);
    emit(
      { name: 'app:buffered', direction: 'none', size: 0, data: { actor: 'server', bytes: waiting } },
      { connection: 0, source: 'hook' },
    );
  };

  sockets.on('connection', (socket) => {
    say('accepted', `${sockets.clients.size} connected`);
    if (Number(params.heartbeat) > 0)
      beat(socket, Number(params.heartbeat), () => say('dead', 'no pong came back within one interval: the server drops the connection'));
    socket.on('message', (data) => {
      const last = lastIdOf(String(data));
      if (last === undefined) return;
      const missed = replay.after(last);
      for (const message of missed) send(socket, message.text);
      say('replayed', `${missed.length} messages after #${last}`);
    });
    socket.on('close', (code) => say('gone', `close code ${code}`));
    socket.on('error', () => {});
    feed.start();
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    feed,
    fragment() {
      for (const socket of sockets.clients) {
        socket.send('one message, ', { fin: false });
        socket.send('sent in ', { fin: false });
        socket.send('three frames', { fin: true });
      }
    },
    async [Symbol.asyncDispose]() {
      feed.stop();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Whether a page of this very machine asks, whatever its port: the tap in front has another one than the server. */
function isOurs(origin: string): boolean {
  try {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
  } catch {
    return false;
  }
}

/** The id that a client names to resume after, in `{"resume":N}`. */
function lastIdOf(text: string): number | undefined {
  const match = /^\{"resume":(\d+)\}$/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** Pings every `interval` milliseconds and terminates a peer that did not answer the last one (RFC 6455 section 5.5.2). */
function beat(socket: WebSocket, interval: number, onDead: () => void): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      onDead();
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping('beat');
  }, interval);
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => clearInterval(timer));
}

const PAGE = {
  title: 'Wirewise: WebSocket',
  lead: 'This page has opened a real WebSocket through the tap. Look at the terminal: the upgrade, the frames, the masking of what is sent from here.',
  script: `const socket = new WebSocket('ws://' + location.host + '/feed');
socket.onopen = () => { show('open'); socket.send('hello from the browser'); };
socket.onmessage = (event) => show(event.data);
socket.onclose = (event) => show('closed, code ' + event.code);`,
} as const;
