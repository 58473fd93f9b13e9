// A tap in front of services that are not ours, on real sockets: what every protocol looks like there, and what a tap does
// when its service is away.
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { type Run, runLab } from '../../src/labs/run.ts';
import { serviceLab } from '../../src/labs/service.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import type { WireEvent } from '../../src/wire/event.ts';
import { parseServiceAddress } from '../../src/wire/service-address.ts';
import { createWatch, type Watch } from './watch.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const PATIENCE = 15_000;

async function listen(server: net.Server | http.Server | http2.Http2Server, port = 0, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

interface Tapped extends Watch {
  readonly run: Run;
  readonly port: number;
  readonly url: string;
}

async function tap(
  to: string | number,
  options: { readonly conditions?: Partial<Conditions>; readonly onEvent?: (event: WireEvent) => void } = {},
) {
  const address = parseServiceAddress(String(to));
  if (!address.ok) throw new Error(address.problems[0]?.message);
  const watch = createWatch(PATIENCE);
  const run = await runLab(serviceLab({ to: address.value }), {
    params: { to: address.value.name },
    conditions: { ...CLEAN, ...options.conditions },
    seed: 1,
    clock: systemClock,
    version: 'test',
    signal: new AbortController().signal,
    keep: 0,
    onEvent: options.onEvent ?? watch.see,
  });
  closers.push(() => run[Symbol.asyncDispose]());
  const tapped: Tapped = { ...watch, run, url: run.url, port: Number(new URL(run.url).port) };
  return tapped;
}

/** A socket that is always read, and what it got. */
async function connect(port: number, allowHalfOpen = false) {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen });
  let got = '';
  let ended = false;
  socket.on('data', (bytes) => {
    got += bytes.toString('latin1');
  });
  socket.on('end', () => {
    ended = true;
  });
  socket.on('error', () => {});
  closers.push(() => socket.destroy());
  await once(socket, 'connect');
  return {
    socket,
    ended: () => ended,
    got: (text: string) => vi.waitFor(() => expect(got).toContain(text), { timeout: PATIENCE, interval: 5 }),
  };
}

async function get(url: string): Promise<{ readonly status: number; readonly body: string }> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
    http.get(url, { agent: false }, resolve).on('error', reject),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}

