// Clients that were made for the contract before any change, one of each style, as they may be installed for years. Each
// reads a product and shows its price, and places an order. What they get wrong they do not notice themselves.
import grpc from '@grpc/grpc-js';
import { createTRPCClient, httpLink } from '@trpc/client';
import { buildSchema, parse, validate } from 'graphql';
import { statusName } from '../wire/decode/grpc-status.ts';
import { type ContractMethod, contractProto } from './contract-server.ts';
import { type Change, sdlOf } from './contract-terms.ts';
import type { ContractRouters } from './contract-trpc.ts';
import type { ShopHttp } from './shop-http.ts';
import { SHOWN } from './shop-screens.ts';
import type { Style } from './shop-server.ts';

export interface InstalledClient extends Disposable {
  readonly style: Style;
  /** What the client shows of the product. Rejects with what it was told where it was refused. */
  read(): Promise<string>;
  /** Places an order; its number. */
  order(): Promise<number>;
}

interface Product {
  readonly name: string;
  readonly priceCents: number;
}

/** What each client makes of a product, whatever came. */
export const shownOf = ({ name, priceCents }: Product): string => `${name} costs ${(priceCents / 100).toFixed(2)}`;

const LINE = { productId: SHOWN, quantity: 2 };
const nothing = { [Symbol.dispose]() {} };
const json = { 'Content-Type': 'application/json' };

/** The operations that the GraphQL client was built with. */
export const OPERATIONS = [
  `{ product(id: ${SHOWN}) { name priceCents } }`,
  `mutation { order(productId: ${LINE.productId}, quantity: ${LINE.quantity}) { id } }`,
] as const;

/** What graphql's own validation says of those operations against the schema after the change: a build does as much. */
export function validationOf(change: Change): readonly string[] {
  const schema = buildSchema(sdlOf(change));
  return OPERATIONS.flatMap((operation) => validate(schema, parse(operation)).map(({ message }) => message));
}

/** The installed clients of all four styles, for the tap at `port`. */
export function createInstalledClients(port: number, http: ShopHttp): readonly InstalledClient[] {
  return [installedRest(http), installedGraphql(http), installedGrpc(port), installedTrpc(port, http)];
}

function installedRest(http: ShopHttp): InstalledClient {
  const content = async <T>(path: string, body?: object): Promise<T> => {
    const { status, text } = await http.ask(path, body === undefined ? {} : { method: 'POST', headers: json, body: JSON.stringify(body) });
    const value = JSON.parse(text) as T & { readonly detail?: string };
    if (status >= 400) throw new Error(`${status}: ${value.detail}`);
    return value;
  };
  return {
    ...nothing,
    style: 'rest',
    read: async () => shownOf(await content(`/products/${SHOWN}`)),
    order: async () => (await content<{ id: number }>('/orders', LINE)).id,
  };
}

function installedGraphql(http: ShopHttp): InstalledClient {
  const accept = { Accept: 'application/graphql-response+json' };
  const post = async <T>(query: string): Promise<T> => {
    const { status, text } = await http.ask('/graphql', {
      method: 'POST',
      headers: { ...json, ...accept },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = JSON.parse(text) as { data?: T; errors?: readonly { readonly message: string }[] };
    if (data === undefined) throw new Error(`${status}: ${errors?.[0]?.message}`);
    return data;
  };
  return {
    ...nothing,
    style: 'graphql',
    read: async () => shownOf((await post<{ product: Product }>(OPERATIONS[0])).product),
    order: async () => (await post<{ order: { id: number } }>(OPERATIONS[1])).order.id,
  };
}

function installedGrpc(port: number): InstalledClient {
  const { service } = contractProto('none');
  const channel = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_channelz': 0,
    'grpc.enable_retries': 0,
  });
  const call = <T>(name: string, request: object): Promise<T> =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = service[name] as ContractMethod;
      channel.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, {}, (problem, answer) => {
        if (problem === null) resolve(answer as T);
        else reject(new Error(`${problem.code} ${statusName(problem.code)}: ${problem.details}`));
      });
    });
  return {
    style: 'grpc',
    read: async () => shownOf(await call('GetProduct', { id: SHOWN })),
    order: async () => (await call<{ id: number }>('PlaceOrder', LINE)).id,
    [Symbol.dispose]: () => channel.close(),
  };
}

function installedTrpc(port: number, http: ShopHttp): InstalledClient {
  const client = createTRPCClient<ContractRouters['none']>({
    links: [httpLink({ url: `http://127.0.0.1:${port}/trpc`, fetch: async (url, init) => http.fetch(String(url), init as object) })],
  });
  // The library's error has the server's status beside its words.
  const asked = async <T>(made: Promise<T>): Promise<T> => {
    try {
      return await made;
    } catch (problem) {
      const { message, data } = problem as { message: string; data?: { httpStatus?: number } };
      throw new Error(`${data?.httpStatus ?? 'no answer'}: ${message}`);
    }
  };
  return {
    ...nothing,
    style: 'trpc',
    read: async () => shownOf(await asked(client.product.query(SHOWN))),
    order: async () => (await asked(client.order.mutate(LINE))).id,
  };
}
