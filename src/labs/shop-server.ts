// One server for the shop, whichever styles it speaks: HTTP/1.1 and HTTP/2 in the clear on one port. Libraries of a style are
// loaded only where it is served.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import http2 from 'node:http2';
import { branch } from '../lib/random.ts';
import type { ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import { listenForEither } from './either-server.ts';
import { changeOf } from './evolution-proto.ts';
import type { Evolution } from './evolution-server.ts';
import type { LabContext } from './lab.ts';
import { sendPage } from './page.ts';
import { createShop, type Shop } from './shop.ts';
import type { ShopProto } from './shop-grpc.ts';

export const STYLES = ['rest', 'graphql', 'grpc', 'trpc'] as const;
export type Style = (typeof STYLES)[number];

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface ShopServer extends AsyncDisposable {
  readonly port: number;
  readonly shop: Shop;
  /** Says where clients come in: a service of the shop that calls another one goes there too. */
  reachedAt(port: number): void;
}

/** What has to be known of the styles before the tap starts: names of gRPC messages for its decoder. */
export interface ShopStyles {
  readonly schema: ProtoSchema | undefined;
  start(context: LabContext): Promise<ShopServer>;
}

/** Loads what these styles need. */
export async function loadStyles(styles: readonly Style[]): Promise<ShopStyles> {
  const has = (style: Style) => styles.includes(style);
  const [rest, graphql, graphqlHttp, grpc, trpc] = await Promise.all([
    has('rest') ? import('./shop-rest.ts') : undefined,
    has('graphql') ? import('./shop-graphql.ts') : undefined,
    has('graphql') ? import('./shop-graphql-http.ts') : undefined,
    has('grpc') ? import('./shop-grpc.ts') : undefined,
    has('trpc') ? import('./shop-trpc.ts') : undefined,
  ]);
  const proto = grpc?.parseShopProto();
  return {
    schema: proto?.schema,
    async start(context) {
      const { params } = context;
      const shop = createShop(branch(context.random));
      let entrance = 0;
      const say = (state: string, detail: string) =>
        context.emit(
          { name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } },
          { connection: 0, source: 'hook' },
        );
      const limits = { loader: params.loader !== false, depth: Number(params.depth ?? 8), cost: Number(params.cost ?? 5000) };
      const resources = rest?.createRestHandler(shop);
      const graph = graphqlHttp?.createGraphqlHandler(shop, limits);
      const procedures = trpc?.createTrpcHandler(shop);
      let evolving: Promise<Evolution> | undefined;
      const evolution = () => {
        evolving ??= import('./evolution-server.ts').then(({ createEvolution }) => createEvolution(shop, changeOf(params.change), say));
        return evolving;
      };
      const calls =
        grpc === undefined || proto === undefined
          ? undefined
          : grpc.createShopGrpc(shop, proto, { work: Number(params.work ?? 0), port: () => entrance, say, evolution });
      let web: Promise<Handler> | undefined;
      const loadWeb = async (known: ShopProto): Promise<Handler> => (await import('./shop-web.ts')).createShopWebHandler(shop, known);
      const texts = { '/schema.graphql': graphql?.SHOP_SCHEMA, '/shop.proto': grpc?.SHOP_PROTO } as Readonly<
        Record<string, string | undefined>
      >;
      const handlerOf = (path: string): Handler | undefined => {
        const text = texts[path];
        if (text !== undefined)
          return (_, response) => void response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
        if (path === '/openapi.json' && rest !== undefined) return openApi;
        if (path === '/') return (_, response) => sendPage(response, PAGE);
        if (path === '/graphql') return graph;
        if (path.startsWith('/trpc/')) return procedures;
        if (path.startsWith('/wirewise.Shop/') && proto !== undefined)
          return async (request, response) => {
            web ??= loadWeb(proto);
            return (await web)(request, response);
          };
        if (path.startsWith('/wirewise.Items/') && proto !== undefined)
          return async (request, response) => (await evolution()).overHttp1(request, response);
        return resources;
      };
      const serve = (request: IncomingMessage, response: ServerResponse) => {
        const handle = handlerOf((request.url ?? '/').split('?')[0] ?? '/');
        if (handle === undefined) return void response.writeHead(404, { 'Content-Length': 0 }).end();
        void (async () => {
          try {
            await handle(request, response);
          } catch {
            // The client went away in the middle, or a library did not like what came: it gets no answer.
            response.destroy();
          }
        })();
      };
      const overHttp1 = http.createServer(serve);
      // Node's HTTP/2 speaks as its HTTP/1 does. Where gRPC is served, HTTP/2 is its library's.
      const overHttp2 = http2.createServer((request, response) =>
        serve(request as unknown as IncomingMessage, response as unknown as ServerResponse),
      );
      const listening = await listenForEither({
        http1: (socket) => void overHttp1.emit('connection', socket),
        http2: (socket) => (calls === undefined ? void overHttp2.emit('connection', socket) : calls.take(socket)),
      });
      return {
        port: listening.port,
        shop,
        reachedAt(port) {
          entrance = port;
        },
        async [Symbol.asyncDispose]() {
          calls?.[Symbol.dispose]();
          await listening[Symbol.asyncDispose]();
        },
      };
    },
  };
}

/** The document of the REST side, made when it is asked for. */
async function openApi({ headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { shopOpenApi } = await import('./shop-openapi.ts');
  const text = JSON.stringify(shopOpenApi(`http://${headers.host ?? '127.0.0.1'}`), null, 2);
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }).end(text);
}

const PAGE = {
  title: 'Wirewise: one shop, several APIs',
  lead: 'The terminal that serves this page lists command lines for each API. This page asks for a product by REST, where it is served.',
  script: `fetch('/products/7').then((response) => response.text()).then(show, (problem) => show(String(problem)));`,
} as const;