describe('a service that speaks', () => {
  it('HTTP/1.1 is seen as requests and responses, its bytes unchanged and its Host that of the tap', async () => {
    const heads: (string | undefined)[] = [];
    const port = await listen(
      http.createServer((request, response) => {
        heads.push(request.headers.host);
        response.writeHead(request.url === '/missing' ? 404 : 200, { 'X-Mine': 'yes' });
        response.end(`you asked for ${request.url}`);
      }),
    );
    const tapped = await tap(port);
    expect(await get(`${tapped.url}/a?b=c`)).toEqual({ status: 200, body: 'you asked for /a?b=c' });
    expect((await get(`${tapped.url}/missing`)).status).toBe(404);
    const [request] = await tapped.several(2, 'http:request');
    expect(request).toMatchObject({ data: { method: 'GET', target: '/a?b=c' }, source: 'tap', connection: 1 });
    expect((await tapped.several(2, 'http:response')).map(({ data }) => data.status)).toEqual([200, 404]);
    expect(heads).toEqual([`127.0.0.1:${tapped.port}`, `127.0.0.1:${tapped.port}`]);
    expect(tapped.events.filter(({ source }) => source === 'hook')).toEqual([]);
    expect(tapped.run.trace()).toMatchObject({ header: { lab: 'tap', params: { to: `localhost:${port}` } }, events: [] });
  });

  it('Server-sent events are seen as events', async () => {
    const port = await listen(
      http.createServer((_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('id: 7\ndata: hello\n\n');
      }),
    );
    const tapped = await tap(port);
    http.get(tapped.url, { agent: false }, (response) => response.resume()).on('error', () => {});
    expect((await tapped.first('sse:event')).data).toEqual({ type: 'message', data: 'hello', lastEventId: '7' });
  });

  it('WebSocket is seen as frames and messages', async () => {
    const server = http.createServer();
    new WebSocketServer({ server }).on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
    const tapped = await tap(await listen(server));
    const client = new WebSocket(tapped.url.replace('http', 'ws'));
    closers.push(() => client.terminate());
    client.on('error', () => {});
    await once(client, 'open');
    client.send('ping pong');
    const back = await tapped.first('ws:message', ({ direction }) => direction === 'server-to-client');
    expect(back.data.text).toBe('echo ping pong');
    expect(tapped.of('ws:open')[0]?.data).toMatchObject({ accept: tapped.of('ws:open')[0]?.data.expected });
  });

  it('gRPC over HTTP/2 without TLS is seen as frames and messages, fields by their numbers', async () => {
    const server = http2.createServer();
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.on('error', () => {});
      stream.resume();
      // Field 1, varint 150; field 2, the text `hi`.
      stream.end(Buffer.from([0, 0, 0, 0, 7, 0x08, 0x96, 0x01, 0x12, 2, 0x68, 0x69]));
    });
    const tapped = await tap(await listen(server));
    const session = http2.connect(tapped.url);
    session.on('error', () => {});
    closers.push(() => session.destroy());
    const stream = session.request({ ':method': 'POST', ':path': '/shop.Prices/Get', 'content-type': 'application/grpc' });
    stream.on('error', () => {});
    stream.resume();
    stream.end(Buffer.from([0, 0, 0, 0, 0]));
    const message = await tapped.first('grpc:message', ({ direction }) => direction === 'server-to-client');
    expect(message.data).toMatchObject({ method: '/shop.Prices/Get', type: '', length: 7 });
    expect(message.data.text).toMatch(/1: 150.*2: "hi"/);
    expect((await tapped.first('grpc:status')).data).toMatchObject({ code: 0, status: 'OK' });
  });

  it('a protocol that nobody here reads is shown as it comes, not when the connection ends', async () => {
    const port = await listen(net.createServer((socket) => socket.on('data', () => socket.write('+PONG\r\n'))));
    const tapped = await tap(port);
    const client = await connect(tapped.port);
    client.socket.write('*1\r\n$4\r\nPING\r\n');
    await client.got('+PONG');
    const [question, answer] = await tapped.several(2, 'raw:bytes');
    expect(question).toMatchObject({ direction: 'client-to-server', size: 14, data: { preview: '*1\r\n$4\r\nPING\r\n' } });
    expect(answer).toMatchObject({ direction: 'server-to-client', size: 7, data: { preview: '+PONG\r\n' } });
  });

  it('a server that speaks first is heard before its client answers', async () => {
    const port = await listen(net.createServer((socket) => void socket.write('220 mail.test ESMTP\r\n')));
    const tapped = await tap(port);
    const client = await connect(tapped.port);
    await client.got('220 mail.test');
    expect(await tapped.first('raw:bytes')).toMatchObject({
      direction: 'server-to-client',
      data: { preview: '220 mail.test ESMTP\r\n', reason: 'the server speaks first: a protocol that is not read here' },
    });
    client.socket.write('EHLO me\r\n');
    expect((await tapped.several(2, 'raw:bytes'))[1]).toMatchObject({ direction: 'client-to-server', data: { preview: 'EHLO me\r\n' } });
  });

  it('TLS is recognised, and what it holds is said to be encrypted', async () => {
    const port = await listen(net.createServer((socket) => socket.resume()));
    const tapped = await tap(`https://localhost:${port}`);
    expect(tapped.url).toBe(`https://127.0.0.1:${tapped.port}`);
    const { socket } = await connect(tapped.port);
    socket.write(Buffer.from('1703030003abcdef', 'hex').fill(22, 0, 1));
    socket.write(Buffer.from('1703030003abcdef', 'hex'));
    const records = await tapped.several(2, 'tls:record');
    expect(records[1]?.data).toEqual({ type: 'application_data', length: 3, detail: '' });
  });
});

describe('a service that is away', () => {
  async function freePort(): Promise<number> {
    const probe = net.createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }

  it('refuses, which is said of each connection; when it comes, the next one gets through', async () => {
    const port = await freePort();
    const tapped = await tap(`127.0.0.1:${port}`);
    const { socket } = await connect(tapped.port);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await tapped.first('tcp:close')).toMatchObject({ data: { by: 'server', how: 'refused' }, connection: 1, source: 'tap' });
    // Nothing passed: nothing is said to have.
    expect(tapped.of('http:request')).toEqual([]);
    await listen(
      http.createServer((_request, response) => response.end('here now')),
      port,
    );
    expect((await get(tapped.url)).body).toBe('here now');
    expect(tapped.of('http:response')).toHaveLength(1);
  });

  it('is found on either loopback address when it is called localhost', async (context) => {
    const server = http.createServer((_request, response) => response.end('six'));
    const port = await listen(server, 0, '::1').catch(() => undefined);
    if (port === undefined) return context.skip('this machine has no IPv6 loopback');
    expect((await get((await tap(`localhost:${port}`)).url)).body).toBe('six');
    expect((await get((await tap(`[::1]:${port}`)).url)).body).toBe('six');
  });
});

