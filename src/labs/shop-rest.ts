// The shop as resources over HTTP: validators and freshness (RFC 9110, RFC 9111), pages by Link (RFC 8288), keys that make
// a POST repeatable, problem details (RFC 9457), sparse fields and includes.
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Product, Shop } from './shop.ts';

/** Most items of a page. */
const LIMIT = 100;
const PUBLIC = 'public, max-age=60';
/** About persons: for nobody else's cache, and not without asking again. */
const PRIVATE = 'private, no-cache';

type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cache?: string;
};

/** Problem details: one shape for every error (RFC 9457 section 3). */
const problem = (status: number, title: string, detail: string): Answer => ({
  status,
  body: { type: 'about:blank', title, status, detail },
  headers: { 'Content-Type': 'application/problem+json' },
});
const found = (body: unknown, cache = PUBLIC, headers = {}): Answer => ({ status: 200, body, cache, headers });
const missing = (what: string) => problem(404, 'Not Found', `There is no ${what}.`);
const etagOf = (text: string) => `"${createHash('sha256').update(text).digest('base64url').slice(0, 12)}"`;

/** Answers requests below `/`; `keys` are the idempotency keys that were used, and what each was answered. */
export function createRestHandler(shop: Shop) {
  const keys = new Map<string, { readonly asked: string; readonly answer: Answer }>();

  const orMissing = (body: unknown, what: string, cache = PUBLIC) => (body === undefined ? missing(what) : found(body, cache));
  const versionOf = ({ id, version }: Product, url: URL) =>
    url.search === '' ? `"${id}-${version}"` : etagOf(`${id}-${version}${url.search}`);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    const answer = route(request, body);
    const text = JSON.stringify(answer.body);
    const headers: Record<string, string> = { 'Content-Type': 'application/json', ...answer.headers };
    if (answer.cache !== undefined && answer.status === 200) {
      headers['Cache-Control'] = answer.cache;
      headers.ETag ??= etagOf(text);
      // RFC 9110 section 13.1.2: any of the validators will do; the comparison is weak.
      const has = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
      if (has.includes(headers.ETag)) {
        delete headers['Content-Type'];
        response.writeHead(304, headers).end();
        return;
      }
    }
    response.writeHead(answer.status, { ...headers, 'Content-Length': Buffer.byteLength(text) }).end(text);
  };

  function route(request: IncomingMessage, body: string): Answer {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, collection = '', id, part] = url.pathname.split('/');
    const method = request.method ?? 'GET';
    const number = Number(id);
    if (method === 'POST' && collection === 'orders') return order(request, body);
    if (method === 'PATCH' && collection === 'products' && id !== undefined) return change(request, number, body);
    if (method !== 'GET')
      return { ...problem(405, 'Method Not Allowed', `${url.pathname} takes no ${method}.`), headers: { Allow: 'GET' } };
    const limit = Math.min(LIMIT, Math.max(1, Number(url.searchParams.get('limit')) || 20));
    switch (collection) {
      case 'products': {
        if (id === undefined) return list(url, limit);
        if (part === 'reviews') return found(shop.reviews([number], limit), PRIVATE);
        const product = shop.product(number);
        if (product === undefined) return missing(`product ${id}`);
        return found(shaped([product], url)[0], PUBLIC, { ETag: versionOf(product, url) });
      }
      case 'categories':
        return id === undefined ? found(shop.categories()) : orMissing(shop.category(number), `category ${id}`);
      case 'customers':
        return orMissing(shop.customer(number), `customer ${id}`, PRIVATE);
      case 'orders': {
        const orders = shop.orders(limit);
        if (url.searchParams.get('include') !== 'customer') return found(orders, PRIVATE);
        const byId = new Map(shop.customers(orders.map(({ customerId }) => customerId)).map((each) => [each.id, each]));
        return found(
          sparse(
            orders.map((each) => ({ ...each, customer: { name: byId.get(each.customerId)?.name } })),
            url,
          ),
          PRIVATE,
        );
      }
      case 'stats':
        return found(shop.stats(), PRIVATE);
      default:
        return missing(`resource at ${url.pathname}`);
    }
  }

  /** A page by the id of its last product: what is added meanwhile moves no page (unlike an offset). */
  function list(url: URL, limit: number): Answer {
    const sort = url.searchParams.get('sort') === '-rating' ? 'rating' : 'id';
    const products = shop.products({ limit, after: Number(url.searchParams.get('after')) || 0, sort });
    const last = products.at(-1);
    const next = new URL(url);
    next.searchParams.set('after', String(last?.id));
    const more = sort === 'id' && products.length === limit && last !== undefined;
    return found(shaped(products, url), PUBLIC, more ? { Link: `<${next.pathname}${next.search}>; rel="next"` } : {});
  }

  /** `include` joins what is referred to, `fields` keeps what is named. */
  function shaped(products: readonly Product[], url: URL): readonly object[] {
    const include = url.searchParams.get('include')?.split(',') ?? [];
    const categories = include.includes('category')
      ? new Map(shop.categories([...new Set(products.map(({ categoryId }) => categoryId))]).map((each) => [each.id, { name: each.name }]))
      : undefined;
    const reviews = include.includes('reviews')
      ? shop.reviews(
          products.map(({ id }) => id),
          3,
        )
      : [];
    const authors = new Map(
      reviews.length === 0 ? [] : shop.customers([...new Set(reviews.map((each) => each.customerId))]).map((each) => [each.id, each]),
    );
    return sparse(
      products.map((product) => ({
        ...product,
        ...(categories === undefined ? {} : { category: categories.get(product.categoryId) }),
        ...(include.includes('reviews')
          ? {
              reviews: reviews
                .filter(({ productId }) => productId === product.id)
                .map(({ stars, text, customerId }) => ({ stars, text, customer: { name: authors.get(customerId)?.name } })),
            }
          : {}),
      })),
      url,
    );
  }

  function sparse(list: readonly object[], url: URL): readonly object[] {
    const fields = url.searchParams.get('fields')?.split(',');
    return fields === undefined
      ? list
      : list.map((each) => Object.fromEntries(Object.entries(each).filter(([name]) => fields.includes(name))));
  }

  /** A change wants the version that it is based on: no update gets lost (RFC 9110 section 13.1.1, RFC 6585 section 3). */
  function change(request: IncomingMessage, id: number, body: string): Answer {
    const based = request.headers['if-match'];
    const product = shop.product(id);
    if (product === undefined) return missing(`product ${id}`);
    if (based === undefined) return problem(428, 'Precondition Required', 'Say in If-Match which version the change is based on.');
    if (based !== `"${id}-${product.version}"`)
      return problem(412, 'Precondition Failed', `The product is at "${id}-${product.version}" by now: read it again.`);
    const price = Number(parsed(body)?.priceCents);
    if (!Number.isInteger(price) || price < 0) return problem(422, 'Unprocessable Content', 'priceCents takes a whole number from 0.');
    const changed = shop.setPrice(id, price) as Product;
    return { status: 200, body: changed, headers: { ETag: `"${id}-${changed.version}"` } };
  }

  /** The same key and the same body get the first answer again, and nothing is ordered twice. */
  function order(request: IncomingMessage, body: string): Answer {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string') return problem(400, 'Bad Request', 'An order needs an Idempotency-Key.');
    const before = keys.get(key);
    if (before !== undefined)
      return before.asked === body ? before.answer : problem(422, 'Unprocessable Content', 'This key came with another order before.');
    const { productId, quantity } = parsed(body) ?? {};
    const made = shop.order(Number(productId), Number(quantity));
    const answer: Answer =
      made === undefined
        ? problem(422, 'Unprocessable Content', 'There is no such product, or the quantity is not from 1 to 99.')
        : { status: 201, body: made, headers: { Location: `/orders/${made.id}` } };
    keys.set(key, { asked: body, answer });
    if (keys.size > 1000) for (const oldest of keys.keys()) return keys.delete(oldest) ? answer : answer;
    return answer;
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The content of a request, at most 64 kB of it. */
export async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) if (text.length < 65_536) text += String(chunk);
  return text;
}
