import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type EdgeDone, isLoopback, startEdge } from '../../src/labs/edge.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { Fact } from '../../src/wire/event.ts';
import { startWorld, type World } from './edge-world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]();
});
async function start(answer: RequestListener, options: Parameters<typeof startWorld>[1] = {}) {
  const world = await startWorld(answer, options);
  worlds.push(world);
  return world;
}
/** An origin that counts its answers, with these headers. */
const counting = (headers: Readonly<Record<string, string>>): RequestListener => {
  let count = 0;
  return (request, response) => {
    count += 1;
    if (headers.ETag !== undefined && request.headers['if-none-match'] === headers.ETag) return void response.writeHead(304, headers).end();
    response.writeHead(200, headers).end(`answer ${count}`);
  };
};

describe('the edge', () => {
  it('serves what is fresh, says how old it is, asks when it is stale', async () => {
    const { request, clock, outcomes } = await start(counting({ 'Cache-Control': 'max-age=60', ETag: '"v1"' }));
    const first = await request('/a');
    expect([first.body, first.headers['cache-status'], first.headers.via, first.headers.age]).toEqual([
      'answer 1',
      'wirewise; fwd=uri-miss; fwd-status=200; stored',
      '1.1 wirewise',
      undefined,
    ]);
    clock.advance(12_000);
    const second = await request('/a');
    expect([second.body, second.headers['cache-status'], second.headers.age]).toEqual(['answer 1', 'wirewise; hit; ttl=48', '12']);
    clock.advance(60_000);
    const third = await request('/a');
    expect([third.body, third.headers['cache-status'], third.headers.age]).toEqual([
      'answer 1',
      'wirewise; fwd=stale; fwd-status=304; ttl=60; stored',
      '0',
    ]);
    expect(outcomes()).toEqual(['miss', 'hit', 'revalidated']);
  });

  it('says why, as an event and in Cache-Status where it has no answer', async () => {
    const facts: Fact[] = [];
    const world = await start(counting({ 'Cache-Control': 'private, max-age=60' }), { emit: (fact) => facts.push(fact), name: 'berlin' });
    await world.request('/a');
    expect(facts.map(({ name, data }) => ({ name, ...data }))).toMatchObject([
      {
        name: 'cache:decision',
        cache: 'berlin',
        outcome: 'miss',
        source: 'rfc9111#4',
        storing: 'not stored',
        storingSource: 'rfc9111#5.2.2.7',
      },
    ]);
    const refused = await world.request('/a', { headers: { 'Cache-Control': 'only-if-cached' } });
    expect([refused.status, refused.headers['cache-status']]).toEqual([
      504,
      'berlin; detail="the request says only-if-cached, and nothing stored may be used"',
    ]);
  });

  it('adds to a Cache-Status that is there already (RFC 9211 section 2)', async () => {
    const { request } = await start(counting({ 'Cache-Status': 'origin-cache; hit', 'Cache-Control': 'no-store' }));
    expect((await request('/')).headers['cache-status']).toBe('origin-cache; hit, wirewise; fwd=uri-miss; fwd-status=200');
  });

  it('serves stale at once and fetches anew behind it (RFC 5861 section 3)', async () => {
    const { request, clock, asked } = await start(counting({ 'Cache-Control': 'max-age=60, stale-while-revalidate=60' }));
    await request('/a');
    clock.advance(61_000);
    const stale = await request('/a');
    expect([stale.body, stale.headers['cache-status']]).toEqual(['answer 1', 'wirewise; hit; ttl=-1']);
    await vi.waitFor(async () => expect((await request('/a')).body).toBe('answer 2'), { timeout: 10_000 });
    expect(asked).toHaveLength(2);
  });

  it('serves stale where the origin fails, as long as it may', async () => {
    let broken = false;
    const world = await start((_request, response) => {
      if (broken) response.writeHead(503).end('down');
      else response.writeHead(200, { 'Cache-Control': 'max-age=60, stale-if-error=600' }).end('up');
    });
    await world.request('/a');
    broken = true;
    world.clock.advance(100_000);
    const stale = await world.request('/a');
    expect([stale.status, stale.body, stale.headers['cache-status']]).toEqual([200, 'up', 'wirewise; fwd=stale; fwd-status=503; ttl=-40']);
    world.clock.advance(600_000);
    expect((await world.request('/a')).status).toBe(503);
  });

  it.each(['must-revalidate', 'proxy-revalidate', 'no-cache', 's-maxage=60'])('answers 502 rather than what %s forbids', async (word) => {
    let gone = false;
    const world = await start((_request, response) => {
      if (gone) return void response.socket?.destroy();
      response.writeHead(200, { 'Cache-Control': `max-age=60, ${word}` }).end('up');
    });
    await world.request('/a');
    gone = true;
    world.clock.advance(100_000);
    expect((await world.request('/a')).status).toBe(502);
  });

  it('keeps one response for each of what Vary names', async () => {
    const { request, asked } = await start((message, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60', Vary: 'Accept-Language' }).end(String(message.headers['accept-language']));
    });
    for (const language of ['de', 'en', 'de', 'en']) {
      expect((await request('/', { headers: { 'Accept-Language': language } })).body).toBe(language);
    }
    expect(asked).toHaveLength(2);
  });

  it('forgets what a successful POST may have changed, and only that', async () => {
    let status = 500;
    const { request, outcomes } = await start((message, response) => {
      if (message.method === 'POST') response.writeHead(status, { Location: '/list' }).end();
      else response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end('x');
    });
    for (const path of ['/item', '/list', '/other']) await request(path);
    await request('/item', { method: 'POST', body: 'a=1' });
    await request('/item');
    status = 201;
    await request('/item', { method: 'POST', body: 'a=1' });
    for (const path of ['/item', '/list', '/other']) await request(path);
    expect(outcomes()).toEqual(['miss', 'miss', 'miss', 'bypassed', 'hit', 'bypassed', 'miss', 'miss', 'hit']);
  });

  it('answers HEAD and conditional requests from the store', async () => {
    const { request, asked } = await start(counting({ 'Cache-Control': 'max-age=60', ETag: '"v1"' }));
    await request('/a');
    const head = await request('/a', { method: 'HEAD' });
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '8']);
    const same = await request('/a', { headers: { 'If-None-Match': '"v0", W/"v1"' } });
    expect([same.status, same.body, same.headers.etag]).toEqual([304, '', '"v1"']);
    expect(asked).toHaveLength(1);
  });

  it('removes what is purged', async () => {
    const { request, edge, asked } = await start(counting({ 'Cache-Control': 'max-age=60' }));
    for (const path of ['/a', '/b']) await request(path);
    expect([edge.purge('/a'), edge.stats().entries]).toEqual([1, 1]);
    await request('/a');
    expect([edge.purge(), edge.stats().bytes]).toEqual([2, 0]);
    expect(asked).toHaveLength(3);
  });

  it('goes nowhere but to this machine, and not to itself', async () => {
    expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['example.com', '127.0.0.1.example.com', '10.0.0.1', '0.0.0.0', ''].some(isLoopback)).toBe(false);
    await expect(startEdge({ origin: { host: 'example.com', port: 80 }, clock: systemClock })).rejects.toThrow('not on this machine');
    await expect(startEdge({ origin: { host: '127.0.0.1', port: 4000 }, port: 4000, clock: systemClock })).rejects.toThrow(
      "port 4000 is the origin's",
    );
  });

  it('ends with requests on their way', async () => {
    const { request, edge, asked } = await start(() => undefined);
    const pending = request('/never').catch((error: Error) => error);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await edge[Symbol.asyncDispose]();
    expect(await pending).toBeInstanceOf(Error);
  });

  it('gives up on an origin that says nothing', async () => {
    const { request } = await start(() => undefined, { originTimeout: 50 });
    const { status, headers } = await request('/never');
    expect([status, headers['cache-status']]).toEqual([
      504,
      'wirewise; fwd=uri-miss; detail="nothing is stored for this target; the origin said nothing for 50 ms"',
    ]);
  });
});

