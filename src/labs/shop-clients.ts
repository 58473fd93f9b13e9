// A client of each style: the three screens, and what is peculiar to the style. Libraries are loaded with their client.

import type { Reply } from './composer.ts';
import type { LabContext } from './lab.ts';
import type { Answered, ShopHttp } from './shop-http.ts';
import { drawShaped, FEW, type Fetched, fetchByCalls, PAGE, type ScreenName, SHOWN, type Shaped, type ShopApi } from './shop-screens.ts';
import type { Style } from './shop-server.ts';
import { createSubscription, listenByGraphql, listenByTrpc } from './shop-subscriptions.ts';

export interface StyleClient extends Disposable {
  /** Opens a connection; nothing of a screen comes. */
  warm(): Promise<void>;
  screen(screen: ScreenName): Promise<Fetched>;
  /** The style's own actions, by their ids; each resolves with words on what came of it. */
  readonly own: Readonly<Record<string, () => Promise<string>>>;
  /** Sends a text of a person's own, where the style has such texts. */
  send?(text: string): Promise<Reply>;
}

/** Creates the client of a style for the tap at `port`. */
export async function createStyleClient(style: Style, port: number, context: LabContext, http: ShopHttp): Promise<StyleClient> {
  switch (style) {
    case 'rest':
      return createRestClient(http, context.params.shape === 'shaped');
    case 'graphql':
      return createGraphqlClient(port, context, http, await import('./shop-graphql.ts'));
    case 'trpc':
      return createTrpcShopClient(port, context, http);
    case 'grpc':
      return (await import('./shop-grpc-client.ts')).createGrpcShopClient(port, context, http);
  }
}

const nothing = { [Symbol.dispose]() {} };
const json = { 'Content-Type': 'application/json' };

/** The content of an answer that is not an error. Throws the problem's own words. */
function content<T>({ status, text }: Answered): T {
  if (status >= 400) throw new Error(`${status}: ${text.slice(0, 120)}`);
  return JSON.parse(text) as T;
}
/** JSON with a line for each value; anything else as it is. */
function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
const words = ({ status, text }: Answered) => `${status}${text === '' ? '' : ` ${text.slice(0, 100)}`}`;

function createRestClient(http: ShopHttp, shaped: boolean): StyleClient {
  const get = async <T>(path: string) => content<T>(await http.ask(path));
  const api: ShopApi = {
    products: (limit, sort) => get(`/products?limit=${limit}${sort === 'rating' ? '&sort=-rating' : ''}`),
    categories: () => get('/categories'),
    product: (id) => get(`/products/${id}`),
    category: (id) => get(`/categories/${id}`),
    reviews: (id, limit) => get(`/products/${id}/reviews?limit=${limit}`),
    customer: (id) => get(`/customers/${id}`),
    orders: (limit) => get(`/orders?limit=${limit}`),
    stats: () => get('/stats'),
  };
  const tile = 'name,priceCents,rating,category';
  const shapes: { readonly [Screen in ScreenName]: () => Promise<readonly Partial<Shaped[Screen]>[]> } = {
    list: async () => [{ products: await get(`/products?limit=${PAGE}&fields=${tile}&include=category`) }],
    detail: async () => [{ product: await get(`/products/${SHOWN}?fields=${tile},description,reviews&include=category,reviews`) }],
    dashboard: () =>
      Promise.all([
        get<Shaped['dashboard']['stats']>('/stats').then((stats) => ({ stats })),
        get<Shaped['dashboard']['orders']>(`/orders?limit=${FEW}&include=customer&fields=id,totalCents,customer`).then((orders) => ({
          orders,
        })),
        get<Shaped['dashboard']['top']>(`/products?limit=${FEW}&sort=-rating&fields=name,rating`).then((top) => ({ top })),
      ]),
  };
  let tag = '';
  let page = `/products?limit=${PAGE}`;
  let order = 0;
  const send = (key: number) =>
    http.ask('/orders', {
      method: 'POST',
      headers: { ...json, 'Idempotency-Key': `"order-${key}"` },
      body: `{"productId":${SHOWN},"quantity":2}`,
    });
  return {
    ...nothing,
    warm: () => http.warm(() => http.ask('/stats')),
    screen: async (screen) => (shaped ? drawShaped(screen, await shapes[screen]()) : fetchByCalls(screen, api)),
    own: {
      async conditional() {
        const answer = await http.ask(`/products/${SHOWN}`, { headers: tag === '' ? {} : { 'If-None-Match': tag } });
        tag = answer.headers.etag ?? tag;
        return `${answer.status}, ETag ${tag}`;
      },
      async 'next-page'() {
        const answer = await http.ask(page);
        page = String(answer.headers.link ?? '').match(/<([^>]+)>; rel="next"/)?.[1] ?? `/products?limit=${PAGE}`;
        return `${answer.status}, Link ${answer.headers.link ?? 'none: the last page'}`;
      },
      async order() {
        order += 1;
        return words(await send(order));
      },
      async 'order-again'() {
        return words(await send(Math.max(1, order)));
      },
      async 'stale-update'() {
        return words(
          await http.ask(`/products/${SHOWN}`, {
            method: 'PATCH',
            headers: { ...json, 'If-Match': `"${SHOWN}-0"` },
            body: '{"priceCents":100}',
          }),
        );
      },
      async 'not-found'() {
        return words(await http.ask('/products/9999'));
      },
    },
  };
}

