// Hostile input: what must not confuse an edge. Refused or harmless, each with a test.

import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { targetOf } from '../../src/labs/edge-job.ts';
import { startWorld, type World } from './edge-world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]();
});
const fresh: RequestListener = (request, response) => {
  response
    .writeHead(200, { 'Cache-Control': 'max-age=60' })
    .end(`${request.method} ${request.url} host ${request.headers.host} ${request.headers['x-forwarded-host'] ?? '-'}`);
};
async function start(answer: RequestListener = fresh) {
  const world = await startWorld(answer);
  worlds.push(world);
  return world;
}
const statusOf = (response: string) => /^HTTP\/1\.1 (\d{3})/.exec(response)?.[1];

describe('requests that are two to two readers', () => {
  const smuggled = 'GET /admin HTTP/1.1\r\nHost: x\r\n\r\n';
  it.each([
    [
      'both Content-Length and Transfer-Encoding',
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${smuggled.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    ['two Content-Lengths', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`],
    [
      'an obfuscated Transfer-Encoding',
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${smuggled}`,
    ],
    ['a space before the colon', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nabcde${smuggled}`],
    ['a header folded over two lines', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n folded\r\nConnection: close\r\n\r\n'],
    ['a bare line feed inside a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\nX-B\r\nConnection: close\r\n\r\n'],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\nConnection: close\r\n\r\n'],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
  ])('%s is refused or harmless, and smuggles nothing', async (_what, bytes) => {
    const { raw, asked } = await start();
    const response = await raw(bytes);
    const reached = asked.map(({ url }) => url);
    expect(reached).not.toContain('/admin');
    // Either it was refused and the connection closed, or it was one request that the origin saw as one.
    if (reached.length === 0) expect(statusOf(response)).toBe('400');
    else expect([reached.length, statusOf(response)]).toEqual([1, '200']);
  });

  it('headers without end are refused with 431', async () => {
    const { raw, asked } = await start();
    expect(statusOf(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(20_000)}\r\n\r\n`))).toBe('431');
    expect(asked).toHaveLength(0);
  });
});

describe('tricks with the target', () => {
  it.each([
    ['/a/../b', '/a/../b'],
    ['/a%2fb', '/a%2fb'],
    ['//evil.test/x', '//evil.test/x'],
    ['http://evil.test/x?y', '/x?y'],
    ['HTTP://EVIL.TEST', '/'],
    ['http://evil.test?x', undefined],
    ['/a#b', undefined],
    ['/a\\b', undefined],
    ['evil.test:443', undefined],
    ['', '/'],
    ['*', '*'],
  ])('%j is %j', (url, expected) => expect(targetOf(url)).toBe(expected));

  it('what a path may stand for is the origin’s to say: each spelling is stored on its own', async () => {
    const { request, outcomes } = await start();
    for (const path of ['/b', '/a/../b', '/%62', '/b?', '/B']) expect((await request(path)).body).toContain(`GET ${path} `);
    expect(outcomes()).toEqual(Array(5).fill('miss'));
  });

  it('an absolute target is asked of the origin, not of whom it names', async () => {
    const { raw, originPort } = await start();
    const response = await raw('GET http://evil.test/x HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n');
    expect(response).toContain(`GET /x host 127.0.0.1:${originPort} -`);
  });

  it('TRACE and CONNECT go no further', async () => {
    const { raw, asked } = await start();
    expect(statusOf(await raw('TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))).toBe('405');
    expect(await raw('CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n')).not.toContain('200');
    expect(asked).toHaveLength(0);
  });
});

describe('poison', () => {
  it.each([
    'Host',
    'X-Forwarded-Host',
    'X-Host',
    'X-Forwarded-Scheme',
    'X-Original-URL',
    'X-Rewrite-URL',
    'X-HTTP-Method-Override',
    'Forwarded',
  ])('%s is no part of the key, so the origin does not see it', async (name) => {
    const { request, asked } = await start();
    const poisoned = await request('/', { headers: { [name]: 'evil.test' } });
    expect(poisoned.body).not.toContain('evil.test');
    expect(asked[0]?.rawHeaders.join('\n')).not.toContain('evil.test');
    expect((await request('/')).headers['cache-status']).toContain('hit');
  });

  it('a GET with content is answered by the origin and never stored', async () => {
    const { request, outcomes } = await start();
    await request('/', { headers: { 'Content-Length': '5' }, body: 'a=bad' });
    await request('/');
    expect(outcomes()).toEqual(['bypassed', 'miss']);
  });

  it('fields that Connection lists do not reach the origin', async () => {
    const { request, asked } = await start();
    await request('/', { headers: { Connection: 'close, X-Secret', 'X-Secret': '1', TE: 'trailers' } });
    expect([asked[0]?.headers['x-secret'], asked[0]?.headers.te, asked[0]?.headers.via]).toEqual([undefined, undefined, '1.1 wirewise']);
  });

  it('one user’s answer is not another’s: Authorization and private are not shared', async () => {
    const { request, asked } = await start((message, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end(`for ${message.headers.authorization ?? 'nobody'}`);
    });
    expect((await request('/', { headers: { Authorization: 'Basic one' } })).body).toBe('for Basic one');
    expect((await request('/', { headers: { Authorization: 'Basic two' } })).body).toBe('for Basic two');
    expect((await request('/')).body).toBe('for nobody');
    expect(asked).toHaveLength(3);
  });

  it('an answer of the origin that is no HTTP is a 502', async () => {
    const { request } = await start((_message, response) => {
      response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab');
    });
    expect((await request('/')).status).toBe(502);
  });
});
