// The labs of the four API styles, and all of them on one port: settings, actions and command lines. What they do stands in
// api-lab.ts and in the shop-* files.

import type { Step } from '../wire/script.ts';
import type { Setting } from '../wire/setting.ts';
import { defineApiLab } from './api-lab.ts';
import type { LabServer } from './lab.ts';

type TryIt = (url: string, port: number) => LabServer['tryIt'];

const screens: readonly Step[] = [
  { do: 'warm' },
  { until: { event: 'app:state', where: { detail: '/^connect: /' } } },
  ...(['list', 'detail', 'dashboard'] as const).flatMap((screen): Step[] => [
    { do: screen },
    { until: { event: 'app:screen', where: { screen, phase: '/^(end|failed)$/' } } },
  ]),
];
const then = (action: string): readonly Step[] => [{ do: action }, { until: { event: 'app:state', where: { detail: `/^${action}: /` } } }];
/** An order that somebody hears of without asking. */
const hearing: readonly Step[] = [...then('subscribe'), { do: 'order' }, { until: { event: 'app:state', where: { state: 'received' } } }];

const tryRest: TryIt = (url) => [
  { command: `curl -si '${url}/products?limit=2'`, shows: 'a page of products: ETag, Cache-Control, and the next page in Link' },
  {
    command: `curl -s '${url}/products?limit=2&fields=name,category&include=category'`,
    shows: 'two fields, and what one of them refers to',
  },
  { command: `curl -si '${url}/products/7' -H 'If-None-Match: "7-1"'`, shows: '304: the version that the client has is the current one' },
  {
    command: `curl -si '${url}/orders' -H 'Idempotency-Key: "a1"' -d '{"productId":7,"quantity":2}'`,
    shows: 'an order; run it twice, and the same order is answered',
  },
  { command: `curl -si '${url}/products/9999'`, shows: 'an error as problem details' },
  { command: `curl -s '${url}/openapi.json'`, shows: 'the OpenAPI 3.1 document, for a generator of clients or a viewer' },
];
const tryGraphql: TryIt = (url) => {
  const post = (query: string) => `curl -si '${url}/graphql' -H 'Content-Type: application/json' -d '{"query":"${query}"}'`;
  return [
    { command: post('{ products(limit: 2) { name category { name } } }'), shows: 'exactly the fields that the query names' },
    { command: post('{ product(id: 7) { name deliveryDays } }'), shows: 'data with an error beside it' },
    {
      command: `curl -sN '${url}/graphql' -H 'Accept: text/event-stream' -H 'Content-Type: application/json' -d '{"query":"subscription { orderPlaced { id } }"}'`,
      shows: 'a subscription over server-sent events; make an order meanwhile',
    },
    { command: `curl -si '${url}/graphql?id=list'`, shows: 'a stored operation by GET, which a cache may keep' },
    { command: `curl -s '${url}/schema.graphql'`, shows: 'the schema' },
  ];
};
const tryGrpc: TryIt = (url, port) => [
  {
    command: `printf '\\0\\0\\0\\0\\2\\10\\7' | curl -sS -i --data-binary @- --http2-prior-knowledge -H 'Content-Type: application/grpc' -H 'TE: trailers' ${url}/wirewise.Shop/GetProduct -o - | cat -v`,
    shows: 'product 7, called by hand: five bytes of prefix, then field 1 as a varint of 7',
  },
  {
    command: `grpcurl -plaintext -d '{"id":7}' 127.0.0.1:${port} wirewise.Shop/GetProduct`,
    shows: 'the same through grpcurl, which asks the server for its .proto: reflection. (The text is at /shop.proto.)',
  },
  {
    command: `curl -sS ${url}/wirewise.Shop/GetProduct -H 'Content-Type: application/json' -d '{"id":7}'`,
    shows: 'the same by the Connect protocol: a POST of JSON, as a page would send it',
  },
];
const tryTrpc: TryIt = (url) => [
  { command: `curl -si '${url}/trpc/product?input=7'`, shows: 'a query: a GET whose input is JSON in the URL' },
  { command: `curl -s '${url}/trpc/product,stats?batch=1&input=%7B%220%22%3A7%7D'`, shows: 'two procedures in one request' },
  { command: `curl -sN '${url}/trpc/orderPlaced'`, shows: 'a subscription over server-sent events; make an order meanwhile' },
  {
    command: `curl -s '${url}/trpc/order' -H 'Content-Type: application/json' -d '{"productId":7,"quantity":2}'`,
    shows: 'a mutation: a POST',
  },
];

const shape: Setting = {
  kind: 'choice',
  name: 'shape',
  title: 'What a client may ask for',
  default: 'plain',
  choices: ['plain', 'shaped'],
};
const version: Setting = { kind: 'choice', name: 'http', title: 'Version of HTTP', default: 'http/1.1', choices: ['http/1.1', 'h2c'] };
const graphqlSettings: readonly Setting[] = [
  { kind: 'switch', name: 'loader', title: 'DataLoader gathers reads', default: true },
  { kind: 'number', name: 'depth', title: 'Deepest query; 0: any', default: 8, min: 0, max: 100, step: 1, unit: 'levels' },
  { kind: 'number', name: 'cost', title: 'Dearest query; 0: any', default: 5000, min: 0, max: 1_000_000, step: 500, unit: 'fields' },
  { kind: 'switch', name: 'persisted', title: 'Screens by stored operations', default: false },
];
const work: Setting = {
  kind: 'number',
  name: 'work',
  title: 'Work of the warehouse',
  default: 500,
  min: 0,
  max: 60_000,
  step: 100,
  unit: 'ms',
};
const evolving: readonly Setting[] = [
  {
    kind: 'choice',
    name: 'change',
    title: 'The new .proto differs by',
    default: 'add',
    choices: ['add', 'renumber', 'rename', 'remove'],
  },
  { kind: 'choice', name: 'unknown', title: 'Unknown fields are', default: 'kept', choices: ['kept', 'dropped'] },
];
const batching: Setting = { kind: 'switch', name: 'batching', title: 'Calls share a request', default: true };

