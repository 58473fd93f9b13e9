import http, { type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { matchesEtag, startCachingRelay } from '../../src/labs/caching-relay.ts';
import { manualClock } from '../../src/lib/clock.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function start(answer: RequestListener) {
  const clock = manualClock();
  const outcomes: string[] = [];
  const asked: IncomingMessage[] = [];
  const origin = http.createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  open.push(
    () => origin.closeAllConnections(),
    () => new Promise((resolve) => origin.close(resolve)),
  );
  const relay = await startCachingRelay({
    originPort: (origin.address() as AddressInfo).port,
    clock,
    onRequest: (outcome) => outcomes.push(outcome),
  });
  open.push(() => relay[Symbol.asyncDispose]());
  const get = async (headers: Record<string, string> = {}, path = '/') => {
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      http.get({ host: '127.0.0.1', port: relay.port, path, headers, agent: false }, resolve).on('error', reject),
    );
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };
  return { clock, outcomes, asked, get };
}

describe('the relay', () => {
  it('answers from what it stored while that is fresh, with its age, and fetches again after', async () => {
    let version = 0;
    const { clock, outcomes, get } = await start((_request, response) => {
      version += 1;
      response.writeHead(200, { 'Cache-Control': 'max-age=10', 'Content-Type': 'text/plain' }).end(`version ${version}`);
    });
    expect((await get()).body).toBe('version 1');
    clock.advance(9999);
    const hit = await get();
    expect([hit.body, hit.headers.age, hit.headers['cache-status']]).toEqual(['version 1', '9', 'wirewise; hit']);
    clock.advance(1);
    expect((await get()).body).toBe('version 2');
    expect(outcomes).toEqual(['miss', 'hit', 'miss']);
  });

  it('revalidates with the ETag, and a 304 makes its copy fresh', async () => {
    const { clock, outcomes, asked, get } = await start((request, response) => {
      const fields = { 'Cache-Control': 'max-age=1', ETag: '"a"' };
      if (request.headers['if-none-match'] === '"a"') response.writeHead(304, fields).end();
      else response.writeHead(200, fields).end('content');
    });
    await get();
    clock.advance(1000);
    const again = await get();
    expect([again.status, again.body, again.headers.age]).toEqual([200, 'content', '0']);
    expect((await get()).headers['cache-status']).toBe('wirewise; hit');
    expect(outcomes).toEqual(['miss', 'revalidated', 'hit']);
    expect(asked).toHaveLength(2);
  });

  it('answers 304 itself to a client that has what it has', async () => {
    const { asked, get } = await start((_request, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=1', ETag: '"a"' }).end('content');
    });
    await get();
    expect(await get({ 'If-None-Match': '"a"' })).toMatchObject({ status: 304, body: '' });
    expect(await get({ 'If-None-Match': '"b"' })).toMatchObject({ status: 200, body: 'content' });
    expect(asked).toHaveLength(1);
  });

  it('fetches once for all who ask meanwhile', async () => {
    let release: (() => void) | undefined;
    const { asked, get } = await start((_request, response) => {
      release = () => response.writeHead(200, { 'Cache-Control': 'max-age=1' }).end('content');
    });
    const all = Array.from({ length: 5 }, () => get());
    await expect.poll(() => release).toBeDefined();
    release?.();
    expect((await Promise.all(all)).map(({ body }) => body)).toEqual(Array(5).fill('content'));
    expect(asked.length).toBeLessThan(5);
  });

  it.each(['no-store', 'private, max-age=10'])('keeps nothing of an answer with %s', async (control) => {
    const { outcomes, get } = await start((_request, response) => response.writeHead(200, { 'Cache-Control': control }).end('x'));
    await get();
    await get();
    expect(outcomes).toEqual(['miss', 'miss']);
  });

  it('keeps no errors, keeps paths apart, and says 502 where the origin breaks', async () => {
    const { get, outcomes } = await start((request, response) => {
      if (request.url === '/broken') request.socket.destroy();
      else response.writeHead(request.url === '/no' ? 404 : 200, { 'Cache-Control': 'max-age=9' }).end(request.url);
    });
    expect((await get({}, '/a')).body).toBe('/a');
    expect((await get({}, '/b')).body).toBe('/b');
    expect((await get({}, '/no')).status).toBe(404);
    expect((await get({}, '/no')).status).toBe(404);
    expect(outcomes).toEqual(['miss', 'miss', 'miss', 'miss']);
    expect((await get({}, '/broken')).status).toBe(502);
  });
});

it('compares entity tags weakly, in a list, or any (RFC 9110 section 13.1.2)', () => {
  for (const given of ['"a"', 'W/"a"', '"b", "a"', '*', ' "a" ']) expect(matchesEtag(given, '"a"'), given).toBe(true);
  for (const given of [undefined, '"b"', '', 'a']) expect(matchesEtag(given, '"a"'), given).toBe(false);
  expect(matchesEtag('"a"', 'W/"a"')).toBe(true);
});