describe('the path', () => {
  it('keeps one side open when the other has ended', async () => {
    const port = await listen(
      net.createServer({ allowHalfOpen: true }, (socket) => {
        socket.resume();
        socket.on('end', () => socket.end('all was heard'));
      }),
    );
    const tapped = await tap(port);
    const client = await connect(tapped.port, true);
    client.socket.end('that is all');
    await client.got('all was heard');
    await vi.waitFor(() => expect(client.ended()).toBe(true), { timeout: PATIENCE });
    expect(await tapped.first('tcp:close')).toMatchObject({ data: { by: 'client', how: 'fin', lostBytes: 0 } });
  });

  it('passes 100 MB on, byte for byte, and holds no more of it than a few', async () => {
    const megabyte = randomBytes(1 << 20);
    const total = 100;
    const sent = createHash('sha256');
    const port = await listen(
      http.createServer((_request, response) => {
        response.writeHead(200, { 'Content-Length': total << 20 });
        let left = total;
        const more = () => {
          while (left > 0) {
            left -= 1;
            sent.update(megabyte);
            if (!response.write(megabyte)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      }),
    );
    let bytes = 0;
    let events = 0;
    const tapped = await tap(port, {
      onEvent(event) {
        events += 1;
        if (event.name === 'http:body') bytes += event.size;
      },
    });
    const before = process.memoryUsage();
    let most = 0;
    const got = createHash('sha256');
    const response = await new Promise<http.IncomingMessage>((resolve, reject) =>
      http.get(tapped.url, { agent: false }, resolve).on('error', reject),
    );
    let length = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      got.update(chunk);
      length += chunk.length;
      if (length % (8 << 20) < chunk.length) most = Math.max(most, process.memoryUsage().external - before.external);
    }
    expect(length).toBe(total << 20);
    expect(got.digest('hex')).toBe(sent.digest('hex'));
    expect(bytes).toBe(total << 20);
    expect(events).toBeLessThan(8000);
    expect(most, `${Math.round(most / 1e6)} MB of buffers`).toBeLessThan(60e6);
  }, 60_000);

  it('is cut on all connections at once, and takes new ones', async () => {
    const port = await listen(net.createServer((socket) => socket.resume()));
    const tapped = await tap(port);
    const clients = [await connect(tapped.port), await connect(tapped.port)];
    await tapped.several(2, 'tcp:open');
    await tapped.run.perform('cut');
    expect((await tapped.several(2, 'tcp:close')).map(({ data }) => data.how)).toEqual(['cut', 'cut']);
    await vi.waitFor(() => expect(clients.every(({ socket }) => socket.destroyed)).toBe(true), { timeout: PATIENCE });
    await connect(tapped.port);
    await tapped.several(3, 'tcp:open');
    await expect(tapped.run.perform('jump')).rejects.toThrow("a tap has no action 'jump'; it has cut, blackhole, heal");
  });
});

describe('starting anew', () => {
  const address = { name: '127.0.0.1:9', url: 'http://127.0.0.1:9', hosts: ['127.0.0.1'], port: 9, scheme: 'http' } as const;
  const context = () => ({
    params: {},
    conditions: CLEAN,
    seed: 1,
    clock: systemClock,
    version: 'test',
    signal: new AbortController().signal,
  });

  it('is at the same port again: clients were told it', async () => {
    const lab = serviceLab({ to: address });
    const first = await runLab(lab, context());
    await first[Symbol.asyncDispose]();
    const second = await runLab(lab, context());
    closers.push(() => second[Symbol.asyncDispose]());
    expect(second.url).toBe(first.url);
  });

  it('says in one sentence that a port is taken', async () => {
    const port = await listen(net.createServer());
    await expect(runLab(serviceLab({ to: address, port }), context())).rejects.toThrow(`port ${port} is in use on this machine`);
  });
});