export const rest = defineApiLab({
  id: 'rest',
  title: 'REST',
  summary: 'A shop as resources: validators, pages, keys that make a POST repeatable, problem details, and what three screens take.',
  styles: ['rest'],
  settings: [shape, version],
  own: [
    { id: 'conditional', title: 'GET if changed', key: 'e' },
    { id: 'next-page', title: 'next page', key: 'p' },
    { id: 'order', title: 'order', key: 'o' },
    { id: 'order-again', title: 'same order again', key: 'a' },
    { id: 'stale-update', title: 'stale update', key: 'u' },
    { id: 'not-found', title: 'not there', key: 'm' },
  ],
  script: [...screens, ...then('conditional'), ...then('conditional'), ...then('order'), ...then('order-again'), ...then('not-found')],
  tryIt: (url, port) => [
    ...tryRest(url, port),
    { command: `curl -si --http2-prior-knowledge '${url}/products/7'`, shows: 'the same resource over HTTP/2' },
  ],
});

export const graphql = defineApiLab({
  id: 'graphql',
  title: 'GraphQL',
  summary: 'The same shop as a graph: fields by choice, N+1 reads and their cure, stored operations, limits, partial data.',
  styles: ['graphql'],
  settings: graphqlSettings,
  composer: async () => (await import('./shop-graphql-composer.ts')).createShopComposer(),
  own: [
    { id: 'persisted', title: 'stored operation', key: 'p' },
    { id: 'hostile', title: 'hostile query', key: 'a' },
    { id: 'partial', title: 'partial data', key: 'e' },
    { id: 'wrong-field', title: 'wrong field', key: 'u' },
    { id: 'order', title: 'order', key: 'o' },
    { id: 'subscribe', title: 'subscribe', key: 'm' },
  ],
  script: [...screens, ...then('persisted'), ...then('hostile'), ...then('partial'), ...hearing],
  tryIt: tryGraphql,
});

export const grpc = defineApiLab({
  id: 'grpc',
  title: 'gRPC',
  summary: 'The same shop as calls: protobuf field by field beside JSON, old and new versions, deadlines that travel, a page.',
  styles: ['grpc'],
  settings: [work, ...evolving],
  own: [
    { id: 'unary', title: 'unary call', key: 'u' },
    { id: 'old-client', title: 'old client', key: 't' },
    { id: 'new-client', title: 'new client', key: 'n' },
    { id: 'deadline', title: 'deadline', key: 'p' },
    { id: 'cancel', title: 'cancel', key: 'a' },
    { id: 'export', title: 'stream', key: 'm' },
    { id: 'slow-reader', title: 'slow reader', key: 'z' },
    { id: 'statuses', title: 'four outcomes', key: 's' },
    { id: 'page-connect', title: 'page: Connect', key: 'w' },
    { id: 'page-grpc-web', title: 'page: gRPC-Web', key: 'y' },
    { id: 'not-found', title: 'not there', key: 'e' },
    { id: 'order', title: 'order', key: 'o' },
  ],
  script: [
    ...screens,
    ...['unary', 'export', 'statuses', 'deadline', 'old-client', 'page-connect', 'page-grpc-web'].flatMap((action) => then(action)),
  ],
  tryIt: tryGrpc,
});

export const trpc = defineApiLab({
  id: 'trpc',
  title: 'tRPC',
  summary: 'The same shop as procedures: queries and mutations, calls that share a request, and errors in a batch.',
  styles: ['trpc'],
  settings: [batching],
  own: [
    { id: 'query', title: 'query', key: 'u' },
    { id: 'batch', title: 'three at once', key: 'm' },
    { id: 'order', title: 'order', key: 'o' },
    { id: 'not-found', title: 'not there', key: 'e' },
    { id: 'half-failed', title: 'half fails', key: 'a' },
    { id: 'subscribe', title: 'subscribe', key: 'p' },
    { id: 'foreign', title: 'another language', key: 'y' },
  ],
  script: [...screens, ...then('batch'), ...then('half-failed'), ...then('foreign'), ...hearing],
  tryIt: tryTrpc,
});

export const apiStyles = defineApiLab({
  id: 'api-styles',
  title: 'Four API styles',
  summary: 'One shop by REST, GraphQL, gRPC and tRPC on one port: the same three screens, each fetched by all four.',
  styles: ['rest', 'graphql', 'grpc', 'trpc'],
  settings: [shape, ...graphqlSettings, work, batching],
  own: [],
  script: screens.flatMap((step): Step[] => ('until' in step && step.until.event === 'app:screen' ? [{ ...step, count: 4 }] : [step])),
  tryIt: (url, port) => [...tryRest(url, port), ...tryGraphql(url, port), ...tryGrpc(url, port), ...tryTrpc(url, port)],
});
