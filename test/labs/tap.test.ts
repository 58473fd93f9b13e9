// The tap on real sockets, between a server and a client that do as a test tells them.
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/labs/recorder.ts';
import { startTap, type Tap } from '../../src/labs/tap.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';
import type { WireEvent } from '../../src/wire/event.ts';
import { createWatch, type Watch } from './watch.ts';

interface Path extends Watch {
  readonly tap: Tap;
  readonly stop: AbortController;
  connect(halfOpen?: boolean): Promise<{ readonly client: Socket; readonly server: Socket }>;
}

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

/** A server that only accepts, with a tap in front. */
async function startPath(conditions: Partial<Conditions> = {}, upstream?: number): Promise<Path> {
  const sockets: Socket[] = [];
  const waiting: ((socket: Socket) => void)[] = [];
  const listener = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(keepReading(socket));
    waiting.shift()?.(socket);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const watch = createWatch(15_000);
  const stop = new AbortController();
  const tap = await startTap({
    upstreamPort: upstream ?? (listener.address() as AddressInfo).port,
    conditions: { ...CLEAN, ...conditions },
    emit: createRecorder(systemClock, new AbortController().signal, watch.see),
    clock: systemClock,
    random: seededRandom(1),
    signal: stop.signal,
  });
  open.push({
    async close() {
      await tap[Symbol.asyncDispose]();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  });
  return {
    ...watch,
    tap,
    stop,
    async connect(halfOpen = false) {
      const accepted = new Promise<Socket>((resolve) => waiting.push(resolve));
      const client = keepReading(net.connect({ port: tap.port, host: '127.0.0.1', allowHalfOpen: halfOpen }));
      open.push({ close: () => client.destroy() });
      return { client, server: await accepted };
    },
  };
}

const ended = (socket: Socket) => new Promise<void>((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())));
const sizes = (events: readonly WireEvent[], direction: string) =>
  events.filter((event) => event.direction === direction).reduce((sum, { size }) => sum + size, 0);

const inboxes = new WeakMap<Socket, { text: string; ended: boolean }>();
/** Reads a socket always: one that nobody reads does not notice a reset. */
function keepReading(socket: Socket): Socket {
  const inbox = { text: '', ended: false };
  inboxes.set(socket, inbox);
  socket.on('data', (bytes) => {
    inbox.text += bytes.toString('latin1');
  });
  socket.on('end', () => {
    inbox.ended = true;
  });
  return socket.on('error', () => {});
}
/** What came so far, once it is that much; without a count, once it is all. */
async function read(socket: Socket, count?: number): Promise<string> {
  const inbox = inboxes.get(socket);
  await expect
    .poll(() => (count === undefined ? inbox?.ended : (inbox?.text.length ?? 0) >= count), { interval: 2, timeout: 10_000 })
    .toBe(true);
  return inbox?.text ?? '';
}

const REQUEST = 'GET /a HTTP/1.1\r\nHost: here\r\n\r\n';
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';

describe('a clean path', () => {
  it('passes both directions on unchanged, and reports each message where it was complete', async () => {
    const { connect, tap, ...seen } = await startPath();
    const { client, server } = await connect();
    client.write(REQUEST);
    expect(await read(server, REQUEST.length)).toBe(REQUEST);
    server.write(RESPONSE);
    expect(await read(client, RESPONSE.length)).toBe(RESPONSE);
    expect(seen.of('tcp:open')).toMatchObject([
      { connection: 1, source: 'tap', data: { clientPort: client.localPort, serverPort: tap.port } },
    ]);
    expect(seen.of('http:request')).toMatchObject([{ data: { target: '/a' }, size: REQUEST.length, source: 'tap', connection: 1 }]);
    expect(seen.of('http:body')).toMatchObject([{ data: { preview: 'hello' }, size: 5 }]);
    expect(tap.connections).toBe(1);
  });

  it('numbers connections, each with a decoder of its own', async () => {
    const { connect, ...seen } = await startPath();
    const one = await connect();
    const two = await connect();
    one.client.write('GET /on');
    two.client.write('GET /two HTTP/1.1\r\n\r\n');
    one.client.write('e HTTP/1.1\r\n\r\n');
    const requests = await seen.several(2, 'http:request');
    expect(requests.map(({ connection, data }) => [connection, data.target]).sort()).toEqual([
      [1, '/one'],
      [2, '/two'],
    ]);
  });

  it('passes the end of one direction on and keeps the other open, then closes', async () => {
    const { connect, tap, ...seen } = await startPath();
    const { client, server } = await connect(true);
    client.end('last words');
    expect(await read(server)).toBe('last words');
    server.write('still ');
    expect(seen.of('tcp:close')).toEqual([]);
    server.end('here');
    expect(await read(client)).toBe('still here');
    expect((await seen.first('tcp:close')).data).toEqual({ by: 'client', how: 'fin', lostBytes: 0 });
    expect(tap.connections).toBe(0);
  });

  it('says who reset the connection, and resets the other side', async () => {
    const { connect, ...seen } = await startPath();
    const one = await connect();
    one.client.resetAndDestroy();
    await ended(one.server);
    const two = await connect();
    two.server.resetAndDestroy();
    await ended(two.client);
    const closes = await seen.several(2, 'tcp:close');
    expect(closes.map(({ data, source }) => [data.by, data.how, source])).toEqual([
      ['client', 'reset', 'tap'],
      ['server', 'reset', 'tap'],
    ]);
  });

  it('resets a client whose server is not there', async () => {
    const gone = net.createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const { tap, ...seen } = await startPath({}, port);
    const client = net.connect(tap.port, '127.0.0.1');
    const [problem] = (await once(client, 'error')) as [NodeJS.ErrnoException];
    expect(problem.code).toBe('ECONNRESET');
    expect((await seen.first('tcp:close')).data).toMatchObject({ by: 'server', how: 'refused' });
  });
});