function createGraphqlClient(
  port: number,
  context: LabContext,
  http: ShopHttp,
  { SCREEN_QUERIES, HOSTILE, PARTIAL, SUBSCRIPTION }: typeof import('./shop-graphql.ts'),
): StyleClient {
  const persisted = context.params.persisted === true;
  const orders = createSubscription(context, listenByGraphql(port, http, SUBSCRIPTION));
  const accept = { Accept: 'application/graphql-response+json, application/json;q=0.9' };
  const post = (query: string) =>
    http.ask('/graphql', { method: 'POST', headers: { ...json, ...accept }, body: JSON.stringify({ query }) });
  const stored = (screen: ScreenName) => http.ask(`/graphql?id=${screen}`, { headers: accept });
  return {
    [Symbol.dispose]: () => orders[Symbol.dispose](),
    warm: async () => void (await post('{ __typename }')),
    async screen(screen) {
      const { data } = content<{ data: Shaped[typeof screen] }>(await (persisted ? stored(screen) : post(SCREEN_QUERIES[screen])));
      return drawShaped(screen, [data]);
    },
    async send(query) {
      const { status, text } = await post(query);
      const bytes = Buffer.byteLength(text);
      return { ok: status < 400, summary: `${status}, ${bytes} bytes`, text: laidOut(text) };
    },
    own: {
      subscribe: () => orders.toggle(),
      persisted: async () => words(await stored('list')),
      hostile: async () => words(await post(HOSTILE)),
      partial: async () => words(await post(PARTIAL)),
      'wrong-field': async () => words(await post('{ stats { turnover } }')),
      order: async () => words(await post(`mutation { order(productId: ${SHOWN}, quantity: 2) { id totalCents } }`)),
    },
  };
}

async function createTrpcShopClient(port: number, context: LabContext, http: ShopHttp): Promise<StyleClient> {
  const { createTRPCClient, httpBatchLink, httpLink } = await import('@trpc/client');
  const options = { url: `http://127.0.0.1:${port}/trpc`, fetch: http.fetch };
  const batching = context.params.batching !== false;
  const client = createTRPCClient<import('./shop-trpc.ts').ShopRouter>({ links: [batching ? httpBatchLink(options) : httpLink(options)] });
  const orders = createSubscription(context, listenByTrpc(port, http));
  const api: ShopApi = {
    products: (limit, sort) => client.products.query({ limit, sort }),
    categories: () => client.categories.query(),
    product: (id) => client.product.query(id),
    category: (id) => client.category.query(id),
    reviews: (id) => client.reviews.query(id),
    customer: (id) => client.customer.query(id),
    orders: (limit) => client.orders.query(limit),
    stats: () => client.stats.query(),
  };
  const order = async () => `order ${(await client.order.mutate({ productId: SHOWN, quantity: 2 })).id}`;
  return {
    [Symbol.dispose]: () => orders[Symbol.dispose](),
    // What is batched shares a connection; what is not opens as many as there are calls at once.
    warm: () => (batching ? client.stats.query().then(() => {}) : http.warm(() => client.stats.query())),
    screen: (screen) => fetchByCalls(screen, api),
    own: {
      subscribe: () => orders.toggle(),
      query: async () => `${(await client.product.query(SHOWN)).name}`,
      batch: async () => `${(await Promise.all([1, 2, 3].map((id) => client.product.query(id)))).length} products`,
      order,
      'not-found': async () => `${(await client.product.query(9999)).name}`,
      // No types, no document: a URL, JSON, and what the server says where it is wrong.
      async foreign() {
        const [right, wrong] = [await http.ask('/trpc/product?input=7'), await http.ask('/trpc/product?input=%22seven%22')];
        const said = (JSON.parse(wrong.text) as { error?: { message?: string } }).error?.message;
        return `${words(right).slice(0, 60)}…; then "seven" is sent: ${wrong.status}, ${said}`;
      },
      'half-failed': async () =>
        (await Promise.allSettled([client.product.query(1), client.product.query(9999)])).map(({ status }) => status).join(', '),
    },
  };
}
