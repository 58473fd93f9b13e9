import http, { type RequestListener } from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { CONNECTION_LIMIT, type ConnectionPool, createHttp1Pool, createHttp2Pool } from '../../src/labs/connection-pool.ts';

let stop: (() => void) | undefined;
afterEach(() => stop?.());

/** A pool in front of a server that answers as told. */
async function startPool(create: (origin: string) => ConnectionPool, answer: RequestListener): Promise<ConnectionPool> {
  const server =
    create === createHttp2Pool
      ? http2.createServer(answer as unknown as Parameters<typeof http2.createServer>[1])
      : http.createServer(answer);
  // A server that tidies up would give back what the pool has kept.
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pool = create(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  stop = () => {
    pool[Symbol.dispose]();
    server.close();
  };
  return pool;
}

describe.each([
  ['HTTP/1.1', createHttp1Pool],
  ['HTTP/2', createHttp2Pool],
] as const)('a pool over %s', (_name, create) => {
  it('hands over status, header fields in any case, and the body', async () => {
    const pool = await startPool(create, (request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.end(`${request.url} ${request.headers['last-event-id']}`);
    });
    const { status, headers, body } = await pool.get('/events', { headers: { 'Last-Event-ID': '5' } });
    expect(status).toBe(200);
    expect([headers.get('Content-Type'), headers.get('content-type'), headers.get('etag')]).toEqual(['text/plain', 'text/plain', null]);
    expect(body && (await text(body))).toBe('/events 5');
  });

  it('keeps no connection for an answer without content', async () => {
    const pool = await startPool(create, (_request, response) => response.writeHead(204).end());
    for (let asked = 0; asked <= CONNECTION_LIMIT; asked++) {
      expect(await pool.get('/')).toMatchObject({ status: 204, body: null });
    }
  });

  it('rejects when it is told to give up, and when the connection breaks before the answer', async () => {
    const asked = new AbortController();
    const pool = await startPool(create, (request) => {
      if (request.url === '/slow') asked.abort();
      else request.socket.destroy();
    });
    await expect(pool.get('/slow', { signal: asked.signal })).rejects.toThrow(/abort/);
    await expect(pool.get('/broken')).rejects.toThrow();
  });
});

it('over HTTP/1.1 a seventh request waits until one of six is answered in full', async () => {
  let answerFirst: (() => void) | undefined;
  const pool = await startPool(createHttp1Pool, (_request, response) => {
    answerFirst ??= () => response.end();
    response.flushHeaders();
  });
  const six = await Promise.all(Array.from({ length: CONNECTION_LIMIT }, () => pool.get('/')));
  const seventh = pool.get('/');
  expect(pool.waiting).toBe(1);
  answerFirst?.();
  await Promise.race(six.map(({ body }) => body && text(body)));
  expect((await seventh).status).toBe(200);
  expect(pool.waiting).toBe(0);
});

it('over HTTP/2 seven requests that are not answered in full wait for nobody, on one connection', async () => {
  const connections = new Set<unknown>();
  const pool = await startPool(createHttp2Pool, (request, response) => {
    connections.add((request as unknown as http2.Http2ServerRequest).stream.session);
    response.flushHeaders?.();
    response.write('begun');
  });
  const seven = await Promise.all(Array.from({ length: CONNECTION_LIMIT + 1 }, () => pool.get('/')));
  expect(seven.map(({ status }) => status)).toEqual(Array(7).fill(200));
  expect([connections.size, pool.waiting]).toEqual([1, 0]);
});
