// Runs the code of the lessons on API styles.
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';

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
