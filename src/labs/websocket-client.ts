// The WebSocket lab's client: what an application has to write around a socket, each part switchable.
import { WebSocket } from 'ws';
import { idOf } from './feed.ts';
import type { LabContext } from './lab.ts';

export interface FeedClient extends Disposable {
  connect(): void;
  send(text: string): void;
  ping(): void;
  close(): void;
  pauseReading(): void;
  resumeReading(): void;
}

const FIRST_WAIT = 100;
const LONGEST_WAIT = 5000;
/** Heartbeat intervals without a ping after which the client takes the server for dead. */
const SILENT_INTERVALS = 2.5;

/** A client for the tap at `port`; it does nothing until told to connect. */
export function createWebSocketClient(port: number, { params, emit, random }: LabContext): FeedClient {
  const say = (state: string, detail = '') =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
  const heartbeat = Number(params.heartbeat);
  let socket: WebSocket | undefined;
  let last = 0;
  let failures = 0;
  let sent = 0;
  let wanted = false;
  let reconnecting: ReturnType<typeof setTimeout> | undefined;
  let chatter: ReturnType<typeof setInterval> | undefined;

  const open = () => {
    say('connecting');
    const mine = new WebSocket(`ws://127.0.0.1:${port}/feed`, {
      perMessageDeflate: params.compression === true ? { threshold: 0 } : false,
      origin: params.origin === 'foreign' ? 'https://elsewhere.example' : `http://127.0.0.1:${port}`,
    });
    socket = mine;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const listen = () => {
      if (heartbeat <= 0) return;
      clearTimeout(silence);
      silence = setTimeout(() => {
        say('dead', 'no ping for two and a half intervals: the client drops the connection');
        mine.terminate();
      }, heartbeat * SILENT_INTERVALS);
    };
    mine.on('open', () => {
      failures = 0;
      say('open', mine.extensions === '' ? '' : `extensions ${mine.extensions}`);
      if (params.resume === true && last > 0) {
        mine.send(`{"resume":${last}}`);
        say('resumed', `asks for what follows #${last}`);
      }
      const rate = Number(params.clientRate);
      if (rate > 0) chatter = setInterval(() => client.send(`{"from":"client","n":${++sent}}`), 1000 / rate);
      listen();
    });
    mine.on('message', (data) => {
      const id = idOf(String(data));
      if (id === undefined) return;
      last = Math.max(last, id);
      emit({ name: 'app:deliver', direction: 'none', size: 0, data: { id, client: 'client' } }, { connection: 0, source: 'hook' });
    });
    mine.on('ping', listen);
    mine.on('unexpected-response', (request, response) => {
      wanted = false;
      say('refused', `HTTP ${response.statusCode}`);
      request.destroy();
    });
    mine.on('error', () => {}); // `close` follows and says what happens next
    mine.on('close', (code) => {
      clearTimeout(silence);
      clearInterval(chatter);
      if (socket !== mine) return;
      if (!wanted || params.reconnect !== true) return say('closed', `close code ${code}`);
      // RFC 6455 section 7.2.3: a random wait first, then longer ones.
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.5 + random.next() / 2);
      failures += 1;
      say('reconnecting', `in ${Math.round(wait)} ms`);
      reconnecting = setTimeout(open, wait);
    });
  };

  const client: FeedClient = {
    connect() {
      if (wanted) return;
      wanted = true;
      open();
    },
    send(text) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
    ping() {
      if (socket?.readyState === WebSocket.OPEN) socket.ping('are you there?');
    },
    close() {
      wanted = false;
      socket?.close(1000, 'done');
    },
    pauseReading() {
      if (socket?.readyState !== WebSocket.OPEN) return;
      socket.pause();
      say('paused', 'the client does not read any more');
    },
    resumeReading() {
      if (socket?.isPaused !== true) return;
      socket.resume();
      say('resumed-reading');
    },
    [Symbol.dispose]() {
      wanted = false;
      clearTimeout(reconnecting);
      clearInterval(chatter);
      socket?.terminate();
      socket = undefined;
    },
  };
  return client;
}