describe('delay and bandwidth', () => {
  it('delay each direction by half a round trip, and `entered` says when the bytes came', async () => {
    const { connect, ...seen } = await startPath({ rtt: 80 });
    const { client, server } = await connect();
    client.write(REQUEST);
    await read(server, REQUEST.length);
    server.write(RESPONSE);
    await read(client, RESPONSE.length);
    for (const event of [...seen.of('http:request'), ...seen.of('http:response')])
      expect(event.time - event.entered).toBeGreaterThanOrEqual(39.9);
  });

  it('bytes take their time on a narrow path, one after the other', async () => {
    const { connect, ...seen } = await startPath({ bandwidth: 100_000 });
    const { client, server } = await connect();
    server.write(`HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n${'x'.repeat(20_000)}`);
    client.write(REQUEST);
    await read(client, 20_000);
    const [open] = seen.of('tcp:open');
    const last = seen.of('http:body').at(-1);
    expect((last?.time ?? 0) - (open?.time ?? 0)).toBeGreaterThanOrEqual(199);
  });

  it('a change holds for what comes from then on, is told once, and overtakes nothing', async () => {
    const { connect, tap, ...seen } = await startPath({ rtt: 120 });
    const { client, server } = await connect();
    client.write('slow ');
    await expect.poll(() => server.bytesRead === 0 && client.bytesWritten === 5).toBe(true);
    tap.setConditions({ rtt: 0, buffering: true });
    tap.setConditions({ rtt: 0 });
    client.write('fast');
    expect(await read(server, 9)).toBe('slow fast');
    expect(seen.of('path:change').map(({ data, source }) => [data.detail, source])).toEqual([
      ['rtt 0', 'model'],
      ['buffering on', 'model'],
    ]);
  });
});

describe('loss', () => {
  it('holds a chunk and what follows it for a retransmission time-out, and drops nothing', async () => {
    const { connect, ...seen } = await startPath({ loss: 100, rtt: 20 });
    const { client, server } = await connect();
    client.write(REQUEST);
    expect(await read(server, REQUEST.length)).toBe(REQUEST);
    const hold = await seen.first('path:hold');
    expect(hold).toMatchObject({
      source: 'model',
      direction: 'client-to-server',
      size: 0,
      data: { bytes: REQUEST.length, milliseconds: 200, reason: 'loss' },
    });
    const [request] = seen.of('http:request');
    expect((request?.time ?? 0) - (request?.entered ?? 0)).toBeGreaterThanOrEqual(209.9);
  });

  it('of a long path waits for two round trips', async () => {
    const { connect, ...seen } = await startPath({ loss: 100, rtt: 150 });
    const { client } = await connect();
    client.write(REQUEST);
    expect((await seen.first('path:hold')).data.milliseconds).toBe(300);
  });
});