describe('purging, and waiting without waiting', () => {
  const tagged: RequestListener = (request, response) => {
    const tag = request.url === '/a' ? { 'Cache-Tag': 'shop, product-1' } : { 'Surrogate-Key': 'shop product-2' };
    response.writeHead(200, { 'Cache-Control': 'max-age=600', ETag: '"1"', ...tag }).end('x');
  };

  it('a tag removes what has it, whichever field it came in, and goes no further', async () => {
    const { edge, request, outcomes } = await start(tagged);
    const first = await request('/a');
    expect([first.headers['cache-tag'], first.headers['surrogate-key']]).toEqual([undefined, undefined]);
    await request('/b');
    expect([...edge.tags()]).toEqual([
      ['shop', 2],
      ['product-1', 1],
      ['product-2', 1],
    ]);
    expect([edge.purgeTag('product'), edge.purgeTag('product-2')]).toEqual([0, 1]);
    for (const path of ['/a', '/b']) await request(path);
    expect(outcomes()).toEqual(['miss', 'miss', 'hit', 'miss']);
    expect(edge.purgeTag('shop')).toBe(2);
    expect(edge.stats().entries).toBe(0);
  });

  it('what is stored can be made an hour older; an answer of the origin makes it young again', async () => {
    const { edge, request, outcomes, exchanges } = await start((message, response) => {
      if (message.headers['if-none-match'] === '"1"') response.writeHead(304, { 'Cache-Control': 'max-age=600', ETag: '"1"' }).end();
      else tagged(message, response);
    });
    await request('/a');
    edge.makeOlder(500);
    expect((await request('/a')).headers.age).toBe('500');
    edge.makeOlder(3600);
    expect((await request('/a')).headers.age).toBe('0');
    await request('/a');
    expect(outcomes()).toEqual(['miss', 'hit', 'revalidated', 'hit']);
    expect(exchanges[1]?.decision).toMatchObject({ age: 500, lifetime: 600 });
  });

  it('counts requests and bytes on both sides, and says when an answer is over', async () => {
    const done: EdgeDone[] = [];
    const { edge, request } = await start(
      (_message, response) => {
        response.writeHead(200, { 'Cache-Control': 'max-age=600' }).end('x'.repeat(5000));
      },
      { onDone: (each) => done.push(each) },
    );
    for (let times = 0; times < 3; times += 1) await request('/a');
    await vi.waitFor(() => expect(done.map(({ number }) => number)).toEqual([1, 2, 3]));
    for (const { bytes } of done) expect(bytes).toBeGreaterThan(5000);
    const { requests, bytesOut, originRequests, originBytes } = edge.stats();
    expect([requests, originRequests, bytesOut]).toEqual([3, 1, done.reduce((sum, { bytes }) => sum + bytes, 0)]);
    expect(originBytes).toBeGreaterThan(5000);
    expect(originBytes).toBeLessThan(6000);
  });
});
