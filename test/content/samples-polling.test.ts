// The samples of the two polling lessons against each other, over real sockets: what a learner copies must do what the lesson
// says of it.
import { once } from 'node:events';
import http, { type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const topic = fileURLToPath(new URL('../../content/topics/01-real-time', import.meta.url));
const sample = (lesson: string, file: string) => import(pathToFileURL(path.join(topic, lesson, 'samples', file)).href);
const LONG = '03-long-polling';
const SHORT = '04-short-polling';

interface Message {
  readonly id: number;
  readonly value: unknown;
}

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function listening(server: Server): Promise<string> {
  if (!server.listening) await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A server of the test's own, and what was asked of it. */
async function answering(answer: RequestListener) {
  const asked: { readonly target: string; readonly at: number }[] = [];
  const server = http.createServer((request, response) => {
    asked.push({ target: request.url ?? '', at: performance.now() });
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  return { asked, url: await listening(server) };
}

/** Something that is told to stop when the test is over, before its server goes. */
function stopping(): AbortController {
  const stop = new AbortController();
  cleanUps.push(() => stop.abort());
  return stop;
}

describe('the samples of the long-polling lesson', () => {
  async function serve(options = {}) {
    const { startServer } = await sample(LONG, 'server.js');
    const feed = startServer(options) as { server: Server; publish(value: unknown): void; waiting(): number };
    return { ...feed, url: await listening(feed.server) };
  }
  async function following(url: string, options = {}) {
    const { follow } = await sample(LONG, 'client.js');
    const got: unknown[] = [];
    const stop = stopping();
    const ended = follow(url, {
      onMessages: (list: Message[]) => got.push(...list.map(({ value }) => value)),
      signal: stop.signal,
      ...options,
    });
    return { got, stop, ended: ended as Promise<void> };
  }

  it('client.js gets each message once from server.js, also what was published between two requests', async () => {
    const feed = await serve();
    const { got } = await following(feed.url);
    await vi.waitFor(() => expect(feed.waiting()).toBe(1));
    feed.publish('one');
    feed.publish('two'); // at once: no request waits for it
    feed.publish('three');
    await vi.waitFor(() => expect(got).toEqual(['one', 'two', 'three']));
  });

  it('client.js takes 204 for no failure, and stops when it is told, which the server notices', async () => {
    const feed = await serve({ hold: 20 });
    const fetched = vi.spyOn(globalThis, 'fetch');
    const { stop, ended } = await following(feed.url, { base: 60_000 });
    // Had a 204 been a failure, the second request would be up to a minute away.
    await vi.waitFor(() => expect(fetched.mock.calls.length).toBeGreaterThan(4), 10_000);
    stop.abort();
    await ended;
    await vi.waitFor(() => expect(feed.waiting()).toBe(0));
  });

  it('client.js comes back after a cut and after an error of the server, from where it was', async () => {
    let sick = true;
    const { asked, url } = await answering((_request, response) => {
      if (asked.length === 1) response.writeHead(200).end(JSON.stringify({ last: 7, messages: [{ id: 7, value: 'seven' }] }));
      else if (asked.length === 2) response.destroy();
      else if (sick) response.writeHead(503, { 'Content-Type': 'application/json' }).end('{"error":"busy"}');
    });
    const { got } = await following(url, { base: 5 });
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(4), 10_000);
    sick = false;
    expect(got).toEqual(['seven']);
    expect(asked.slice(1).every(({ target }) => target === '/?since=7')).toBe(true);
  });

  it('the habit shows an error as news and forgets where it was, and takes a 204 for a failure', async () => {
    const { habit } = await sample(LONG, 'cheat-sheet-client.js');
    const { asked, url } = await answering((_request, response) => {
      if (asked.length === 1) response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"error":"busy"}');
      else response.writeHead(204).end();
    });
    const shown: unknown[] = [];
    void habit(url, (messages: unknown) => shown.push(messages));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(shown).toEqual([undefined]);
    expect(asked[1]?.target).toBe('/?since=undefined');
    await vi.waitFor(() => expect(asked).toHaveLength(3), 10_000);
    expect((asked[2]?.at ?? 0) - (asked[1]?.at ?? 0)).toBeGreaterThan(990);
    vi.stubGlobal('fetch', () => new Promise(() => {})); // it cannot be stopped in any other way
  });
});

describe('the samples of the short-polling lesson', () => {
  async function serve() {
    const { startServer } = await sample(SHORT, 'server.js');
    const { server, set } = startServer({}) as { server: Server; set(value: unknown): void };
    const statuses: number[] = [];
    server.on('request', (_request, response) => response.on('finish', () => statuses.push(response.statusCode)));
    return { set, statuses, url: await listening(server) };
  }
  async function polling(url: string, options = {}) {
    const { poll } = await sample(SHORT, 'client.js');
    const changes: unknown[] = [];
    const problems: Error[] = [];
    const stop = stopping();
    void poll(url, {
      onChange: (value: unknown) => changes.push(value),
      onError: (problem: Error) => problems.push(problem),
      signal: stop.signal,
      interval: 10,
      ...options,
    });
    return { changes, problems };
  }

  it('client.js is told of each change once by server.js, with 304 in between', async () => {
    const { set, statuses, url } = await serve();
    set('one');
    const { changes } = await polling(url);
    await vi.waitFor(() => expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(2));
    set('two');
    await vi.waitFor(() => expect(changes).toEqual(['one', 'two']));
    await vi.waitFor(() => expect(statuses.filter((status) => status === 304).length).toBeGreaterThan(4));
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
  });

  it('client.js has one call open at most, goes on after errors, and gives up a call that takes too long', async () => {
    let open = 0;
    let most = 0;
    const { asked, url } = await answering((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      response.on('close', () => {
        open -= 1;
      });
      if (asked.length === 1) response.writeHead(500).end();
      else if (asked.length === 3) setTimeout(() => response.end('"late"'), 60);
      else if (asked.length > 3) response.end('"fine"');
      // the second is never answered
    });
    const { changes, problems } = await polling(url, { timeout: 300 });
    await vi.waitFor(() => expect(changes).toContain('fine'), 10_000);
    expect(changes[0]).toBe('late');
    expect(problems.map(({ name, message }) => (name === 'TimeoutError' ? name : message))).toEqual(['status 500', 'TimeoutError']);
    expect(most).toBe(1);
  });

  it('the habit has several calls open where answers are slow, and shows them in any order', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { habit } = await sample(SHORT, 'cheat-sheet-client.js');
    const answers: (() => void)[] = [];
    const { url } = await answering((_request, response) => {
      const number = answers.length + 1;
      answers.push(() => response.end(String(number)));
    });
    const shown: unknown[] = [];
    const timer = habit(url, (value: unknown) => shown.push(value));
    cleanUps.push(() => clearInterval(timer));
    for (let calls = 1; calls <= 3; calls++) {
      vi.advanceTimersByTime(5000);
      await vi.waitFor(() => expect(answers).toHaveLength(calls));
    }
    for (const [at, index] of [2, 0, 1].entries()) {
      answers[index]?.();
      await vi.waitFor(() => expect(shown).toHaveLength(at + 1));
    }
    expect(shown).toEqual([3, 1, 2]);
  });
});
