// The shop as procedures of a tRPC router. Its type is all that a client in TypeScript needs: no schema is written and none
// is sent. What comes in is checked by hand here, as any validator would.
import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import type { Shop, Sort } from './shop.ts';

const { router, procedure } = initTRPC.create();

const number = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error('this takes a whole number');
  return value;
};
const object = (value: unknown) => (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
const page = (value: unknown): { limit: number; sort: Sort } => {
  const { limit, sort } = object(value);
  return { limit: Math.max(0, Math.min(100, number(limit))), sort: sort === 'rating' ? 'rating' : 'id' };
};
const line = (value: unknown) => ({ productId: number(object(value).productId), quantity: number(object(value).quantity) });

/** Where a client comes back after a break: the library puts the id that it saw last into the input. */
const resumed = (value: unknown): { readonly lastEventId?: string | undefined } | undefined => {
  const { lastEventId } = object(value);
  return typeof lastEventId === 'string' ? { lastEventId } : undefined;
};

function there<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new TRPCError({ code: 'NOT_FOUND', message: `there is no ${what}` });
  return value;
}

export const createShopRouter = (shop: Shop) =>
  router({
    products: procedure.input(page).query(({ input }) => shop.products(input)),
    product: procedure.input(number).query(({ input }) => there(shop.product(input), `product ${input}`)),
    categories: procedure.query(() => shop.categories()),
    category: procedure.input(number).query(({ input }) => there(shop.category(input), `category ${input}`)),
    reviews: procedure.input(number).query(({ input }) => shop.reviews([input], 3)),
    customer: procedure.input(number).query(({ input }) => there(shop.customer(input), `customer ${input}`)),
    orders: procedure.input(number).query(({ input }) => shop.orders(Math.max(0, Math.min(100, input)))),
    stats: procedure.query(() => shop.stats()),
    /** Server-sent events whose ids are the orders': who comes back with the last one gets what was missed, up to a hundred. */
    orderPlaced: procedure.input(resumed).subscription(async function* ({ input, signal }) {
      const placed = shop.placed(signal);
      const last = Number(input?.lastEventId ?? Number.NaN);
      const missed = Number.isNaN(last) ? [] : shop.orders(100).filter(({ id }) => id > last);
      for (const order of [...missed].reverse()) yield tracked(String(order.id), order);
      for await (const order of placed) yield tracked(String(order.id), order);
    }),
    order: procedure.input(line).mutation(({ input }) => there(shop.order(input.productId, input.quantity), 'such order to make')),
  });

export type ShopRouter = ReturnType<typeof createShopRouter>;

/** What a shared cache may keep: about goods, not about persons. */
const PUBLIC = /^(products|product|categories|category)$/;

/** Serves /trpc/PROCEDURE; several procedures in one request where a client batches. */
export const createTrpcHandler = (shop: Shop) =>
  createHTTPHandler({
    router: createShopRouter(shop),
    basePath: '/trpc/',
    responseMeta({ paths, type, errors }) {
      const open = type === 'query' && errors.length === 0 && paths?.every((path) => PUBLIC.test(path)) === true;
      return { headers: new Headers({ 'Cache-Control': open ? 'public, max-age=60' : 'no-store' }) };
    },
  });
