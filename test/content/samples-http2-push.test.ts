// Runs the code of the push lesson, over real sockets.
import { once } from 'node:events';
import http from 'node:http';
import http2, { type ClientHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';

const samples = '../../content/topics/01-real-time/05-http2-push/samples';
const load = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ `${samples}/${file}`)) as T;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: http.Server | http2.Http2Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
function connect(url: string, enablePush = true): ClientHttp2Session {
  const session = http2.connect(url, { settings: { enablePush } });
  closing.push(() => session.destroy());
  return session;
}

describe('push.js', () => {
  async function serve() {
    const { pushFiles } = await load<{ pushFiles(stream: ServerHttp2Stream, files: readonly object[]): void }>('push.js');
    const server = http2.createServer();
    server.on('stream', (stream) => {
      pushFiles(stream, [{ path: '/style.css', headers: { 'content-type': 'text/css' }, body: 'p {}' }]);
      stream.respond({ ':status': 200 });
      stream.end('page');
    });
    return listen(server);
  }

  it('pushes each file as a response to a request of its own', async () => {
    const session = connect(await serve());
    const pushed = new Promise<string>((resolve) => {
      session.on('stream', async (stream, headers) => resolve(`${headers[':path']} ${await text(stream)}`));
    });
    expect(await text(session.request({ ':path': '/' }))).toBe('page');
    expect(await pushed).toBe('/style.css p {}');
  });

  it('pushes nothing to a client that forbids it', async () => {
    const session = connect(await serve(), false);
    const pushes: string[] = [];
    session.on('stream', (_stream, headers) => pushes.push(String(headers[':path'])));
    expect(await text(session.request({ ':path': '/' }))).toBe('page');
    expect(pushes).toEqual([]);
  });
});

describe('early-hints.js hints before the page is made', () => {
  const LINK = '</style.css>; rel=preload; as=style, </app.js>; rel=preload; as=script';

  /** A handler whose page is made only when the hint has been seen. */
  async function handler() {
    const { pageHandler } = await load<{ pageHandler(render: () => Promise<string>): http.RequestListener }>('early-hints.js');
    let seen = () => {};
    const hinted = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const handle = pageHandler(async () => {
      await hinted;
      return 'page';
    });
    return { handle, seen };
  }

  it('over HTTP/1.1', async () => {
    const { handle, seen } = await handler();
    const url = await listen(http.createServer(handle));
    const request = http.get(url, { agent: false });
    const [hint] = await once(request, 'information');
    expect([hint.statusCode, hint.headers.link]).toEqual([103, LINK]);
    seen();
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    expect([response.statusCode, response.headers.link, await text(response)]).toEqual([200, LINK, 'page']);
  });

  it('over HTTP/2', async () => {
    const { handle, seen } = await handler();
    const session = connect(await listen(http2.createServer(handle as unknown as Parameters<typeof http2.createServer>[1])));
    const request = session.request({ ':path': '/' });
    const [hint] = await once(request, 'headers');
    expect([hint[':status'], hint.link]).toEqual([103, LINK]);
    seen();
    expect(await text(request)).toBe('page');
  });
});
