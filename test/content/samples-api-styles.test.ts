// Runs the code of the lessons on API styles.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';

const samples = '../../content/topics/03-api-styles';
const load = async <T>(file: string): Promise<T> => (await import(/* @vite-ignore */ `${samples}/${file}`)) as T;

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = http.createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.dispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

it('the REST client gets a product once, then asks whether it has changed, and throws the words of a problem', async () => {
  const { read } = await load<{ read(url: string): Promise<unknown> }>('01-rest/samples/client.js');
  const statuses: number[] = [];
  using server = await serve((request, response) => {
    const missing = request.url === '/missing';
    const status = missing ? 404 : request.headers['if-none-match'] === '"1"' ? 304 : 200;
    statuses.push(status);
    response.writeHead(status, missing ? {} : { ETag: '"1"' });
    response.end(status === 304 ? undefined : JSON.stringify(missing ? { title: 'Not Found', detail: 'no such thing' } : { id: 7 }));
  });
  expect([await read(`${server.url}7`), await read(`${server.url}7`)]).toEqual([{ id: 7 }, { id: 7 }]);
  expect(statuses).toEqual([200, 304]);
  await expect(read(`${server.url}missing`)).rejects.toThrow('Not Found: no such thing');
});

it('an order whose answer was lost is sent again under the same key', async () => {
  const { order } = await load<{ order(url: string, body: object, options?: object): Promise<Response> }>('01-rest/samples/client.js');
  const keys: unknown[] = [];
  using server = await serve((request, response) => {
    keys.push(request.headers['idempotency-key']);
    if (keys.length === 1) response.destroy();
    else response.writeHead(201).end();
  });
  expect((await order(server.url, { productId: 7 })).status).toBe(201);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

it('the resolvers read the categories of a list at once', async () => {
  interface Row {
    readonly category: () => Promise<{ readonly name: string }>;
  }
  const { createResolvers } = await load<{ createResolvers(database: object): { products(): Promise<readonly Row[]> } }>(
    '02-graphql/samples/resolvers.js',
  );
  const asked: unknown[] = [];
  const { products } = createResolvers({
    products: async () => [{ categoryId: 2 }, { categoryId: 1 }, { categoryId: 2 }],
    categoriesByIds: async (ids: readonly number[]) => {
      asked.push(ids);
      return [1, 2].map((id) => ({ id, name: `c${id}` }));
    },
  });
  const rows = await products();
  expect((await Promise.all(rows.map((row) => row.category()))).map(({ name }) => name)).toEqual(['c2', 'c1', 'c2']);
  expect(asked).toEqual([[2, 1]]);
});

describe('the gRPC lesson', () => {
  const home = fileURLToPath(new URL(`${samples}/03-grpc/samples/`, import.meta.url));
  const shop = async () => {
    const { shop: loaded } = grpc.loadPackageDefinition(loadSync(`${home}product.proto`, { keepCase: true, defaults: true })) as never as {
      shop: { Shop: grpc.ServiceClientConstructor };
    };
    return loaded.Shop;
  };
  /** A server with these methods on a free port. */
  async function serveShop(handlers: grpc.UntypedServiceImplementation) {
    const Shop = await shop();
    const server = new grpc.Server();
    server.addService(Shop.service, handlers);
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    const client = new Shop(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return {
      client,
      [Symbol.dispose]() {
        client.close();
        server.forceShutdown();
      },
    };
  }
  type GetProduct = (client: object, id: number, options?: { within: number }) => Promise<object | undefined>;

  it('the client gives an answer, nothing for what is not there, and throws when the deadline has passed', async () => {
    const { getProduct } = await load<{ getProduct: GetProduct }>('03-grpc/samples/client.js');
    using server = await serveShop({
      getProduct(call: grpc.ServerUnaryCall<{ id: number }, object>, reply: grpc.sendUnaryData<object>) {
        if (call.request.id === 7) reply(null, { id: 7, name: 'tea', price_cents: 300, stock: 0 });
        else if (call.request.id === 8) reply({ code: grpc.status.NOT_FOUND });
      },
      getAvailability() {},
    });
    const within = { within: 10_000 };
    expect(await getProduct(server.client, 7, within)).toMatchObject({ id: 7, name: 'tea', price_cents: 300, stock: 0 });
    expect(await getProduct(server.client, 8, within)).toBeUndefined();
    await expect(getProduct(server.client, 9, { within: 50 })).rejects.toThrow('DEADLINE_EXCEEDED');
  });

  it('the service hands the deadline of its caller on, and the error of whom it asked', async () => {
    const { getAvailability } = await load<{ getAvailability(warehouse: object): grpc.UntypedHandleCall }>('03-grpc/samples/server.js');
    const deadlines: unknown[] = [];
    // The warehouse is the same service in another place: its method has another name.
    using warehouse = await serveShop({
      getProduct() {},
      getAvailability(call: grpc.ServerUnaryCall<{ id: number }, object>, reply: grpc.sendUnaryData<object>) {
        deadlines.push(call.getDeadline());
        if (call.request.id === 7) reply(null, { pieces: 5 });
        else reply({ code: grpc.status.NOT_FOUND, details: 'no such thing' });
      },
    });
    const { client } = warehouse as unknown as { client: Record<string, (...all: unknown[]) => unknown> };
    const asWarehouse = Object.fromEntries([['CountStock', (...all: unknown[]) => client.GetAvailability?.(...all)]]);
    using server = await serveShop({ getProduct() {}, getAvailability: getAvailability(asWarehouse) });
    const ask = (id: number, options: object) =>
      new Promise((resolve, reject) => {
        const { client: caller } = server as unknown as { client: { GetAvailability(...all: unknown[]): void } };
        caller.GetAvailability({ id }, options, (error: Error | null, stock: object) => (error === null ? resolve(stock) : reject(error)));
      });
    expect(await ask(7, {})).toEqual({ pieces: 5 });
    await expect(ask(8, { deadline: Date.now() + 60_000 })).rejects.toThrow('5 NOT_FOUND: no such thing');
    expect(deadlines).toEqual([Number.POSITIVE_INFINITY, expect.any(Number)]);
  });

  it('the .proto keeps its old numbers from being used again', () => {
    const { root } = protobuf.parse(readFileSync(`${home}product.proto`, 'utf8'), { keepCase: true });
    const product = root.lookupType('shop.Product');
    expect(product.reserved).toEqual([[3, 3], [6, 6], 'colour']);
    expect(product.fieldsArray.map(({ id, name }) => [id, name])).toEqual([
      [1, 'id'],
      [2, 'name'],
      [5, 'price_cents'],
      [7, 'stock'],
    ]);
  });
});

it('the router answers, checks its input, and says what is not there', async () => {
  interface Caller {
    product(id: unknown): Promise<unknown>;
    remove(id: number): Promise<boolean>;
  }
  const { createRouter } = await load<{ createRouter(shop: Map<number, object>): { createCaller(context: object): Caller } }>(
    '04-trpc/samples/router.js',
  );
  const caller = createRouter(new Map([[7, { name: 'tea' }]])).createCaller({});
  expect(await caller.product(7)).toEqual({ name: 'tea' });
  await expect(caller.product('7')).rejects.toThrow('an id is a whole number');
  expect(await caller.remove(7)).toBe(true);
  await expect(caller.product(7)).rejects.toThrow('NOT_FOUND');
});

it('a client says what is missing in the place of NaN, ignores what is new, and a server serves both names for a while', async () => {
  interface Contract {
    productOf(value: unknown): object;
    expanded(row: object): object;
    orderOf(value: object): object;
  }
  const { productOf, expanded, orderOf } = await load<Contract>('05-changing-the-contract/samples/contract.js');
  const row = { id: 7, name: 'tea', priceCents: 400, stock: 3 };
  expect(productOf(row)).toEqual({ name: 'tea', priceCents: 400 });
  for (const wrong of [{ name: 'tea', priceInCents: 400 }, { name: 'tea' }, null])
    expect(() => productOf(wrong)).toThrow('another contract');
  expect(expanded(row)).toEqual({ id: 7, name: 'tea', priceCents: 400, priceInCents: 400 });
  expect(orderOf({ productId: 7, quantity: 2 })).toEqual({ productId: 7, quantity: 2, country: 'NO' });
});