describe('a cut', () => {
  it.each([1, 30, 60])('after %i bytes lets exactly these through, resets both sides and says what was lost', async (cutAfter) => {
    const { connect, ...seen } = await startPath({ cutAfter });
    const { client, server } = await connect();
    client.write(REQUEST);
    await read(server, REQUEST.length);
    server.write('y'.repeat(100));
    await Promise.all([ended(client), ended(server)]);
    expect(await read(client, 0)).toBe('y'.repeat(cutAfter));
    expect(sizes(seen.events, 'server-to-client')).toBe(cutAfter);
    expect(seen.of('tcp:close')).toMatchObject([{ source: 'model', data: { by: 'tap', how: 'cut', lostBytes: 100 - cutAfter } }]);
  });

  it('on a key resets all that is open, and what waited on the path is lost', async () => {
    const { connect, tap, ...seen } = await startPath({ rtt: 10_000 });
    const pairs = [await connect(), await connect()];
    for (const { client } of pairs) client.write('on its way');
    await expect.poll(() => tap.connections).toBe(2);
    await seen.several(2, 'tcp:open');
    // The bytes are in the tap when the cut counts them as lost.
    await expect
      .poll(() => {
        if (tap.connections === 2 && pairs.every(({ client }) => client.writableLength === 0)) tap.cut();
        return seen.of('tcp:close').map(({ data }) => [data.by, data.how]);
      })
      .toEqual([
        ['tap', 'cut'],
        ['tap', 'cut'],
      ]);
    await Promise.all(pairs.flatMap(({ client, server }) => [ended(client), ended(server)]));
    expect(pairs.map(({ server }) => server.bytesRead)).toEqual([0, 0]);
    const again = await connect();
    expect(again.client.destroyed).toBe(false);
  });
});

describe('a path that says nothing', () => {
  it('closes a connection on which nothing moved, by reset', async () => {
    const { connect, ...seen } = await startPath({ idleTimeout: 60 });
    const { client, server } = await connect();
    await Promise.all([ended(client), ended(server)]);
    expect((await seen.first('tcp:close')).data).toEqual({ by: 'tap', how: 'idle', lostBytes: 0 });
  });

  it('counts idleness from the last byte that passed', async () => {
    const { connect, ...seen } = await startPath({ idleTimeout: 200 });
    const { client, server } = await connect();
    for (let said = 0; said < 6; said++) {
      client.write('.');
      await read(server, said + 1);
    }
    await ended(client);
    const [open] = seen.of('tcp:open');
    expect(((await seen.first('tcp:close')).time ?? 0) - (open?.time ?? 0)).toBeGreaterThanOrEqual(199);
  });

  it('swallows everything when it is dead, closes nothing, and gives it all when it is healed', async () => {
    const { connect, tap, ...seen } = await startPath({ blackhole: true });
    const { client, server } = await connect(true);
    client.end('anybody there?');
    server.write('hello?');
    await expect.poll(() => [client.writableLength, server.writableLength]).toEqual([0, 0]);
    expect([client.bytesRead, server.bytesRead]).toEqual([0, 0]);
    expect(sizes(seen.events, 'client-to-server') + sizes(seen.events, 'server-to-client')).toBe(0);
    expect(seen.of('tcp:close')).toEqual([]);
    tap.setConditions({ blackhole: false });
    expect(await read(server)).toBe('anybody there?');
    expect(await read(client, 6)).toBe('hello?');
  });
});

describe('backpressure', () => {
  it('reaches the sender when the receiver does not read, and nothing is lost when it reads again', async () => {
    const { connect, tap } = await startPath();
    const { client, server } = await connect();
    client.pause();
    const piece = Buffer.alloc(256 * 1024, 'z');
    const total = 256;
    for (let sent = 0; sent < total; sent++) server.write(piece);
    // What waits in the server stops shrinking: the tap and the systems' buffers are full.
    let before = -1;
    await expect
      .poll(
        () => {
          const same = server.writableLength === before;
          before = server.writableLength;
          return same && before > 0;
        },
        { interval: 200, timeout: 15_000 },
      )
      .toBe(true);
    expect(server.writableLength).toBeGreaterThan((total * piece.length) / 4);
    let got = 0;
    const all = new Promise<void>((resolve) => {
      client.on('data', (bytes) => {
        got += bytes.length;
        if (got === total * piece.length) resolve();
      });
    });
    client.resume();
    await all;
    expect(tap.connections).toBe(1);
  });
});

describe('starting and stopping', () => {
  it('rejects with the reason where the port is taken', async () => {
    const { tap } = await startPath();
    const options = {
      conditions: CLEAN,
      emit: () => {},
      clock: systemClock,
      random: seededRandom(1),
      signal: new AbortController().signal,
    };
    await expect(startTap({ ...options, upstreamPort: 1, port: tap.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it.each(['an abort', 'disposal'])('%s closes the port and what is open', async (how) => {
    const { connect, tap, stop } = await startPath();
    const { client, server } = await connect();
    if (how === 'an abort') stop.abort();
    else await tap[Symbol.asyncDispose]();
    await Promise.all([ended(client), ended(server)]);
    const late = net.connect(tap.port, '127.0.0.1');
    const [problem] = (await once(late, 'error')) as [NodeJS.ErrnoException];
    expect(problem.code).toBe('ECONNREFUSED');
    await tap[Symbol.asyncDispose]();
  });
});
