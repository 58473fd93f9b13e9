// The shop as a graph: its schema, and values for graphql's executor. Fields of a list are resolved one by one, or gathered by
// DataLoader. What a query would cost can be told without running it. Knows no HTTP: that is shop-graphql-http.ts.
import DataLoader from 'dataloader';
import { buildSchema, GraphQLError, type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import type { Customer, Order, Product, Review, Shop } from './shop.ts';
import { FEW, PAGE, REVIEWS, type ScreenName, SHOWN } from './shop-screens.ts';

export const SHOP_SCHEMA = `type Query {
  products(limit: Int = 20, after: Int = 0, sort: Sort = id): [Product!]!
  product(id: Int!): Product
  orders(limit: Int = 5): [Order!]!
  stats: Stats!
}
type Mutation {
  order(productId: Int!, quantity: Int!): Order
}
type Subscription {
  orderPlaced: Order!
}
enum Sort { id rating }
type Product {
  id: Int!
  sku: String!
  name: String!
  description: String!
  priceCents: Int!
  stock: Int!
  rating: Int!
  reviewCount: Int!
  weightGrams: Int!
  category: Category!
  reviews(limit: Int = 3): [Review!]!
  "Comes from another system, which is down."
  deliveryDays: Int
}
type Category { id: Int!, name: String!, description: String! }
type Review { id: Int!, stars: Int!, text: String!, customer: Customer!, product: Product! }
type Customer { id: Int!, name: String!, city: String!, since: Int! }
type Order { id: Int!, quantity: Int!, totalCents: Int!, customer: Customer!, product: Product! }
type Stats { products: Int!, orders: Int!, customers: Int! }
`;

/** What the client asks for each screen. */
export const SCREEN_QUERIES: Readonly<Record<ScreenName, string>> = {
  list: `{ products(limit: ${PAGE}) { name priceCents rating category { name } } }`,
  detail: `{ product(id: ${SHOWN}) { name description priceCents rating category { name } reviews(limit: ${REVIEWS}) { stars text customer { name } } } }`,
  dashboard: `{ stats { products orders } orders(limit: ${FEW}) { id totalCents customer { name } } top: products(limit: ${FEW}, sort: rating) { name rating } }`,
};
/** Goes around in circles: each level multiplies by three. */
export const HOSTILE = `{ products(limit: 100) { reviews { product { reviews { product { reviews { product { reviews { product { name } } } } } } } } } }`;
export const SUBSCRIPTION = 'subscription { orderPlaced { id quantity totalCents product { name } } }';
export const PARTIAL = `{ product(id: ${SHOWN}) { name priceCents deliveryDays } }`;

export interface GraphqlLimits {
  readonly loader: boolean;
  /** Levels of selection sets that a query may have; 0: any. */
  readonly depth: number;
  /** Fields that a query may ask for, lists counted by their limit; 0: any. */
  readonly cost: number;
}

/** Values that the executor calls with arguments; batches where `loader` says so. A root is for one request. */
export function createRoot(shop: Shop, batched: boolean) {
  const byId = <T extends { readonly id: number }>(many: (ids: readonly number[]) => readonly T[], one: (id: number) => T | undefined) => {
    if (!batched) return async (id: number) => one(id) as T;
    const loader = new DataLoader<number, T>(async (ids) => {
      const all = new Map(many(ids).map((each) => [each.id, each]));
      return ids.map((id) => all.get(id) ?? new Error(`there is no ${id}`));
    });
    return (id: number) => loader.load(id);
  };
  const category = byId(shop.categories, shop.category);
  const customer = byId<Customer>(shop.customers, shop.customer);
  const reviewsOf = new Map<number, DataLoader<number, readonly Review[]>>();
  const reviews = (id: number, limit: number) => {
    if (!batched) return Promise.resolve(shop.reviews([id], limit));
    let loader = reviewsOf.get(limit);
    if (loader === undefined) {
      loader = new DataLoader(async (ids) => {
        const all = shop.reviews(ids, limit);
        return ids.map((each) => all.filter(({ productId }) => productId === each));
      });
      reviewsOf.set(limit, loader);
    }
    return loader.load(id);
  };
  const product = (each: Product): object => ({
    ...each,
    category: () => category(each.categoryId),
    reviews: async ({ limit }: { limit: number }) => (await reviews(each.id, limit)).map(review),
    deliveryDays() {
      throw new GraphQLError('the system of the carrier does not answer', { extensions: { code: 'CARRIER_DOWN' } });
    },
  });
  const reach = (id: number) => {
    const each = shop.product(id);
    return each === undefined ? null : product(each);
  };
  const review = (each: Review): object => ({ ...each, customer: () => customer(each.customerId), product: () => reach(each.productId) });
  const order = (each: Order): object => ({ ...each, customer: () => customer(each.customerId), product: () => reach(each.productId) });
  return {
    products: (page: { limit: number; after: number; sort: 'id' | 'rating' }) =>
      shop.products({ ...page, limit: Math.max(0, Math.min(100, page.limit)) }).map(product),
    product: ({ id }: { id: number }) => reach(id),
    orders: ({ limit }: { limit: number }) => shop.orders(Math.max(0, Math.min(100, limit))).map(order),
    stats: () => shop.stats(),
    /** For `subscribe`: each value is the root of one execution. */
    orderPlaced(): AsyncIterableIterator<object> {
      const placed = shop.placed();
      return {
        async next() {
          const { done, value } = await placed.next();
          return done === true ? { done, value: undefined } : { done: false, value: { orderPlaced: order(value) } };
        },
        return: async () => ({ done: true, value: (await placed.return?.())?.value }),
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    order({ productId, quantity }: { productId: number; quantity: number }) {
      const made = shop.order(productId, quantity);
      if (made === undefined) throw new GraphQLError('there is no such product, or the quantity is not from 1 to 99');
      return order(made);
    },
  };
}

export const shopSchema = (): GraphQLSchema => buildSchema(SHOP_SCHEMA);

/** Depth and cost of a query, as far as they can be told without running it. Fragments are not followed: they are refused. */
export function weigh(set: SelectionSetNode): { readonly depth: number; readonly cost: number } {
  let depth = 0;
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind !== Kind.FIELD) return { depth: Number.POSITIVE_INFINITY, cost: Number.POSITIVE_INFINITY };
    if (selection.selectionSet === undefined) {
      cost += 1;
      continue;
    }
    const limit = selection.arguments?.find(({ name }) => name.value === 'limit')?.value;
    const given = limit?.kind === Kind.INT ? Number(limit.value) : limit === undefined ? LIST_DEFAULTS[selection.name.value] : 100;
    const inner = weigh(selection.selectionSet);
    depth = Math.max(depth, inner.depth);
    cost += 1 + (given ?? 1) * inner.cost;
  }
  return { depth: depth + 1, cost };
}
const LIST_DEFAULTS: Readonly<Record<string, number>> = { products: 20, reviews: 3, orders: 5 };
