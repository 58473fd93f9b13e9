import type { RequestListener } from 'node:http';
import http from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
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

describe('ranges from what is stored whole (RFC 9110 section 14)', () => {
  const digits: RequestListener = (_request, response) => {
    response.writeHead(200, { 'Cache-Control': 'max-age=60', ETag: '"v1"' }).end('0123456789');
  };
  it.each([
    ['bytes=0-1', {}, 206, '01', 'bytes 0-1/10'],
    ['bytes=7-', {}, 206, '789', 'bytes 7-9/10'],
    ['bytes=-1', {}, 206, '9', 'bytes 9-9/10'],
    ['bytes=10-', {}, 416, '', 'bytes */10'],
    ['bytes=0-1,4-5', {}, 200, '0123456789', undefined],
    ['bytes=0-1', { 'If-Range': '"v1"' }, 206, '01', 'bytes 0-1/10'],
    ['bytes=0-1', { 'If-Range': '"v0"' }, 200, '0123456789', undefined],
  ])('%s %j', async (range, more, status, body, contentRange) => {
    const { request, asked } = await start(digits);
    await request('/');
    const got = await request('/', { headers: { Range: range, ...more } });
    expect([got.status, got.body, got.headers['content-range']]).toEqual([status, body, contentRange]);
    expect(asked).toHaveLength(1);
  });

  it('a part that the origin sent is passed on and not taken for the whole', async () => {
    const { request } = await start((message, response) => {
      if (message.headers.range === undefined) response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end('0123456789');
      else response.writeHead(206, { 'Cache-Control': 'max-age=60', 'Content-Range': 'bytes 0-4/10' }).end('01234');
    });
    expect((await request('/', { headers: { Range: 'bytes=0-4' } })).body).toBe('01234');
    expect((await request('/')).body).toBe('0123456789');
  });
});

describe('what comes from the origin', () => {
  it('keeps the bytes of its header fields, from the origin and from the store', async () => {
    const { request } = await start((_message, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60', 'X-Name': 'caf\u00e9' }).end('x');
    });
    // Node shows the bytes of a field as latin1, whatever they are meant as.
    for (const from of ['the origin', 'the store']) expect((await request('/')).headers['x-name'], from).toBe('caf\u00e9');
  });

  it('is refused where it is no HTTP, and said to be so', async () => {
    const { request } = await start((message) => void message.socket.end('HTTP/1.1 200 OK\r\nX: a\u001bb\r\n\r\n'));
    const { status, headers } = await request('/');
    expect([status, headers['cache-status']]).toEqual([
      502,
      'wirewise; fwd=uri-miss; detail="nothing is stored for this target; the origin answered with what is no HTTP"',
    ]);
  });

  it('is not stored where it breaks off, and the client sees that it broke off', async () => {
    let whole = false;
    const { request, outcomes } = await start((_message, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60', 'Content-Length': '10' });
      if (whole) return void response.end('0123456789');
      response.write('01234', () => response.socket?.destroy());
    });
    await expect(request('/')).rejects.toThrow();
    whole = true;
    expect((await request('/')).body).toBe('0123456789');
    expect(outcomes()).toEqual(['miss', 'miss']);
  });

  it('is passed on as it comes: the first part is there before the last is sent', async () => {
    let finish: () => void = () => undefined;
    const { edge } = await start((_message, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('first');
      finish = () => response.end('last');
    });
    const got = await new Promise<string[]>((resolve, reject) => {
      const parts: string[] = [];
      http
        .get({ host: '127.0.0.1', port: edge.port, agent: false }, (response) => {
          response.on('data', (data: Buffer) => {
            parts.push(data.toString());
            finish();
          });
          response.on('end', () => resolve(parts));
        })
        .on('error', reject);
    });
    expect(got.join('')).toBe('firstlast');
    expect(got[0]).toBe('first');
  });

  it('is not kept where it is longer than the limit, with or without a Content-Length', async () => {
    for (const announced of [true, false]) {
      const body = 'x'.repeat(5000);
      const { request, edge } = await start(
        (_message, response) => {
          response.writeHead(200, { 'Cache-Control': 'max-age=60', ...(announced ? { 'Content-Length': '5000' } : {}) });
          response.write(body.slice(0, 100));
          response.end(body.slice(100));
        },
        { maxEntryBytes: 1000 },
      );
      expect((await request('/')).body).toBe(body);
      expect(edge.stats()).toMatchObject({ entries: 0, bytes: 0 });
    }
  });

  it('is slowed by a slow client: a long response does not pile up here', async () => {
    const chunk = Buffer.alloc(64 * 1024, 1);
    let sent = 0;
    let waiting = false;
    const { edge } = await start((_message, response) => {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      const more = () => {
        while (sent < 4096 && !response.destroyed) {
          sent += 1;
          if (!response.write(chunk)) {
            waiting = true;
            response.once('drain', more);
            return;
          }
        }
        response.end();
      };
      more();
    });
    const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
      http.get({ host: '127.0.0.1', port: edge.port, agent: false }, resolve).on('error', reject),
    );
    // Nobody reads: the origin must come to a stop long before its 256 MiB are sent.
    let before = -1;
    await vi.waitFor(
      () => {
        const still = waiting && sent === before;
        before = sent;
        expect(still).toBe(true);
      },
      { timeout: 20_000, interval: 200 },
    );
    expect(sent).toBeLessThan(1024);
    response.destroy();
  });

  it('is kept although the client has gone, where others may want it', async () => {
    let finish: () => void = () => undefined;
    const { edge, request, asked } = await start((_message, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=60' });
      response.write('a');
      finish = () => response.end('b');
    });
    await new Promise<void>((resolve, reject) => {
      const leaving = http.get({ host: '127.0.0.1', port: edge.port, agent: false }, (response) => {
        response.once('data', () => {
          response.destroy();
          resolve();
        });
      });
      leaving.on('error', reject);
    });
    finish();
    await vi.waitFor(() => expect(edge.stats().entries).toBe(1), { timeout: 10_000 });
    expect((await request('/')).body).toBe('ab');
    expect(asked).toHaveLength(1);
  });
});
