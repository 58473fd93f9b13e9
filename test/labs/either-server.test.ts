import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { type EitherServer, listenForEither } from '../../src/labs/either-server.ts';

let server: EitherServer | undefined;
afterEach(async () => server?.[Symbol.asyncDispose]());

async function start() {
  const one = http.createServer((request, response) => response.end(`HTTP/${request.httpVersion} ${request.url}`));
  const two = http2.createServer((request, response) => response.end(`HTTP/${request.httpVersion} ${request.url}`));
  server = await listenForEither({
    http1: (socket) => void one.emit('connection', socket),
    http2: (socket) => void two.emit('connection', socket),
  });
  return server.port;
}

it('answers both, on one port', async () => {
  const port = await start();
  expect(await (await fetch(`http://127.0.0.1:${port}/a`)).text()).toBe('HTTP/1.1 /a');
  const session = http2.connect(`http://127.0.0.1:${port}`);
  expect(await text(session.request({ ':path': '/b' }))).toBe('HTTP/2.0 /b');
  session.destroy();
});

it('waits where the first bytes may be either, however they are cut', async () => {
  const port = await start();
  for (const pieces of [
    ['P', 'OST /c HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'],
    ['G', 'ET /c HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ]) {
    const socket = net.connect(port, '127.0.0.1');
    const answer = text(socket);
    for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
    expect(await answer).toContain('HTTP/1.1 /c');
  }
  const socket = net.connect(port, '127.0.0.1');
  const said = new Promise<Buffer>((resolve) => socket.once('data', resolve));
  for (const piece of ['PR', 'I * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\0\0\0\x04\0\0\0\0\0'])
    await new Promise((resolve) => socket.write(Buffer.from(piece, 'latin1'), resolve));
  expect((await said)[3]).toBe(4); // SETTINGS
  socket.destroy();
});

it('leaves nothing open', async () => {
  const port = await start();
  const idle = net.connect(port, '127.0.0.1');
  await new Promise((resolve) => idle.once('connect', resolve));
  const gone = new Promise((resolve) => idle.once('close', resolve));
  idle.on('error', () => {});
  await server?.[Symbol.asyncDispose]();
  await gone;
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});
