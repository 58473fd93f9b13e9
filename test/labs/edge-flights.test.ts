import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFlights } from '../../src/labs/edge-flights.ts';
import { startWorld, type World } from './edge-world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]();
});
async function start(...given: Parameters<typeof startWorld>) {
  const world = await startWorld(...given);
  worlds.push(world);
  return world;
}

describe('flights', () => {
  it('one at a time for each key; landing tells all who wait, once', async () => {
    const flights = createFlights();
    const flight = flights.start('a');
    expect([flights.start('a'), flights.start('b') !== undefined, flights.wait('c')]).toEqual([undefined, true, undefined]);
    const waiting = [flights.wait('a'), flights.wait('a')];
    flight?.land('landed');
    flight?.land('failed');
    expect(await Promise.all(waiting)).toEqual(['landed', 'landed']);
    expect(flights.size).toBe(1);
  });
});

describe('collapsing', () => {
  /** Requests `count` times at once; the origin answers when all have come to the edge. */
  async function herd(count: number, answer: http.RequestListener) {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const world = await start((request, response) => void gate.then(() => answer(request, response)));
    const agent = new http.Agent({ maxSockets: count });
    const all = Array.from({ length: count }, () => world.request('/', { agent }));
    await vi.waitFor(() => expect(world.asked.length).toBeGreaterThan(0), { timeout: 10_000 });
    // The edge has accepted everybody before the origin says a word.
    await vi.waitFor(() => expect(world.edge.stats().connections).toBe(count), { timeout: 10_000 });
    open();
    const got = await Promise.all(all);
    agent.destroy();
    return { ...world, got };
  }

  it('a herd is one request to the origin', async () => {
    const { got, asked, exchanges } = await herd(40, (_request, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end('one');
    });
    expect(asked).toHaveLength(1);
    expect(new Set(got.map(({ body }) => body))).toEqual(new Set(['one']));
    const status = got.map(({ headers }) => headers['cache-status']);
    expect(status.filter((each) => each === 'wirewise; fwd=uri-miss; ttl=60; collapsed')).toHaveLength(39);
    expect(exchanges.filter(({ decision }) => decision.outcome === 'collapsed')).toHaveLength(39);
  });

  it('what cannot be shared is fetched for each, side by side', async () => {
    let count = 0;
    const { got, asked } = await herd(20, (_request, response) => {
      count += 1;
      response.writeHead(200, { 'Cache-Control': 'private' }).end(`for ${count}`);
    });
    expect(asked).toHaveLength(20);
    expect(new Set(got.map(({ body }) => body)).size).toBe(20);
  });

  it('nobody hangs where the origin gives no answer', async () => {
    const { got, asked } = await herd(20, (_request, response) => response.socket?.destroy());
    expect(got.map(({ status }) => status)).toEqual(Array(20).fill(502));
    expect(asked).toHaveLength(1);
  });

  it('who is told apart by Vary does not get another’s', async () => {
    const { request } = await start((message, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60', Vary: 'Accept' }).end(String(message.headers.accept));
    });
    const kinds = Array.from({ length: 60 }, (_, at) => `kind/${at % 3}`);
    const got = await Promise.all(kinds.map((accept) => request('/', { headers: { accept } })));
    expect(got.map(({ body }) => body)).toEqual(kinds);
  });
});

describe('load', () => {
  it('1,000 requests over 100 connections, every tenth answer a failure: nothing is mixed up, nothing grows, nothing hangs', async () => {
    let answered = 0;
    const world = await start(
      (request, response) => {
        answered += 1;
        const kind = answered % 20;
        if (kind === 10) return void response.socket?.destroy();
        if (kind === 0) return void response.writeHead(503).end(`broken ${request.url}`);
        response.writeHead(200, { 'Cache-Control': answered % 3 === 0 ? 'no-store' : 'max-age=60', Vary: 'X-Kind' });
        response.end(`${request.url} ${request.headers['x-kind']}`);
      },
      { maxEntries: 50, maxBytes: 100_000 },
    );
    const agent = new http.Agent({ keepAlive: true, maxSockets: 100 });
    const wanted = Array.from({ length: 1000 }, (_, at) => ({ path: `/${(at * 7) % 90}`, kind: `k${at % 2}` }));
    const got = await Promise.all(wanted.map(({ path, kind }) => world.request(path, { headers: { 'X-Kind': kind }, agent })));
    agent.destroy();
    for (const [at, { status, body }] of got.entries()) {
      if (status === 200) expect(body).toBe(`${wanted[at]?.path} ${wanted[at]?.kind}`);
      else expect([502, 503]).toContain(status);
    }
    expect(got.filter(({ status }) => status === 200).length).toBeGreaterThan(800);
    const stats = world.edge.stats();
    expect(stats.entries).toBeLessThanOrEqual(50);
    expect(stats.bytes).toBeLessThanOrEqual(100_000);
    expect(stats.flights).toBe(0);
  }, 60_000);
});
