// The server whose contract changes: a product and an order of the shop by REST, GraphQL, gRPC and tRPC on one port. Which
// contract it keeps is looked up for each call, so that a change is deployed while clients are connected.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import grpc from '@grpc/grpc-js';
import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { buildSchema, GraphQLError } from 'graphql';
import { createHandler } from 'graphql-http';
import protobuf from 'protobufjs';
import { branch } from '../lib/random.ts';
import type { ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import { CHANGES, type Change, lacking, openApiOf, productBy, protoOf, sdlOf, termsOf } from './contract-terms.ts';
import { createContractRouters } from './contract-trpc.ts';
import { listenForEither } from './either-server.ts';
import { schemaOf } from './grpc-proto.ts';
import type { LabContext } from './lab.ts';
import { sendPage } from './page.ts';
import { createShop, type Shop } from './shop.ts';
import { textOf } from './shop-rest.ts';

export interface ContractServer extends AsyncDisposable {
  readonly port: number;
  readonly shop: Shop;
  /** Keeps this contract from now on, for connections that are open too. */
  deploy(change: Change): void;
}

type Fields = Readonly<Record<string, unknown>>;
type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
export type ContractMethod = MethodDefinition<object, object>;

/** The service of a change, and names of its messages for the tap's decoder. */
export function contractProto(change: Change): {
  readonly service: Readonly<Record<string, ContractMethod>>;
  readonly schema: ProtoSchema;
} {
  const { root } = protobuf.parse(protoOf(change), { keepCase: true });
  root.resolveAll();
  const definition = fromJSON(root.toJSON(), { longs: Number, defaults: true, keepCase: true });
  return { service: definition['contract.Shop'] as unknown as Readonly<Record<string, ContractMethod>>, schema: schemaOf(root) };
}

/** Starts it with the contract of `first`. */
export async function startContractServer(context: LabContext, first: Change): Promise<ContractServer> {
  const shop = createShop(branch(context.random));
  let now = first;
  const routers = createContractRouters(shop);
  const procedures = byChange((change) => createHTTPHandler({ router: routers[change], basePath: '/trpc/' }));
  const graph = byChange((change) => graphHandler(shop, change));
  const web = http.createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const handle: Respond = path.startsWith('/trpc/')
      ? procedures[now]
      : path === '/graphql'
        ? graph[now]
        : path === '/'
          ? () => sendPage(response, PAGE)
          : () => resources(shop, now, path, request, response);
    void (async () => {
      try {
        await handle(request, response);
      } catch {
        // The client went away in the middle: it gets no answer.
        response.destroy();
      }
    })();
  });
  const calls = createCalls(shop, () => now);
  const injector = calls.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  const listening = await listenForEither({
    http1: (socket) => void web.emit('connection', socket),
    http2: (socket) => injector.injectConnection(socket),
  });
  return {
    port: listening.port,
    shop,
    deploy(change) {
      now = change;
    },
    async [Symbol.asyncDispose]() {
      calls.forceShutdown();
      await listening[Symbol.asyncDispose]();
    },
  };
}

const byChange = <T>(make: (change: Change) => T) =>
  Object.fromEntries(CHANGES.map((change) => [change, make(change)])) as Readonly<Record<Change, T>>;

const placed = (shop: Shop, { productId, quantity }: Fields) => {
  const order = shop.order(Number(productId), Number(quantity));
  return order === undefined ? undefined : { id: order.id, totalCents: order.totalCents };
};

/** The contract as each style has it, for `curl`. */
const TEXTS: Readonly<Record<string, (change: Change) => string>> = {
  '/openapi.json': (change) => JSON.stringify(openApiOf(change), null, 2),
  '/schema.graphql': sdlOf,
  '/contract.proto': protoOf,
};

async function resources(shop: Shop, change: Change, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const terms = termsOf(change);
  const send = (status: number, value: unknown, type = 'application/json') => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
  };
  // Problem details (RFC 9457 section 3).
  const problem = (status: number, title: string, detail: string) => send(status, { title, status, detail }, 'application/problem+json');
  const text = TEXTS[path];
  if (text !== undefined) return send(200, text(change), path.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8');
  const product = shop.product(Number(path.match(/^\/products\/(\d+)$/)?.[1]));
  if (product !== undefined && request.method === 'GET') return send(200, productBy(terms, product));
  if (path !== '/orders' || request.method !== 'POST') return problem(404, 'Not Found', `There is nothing at ${path}.`);
  const given = fieldsOf(await textOf(request));
  const missing = lacking(terms, given);
  if (missing !== undefined) return problem(422, 'Unprocessable Content', `An order needs ${missing}.`);
  const order = placed(shop, given);
  return order === undefined ? problem(422, 'Unprocessable Content', 'There is no such product.') : send(201, order);
}

function fieldsOf(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

function graphHandler(shop: Shop, change: Change): Respond {
  const terms = termsOf(change);
  const handle = createHandler<IncomingMessage>({
    schema: buildSchema(sdlOf(change)),
    rootValue: {
      product({ id }: { id: number }) {
        const product = shop.product(id);
        return product === undefined ? null : productBy(terms, product);
      },
      order: (given: Fields) => placed(shop, given) ?? new GraphQLError('there is no such product'),
    },
  });
  return async (request, response) => {
    const [body, { status, statusText, headers = {} }] = await handle({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers as Record<string, string>,
      body: () => textOf(request),
      raw: request,
      context: undefined,
    });
    response.writeHead(status, statusText, headers).end(body ?? undefined);
  };
}

/** One gRPC server whose messages are written and read by the contract of the moment. */
function createCalls(shop: Shop, now: () => Change): grpc.Server {
  const services = byChange((change) => contractProto(change).service);
  const current = (name: string) => services[now()][name] as ContractMethod;
  const service = Object.fromEntries(
    Object.entries(services.none).map(([name, method]) => [
      name,
      {
        ...method,
        requestDeserialize: (bytes: Buffer) => current(name).requestDeserialize(bytes),
        responseSerialize: (value: object) => current(name).responseSerialize(value),
      },
    ]),
  );
  const server = new grpc.Server({ 'grpc.enable_channelz': 0 });
  server.addService(service as unknown as grpc.ServiceDefinition, {
    GetProduct: ((call, reply) => {
      const product = shop.product(call.request.id);
      if (product === undefined) reply({ code: grpc.status.NOT_FOUND, details: 'there is no such product' });
      else reply(null, productBy(termsOf(now()), product));
    }) as grpc.handleUnaryCall<{ id: number }, object>,
    PlaceOrder: ((call, reply) => {
      // proto3 has no required field: what is not sent reads as its default, and the check is the server's own.
      const missing = lacking(termsOf(now()), call.request);
      const order = missing === undefined ? placed(shop, call.request) : undefined;
      if (order === undefined)
        reply({
          code: grpc.status.INVALID_ARGUMENT,
          details: missing === undefined ? 'there is no such product' : `${missing} is required`,
        });
      else reply(null, order);
    }) as grpc.handleUnaryCall<Fields, object>,
  });
  return server;
}

const PAGE = {
  title: 'Wirewise: a contract that changes',
  lead: 'The terminal that serves this page lists command lines for each API. This page asks for a product by REST.',
  script: `fetch('/products/7').then((response) => response.text()).then(show, (problem) => show(String(problem)));`,
} as const;
