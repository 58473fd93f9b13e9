// The WebSocket lesson's samples against real sockets: what a learner copies must do what the lesson says of it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, type WebSocketServer } from 'ws';

const folder = fileURLToPath(new URL('../../content/topics/01-real-time/01-websocket/samples', import.meta.url));
const sample = (name: string) => import(pathToFileURL(path.join(folder, name)).href);
const ORIGIN = 'https://shop.example';

interface Message {
  readonly id: number;
  readonly data: string;
}
interface Feed {
  readonly server: WebSocketServer;
  readonly url: string;
  publish(data: string): void;
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  // The page is gone: what still wants to reconnect gets a socket that does nothing.
  vi.stubGlobal('WebSocket', class {});
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The browser's global, which sends the page's origin by itself. */
class BrowserWebSocket extends WebSocket {
  constructor(url: string) {
    super(url, { origin: ORIGIN });
    // A browser reports a failed connection by events; an unhandled 'error' of an emitter would be thrown instead.
    this.on('error', () => {});
  }
}
beforeEach(() => vi.stubGlobal('WebSocket', BrowserWebSocket));

async function startFeed(options: { beat?: number } = {}): Promise<Feed> {
  const { startServer } = await sample('server.js');
  const { server, publish } = startServer({ port: 0, origins: [ORIGIN], ...options });
  await new Promise((resolve) => server.once('listening', resolve));
  cleanUps.push(() => {
    for (const socket of server.clients) socket.terminate();
    return new Promise((resolve) => server.close(resolve));
  });
  return { server, publish, url: `ws://127.0.0.1:${server.address().port}/feed` };
}

const nextConnection = (feed: Feed) => new Promise((resolve) => feed.server.once('connection', resolve));
const cutAll = (feed: Feed) => {
  for (const socket of feed.server.clients) socket.terminate();
};

describe('the samples of the WebSocket lesson', () => {
  it('fit a terminal', () => {
    for (const name of readdirSync(folder)) {
      const lines = readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
      expect(Math.max(...lines.map((line) => line.length)), `columns of ${name}`).toBeLessThanOrEqual(76);
      expect(lines.length, `lines of ${name}`).toBeLessThanOrEqual(40);
    }
  });

  it('resume after a killed connection with nothing lost and nothing twice', async () => {
    const feed = await startFeed();
    const got: Message[] = [];
    const { follow } = await sample('client.js');
    const connected = nextConnection(feed);
    const client = follow(feed.url, { base: 5, onMessage: (message: Message) => got.push(message), onGap: () => {} });
    cleanUps.push(() => client.stop());
    await connected;
    feed.publish('one');
    feed.publish('two');
    await vi.waitFor(() => expect(got).toHaveLength(2));

    const again = nextConnection(feed);
    cutAll(feed);
    feed.publish('published while nobody listens');
    await again;
    feed.publish('four');
    await vi.waitFor(() => expect(got.map((message) => message.id)).toEqual([1, 2, 3, 4]));
    expect(got[2]?.data).toBe('published while nobody listens');
  });

  it('tell a client that comes too late for a replay', async () => {
    const feed = await startFeed();
    for (let count = 0; count < 1001; count++) feed.publish('x');
    const onGap = vi.fn();
    const got: Message[] = [];
    const { follow } = await sample('client.js');
    const client = follow(feed.url, { onMessage: (message: Message) => got.push(message), onGap });
    cleanUps.push(() => client.stop());
    await vi.waitFor(() => expect(got).toHaveLength(1000));
    expect(onGap).toHaveBeenCalledOnce();
  });

  it('leave a silent server and try again, without waiting for a close event', async () => {
    const feed = await startFeed();
    const { follow } = await sample('client.js');
    const first = nextConnection(feed);
    const client = follow(feed.url, { base: 1, silence: 60, onMessage: () => {}, onGap: () => {} });
    cleanUps.push(() => client.stop());
    await first;
    await nextConnection(feed);
  });

  it('stay on a quiet server that sends beats', async () => {
    const feed = await startFeed({ beat: 20 });
    const { follow } = await sample('client.js');
    let connections = 0;
    feed.server.on('connection', () => {
      connections += 1;
    });
    const opened = nextConnection(feed) as Promise<WebSocket>;
    const client = follow(feed.url, { base: 1, silence: 400, onMessage: () => {}, onGap: () => {} });
    cleanUps.push(() => client.stop());
    const socket = await opened;
    let pongs = 0;
    socket.on('pong', () => {
      pongs += 1;
    });
    // Thirty beats are 600 ms: longer than the client's patience with silence.
    await vi.waitFor(() => expect(pongs).toBeGreaterThanOrEqual(30), { timeout: 5000 });
    expect(connections).toBe(1);
  });

  it('drop a peer that answers no ping', async () => {
    const feed = await startFeed({ beat: 30 });
    const dead = new WebSocket(feed.url, { origin: ORIGIN, autoPong: false });
    const code = await new Promise((resolve) => dead.once('close', resolve));
    expect(code).toBe(1006);
  });

  it('refuse a foreign origin, and no origin, with 403', async () => {
    const feed = await startFeed();
    for (const options of [{ origin: 'https://evil.example' }, {}]) {
      const stranger = new WebSocket(feed.url, options);
      const status = await new Promise((resolve) => {
        stranger.once('unexpected-response', (request, response) => {
          resolve(response.statusCode);
          request.destroy();
        });
      });
      expect(status).toBe(403);
    }
    expect(feed.server.clients.size).toBe(0);
  });

  it('show the habit losing what the mended one gets', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.01);
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const feed = await startFeed();
    const seen: Record<'habit' | 'mended', number[]> = { habit: [], mended: [] };
    const { habit, mended } = await sample('cheat-sheet-client.js');
    habit(feed.url, (message: Message) => seen.habit.push(message.id));
    mended(feed.url, (message: Message) => seen.mended.push(message.id));
    await vi.waitFor(() => expect(feed.server.clients.size).toBe(2));
    feed.publish('one');
    await vi.waitFor(() => expect(seen).toEqual({ habit: [1], mended: [1] }));
    const again = nextConnection(feed);
    cutAll(feed);
    feed.publish('two');
    await again;
    feed.publish('three');
    await vi.waitFor(() => expect(seen.mended).toEqual([1, 2, 3]));
    expect(seen.habit).toEqual([1]);
    expect(log).toHaveBeenCalledWith('disconnected');
    vi.restoreAllMocks();
  });
});
