// Runs the code of the gRPC lesson, over real sockets.
import net from 'node:net';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { grpcStreaming } from '../../src/labs/grpc-streaming.ts';
import { serveLab } from '../../src/labs/serve.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN } from '../../src/wire/conditions.ts';
import { defaultsOf } from '../../src/wire/setting.ts';

const samples = '../../content/topics/01-real-time/06-grpc-streaming/samples';
const load = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ `${samples}/${file}`)) as T;

interface Price {
  readonly id: number;
  readonly value: number;
}
type Subscribe = (onPrice: (price: Price) => void) => () => void;
interface Samples {
  follow(options: {
    recent: readonly Price[];
    subscribe: Subscribe;
    limit?: number;
  }): grpc.handleServerStreamingCall<{ id: number }, Price>;
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0).reverse()) close();
});

/** A relay in front of a port, whose connections can be cut. */
async function relay(port: number) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  closing.push(() => {
    server.close();
    cut();
  });
  return { port: (server.address() as net.AddressInfo).port, cut };
}

/** The server of the lesson with a feed that the test publishes. */
async function serve({ limit }: { limit?: number } = {}) {
  const recent: Price[] = [];
  const { follow } = await load<Samples>('server.js');
  const definition = loadSync(fileURLToPath(new URL(`${samples}/feed.proto`, import.meta.url)));
  const service = definition['prices.Feed'] as grpc.ServiceDefinition;
  const readers = new Set<(price: Price) => void>();
  const subscribe: Subscribe = (onPrice) => {
    readers.add(onPrice);
    return () => readers.delete(onPrice);
  };
  const server = new grpc.Server();
  server.addService(service, { Follow: follow({ recent, subscribe, ...(limit === undefined ? {} : { limit }) }) } as never);
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (problem, given) =>
      problem === null ? resolve(given) : reject(problem),
    ),
  );
  closing.push(() => server.forceShutdown());
  const path = await relay(bound);
  return {
    readers,
    cut: path.cut,
    publish(id: number) {
      const price = { id, value: 100 + id };
      recent.push(price);
      for (const reader of [...readers]) reader(price);
    },
    connect() {
      const { prices } = grpc.loadPackageDefinition(definition) as unknown as { prices: { Feed: grpc.ServiceClientConstructor } };
      const options = { 'grpc.enable_http_proxy': 0, 'grpc.use_local_subchannel_pool': 1, 'grpc.initial_reconnect_backoff_ms': 50 };
      const client = new prices.Feed(`127.0.0.1:${path.port}`, grpc.credentials.createInsecure(), options);
      closing.push(() => client.close());
      return client as unknown as grpc.Client & { Follow(request: object): grpc.ClientReadableStream<Price> };
    },
  };
}

describe('the samples of the gRPC lesson', () => {
  it('client.js follows server.js across a cut, and nothing is lost', async () => {
    const { follow } = await load<{ follow(client: grpc.Client, onPrice: (price: Price) => void, options: object): () => void }>(
      'client.js',
    );
    const server = await serve();
    const ids: number[] = [];
    closing.push(follow(server.connect(), ({ id }) => ids.push(id), { wait: 50 }));
    await vi.waitFor(() => expect(server.readers.size).toBe(1), 5000);
    server.publish(1);
    await vi.waitFor(() => expect(ids).toEqual([1]), 5000);
    server.cut();
    server.publish(2);
    await vi.waitFor(() => expect(ids).toEqual([1, 2]), 10_000);
    server.publish(3);
    await vi.waitFor(() => expect(ids).toEqual([1, 2, 3]), 5000);
  });

  it('server.js stops following when the caller cancels', async () => {
    const { follow } = await load<{ follow(client: grpc.Client, onPrice: (price: Price) => void): () => void }>('client.js');
    const server = await serve();
    const stop = follow(server.connect(), () => {});
    await vi.waitFor(() => expect(server.readers.size).toBe(1), 5000);
    stop();
    await vi.waitFor(() => expect(server.readers.size).toBe(0), 5000);
  });

  it('server.js ends a stream whose reader is too slow, rather than filling its memory', async () => {
    const server = await serve({ limit: 50 });
    const call = server.connect().Follow({});
    call.pause();
    const status = new Promise<grpc.StatusObject>((resolve) => call.on('status', resolve));
    call.on('error', () => {});
    await vi.waitFor(() => expect(server.readers.size).toBe(1), 5000);
    for (let id = 1; id <= 20_000 && server.readers.size > 0; id++) {
      server.publish(id);
      if (id % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.readers.size).toBe(0);
    call.resume();
    expect((await status).code).toBe(grpc.status.RESOURCE_EXHAUSTED);
  });

  it('page.js makes a unary call, and throws what the server says', async () => {
    const { unary } = await load<{ unary(origin: string, method: string, request: object): Promise<unknown> }>('page.js');
    await using lab = await serveLab(grpcStreaming, {
      params: defaultsOf(grpcStreaming.settings),
      conditions: CLEAN,
      seed: 1,
      clock: systemClock,
      version: 'test',
      signal: new AbortController().signal,
    });
    expect(await unary(lab.url, 'wirewise.Feed/Latest', { symbol: 'BYTE' })).toMatchObject({ instrument: { symbol: 'BYTE' }, price: 100 });
    await expect(unary(lab.url, 'wirewise.Feed/Latest', { symbol: 'NONE' })).rejects.toThrow("not_found: there is no instrument 'NONE'");
  });
});
