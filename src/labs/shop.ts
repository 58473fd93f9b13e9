// The shop that all four API styles serve: products, categories, reviews, customers and orders, made from a seed. It counts
// what is read of it; every method is one query, as to a database. Knows no protocol.
import { EventEmitter, on } from 'node:events';
import type { Random } from '../lib/random.ts';

export interface Category {
  readonly id: number;
  readonly name: string;
  readonly description: string;
}
export interface Product {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly priceCents: number;
  readonly stock: number;
  /** Mean of the stars, times ten. */
  readonly rating: number;
  readonly reviewCount: number;
  readonly weightGrams: number;
  readonly categoryId: number;
  /** Raised by each change. */
  readonly version: number;
}
export interface Review {
  readonly id: number;
  readonly productId: number;
  readonly customerId: number;
  readonly stars: number;
  readonly text: string;
}
export interface Customer {
  readonly id: number;
  readonly name: string;
  readonly city: string;
  readonly since: number;
}
export interface Order {
  readonly id: number;
  readonly customerId: number;
  readonly productId: number;
  readonly quantity: number;
  readonly totalCents: number;
}
export interface Stats {
  readonly products: number;
  readonly orders: number;
  readonly customers: number;
}
export type Sort = 'id' | 'rating';

/** Each method is one query. Ids that are not there are left out of lists; a single one is undefined. */
export interface Shop {
  /** Queries so far. */
  readonly reads: number;
  products(page: { readonly limit: number; readonly after?: number; readonly sort?: Sort }): readonly Product[];
  product(id: number): Product | undefined;
  categories(ids?: readonly number[]): readonly Category[];
  category(id: number): Category | undefined;
  /** The newest reviews of each product. */
  reviews(productIds: readonly number[], limit: number): readonly Review[];
  customers(ids: readonly number[]): readonly Customer[];
  customer(id: number): Customer | undefined;
  /** The newest first. */
  orders(limit: number): readonly Order[];
  stats(): Stats;
  /** Changes a price; undefined where there is no such product. */
  setPrice(id: number, priceCents: number): Product | undefined;
  /** Undefined where there is no such product or the quantity is not a whole number from 1 to 99. */
  order(productId: number, quantity: number): Order | undefined;
  /** Orders as they are made, from now on, until its reader leaves it or `signal` aborts (which rejects). Takes no query. */
  placed(signal?: AbortSignal): AsyncIterableIterator<Order>;
}

const CATEGORIES = ['Tea', 'Coffee', 'Cups', 'Kettles', 'Filters', 'Spoons', 'Books', 'Gifts'] as const;
const KINDS = ['Green', 'Black', 'Smoky', 'Light', 'Old', 'Small', 'Grand', 'Plain', 'Northern', 'Summer'] as const;
const NAMES = ['Ada', 'Bela', 'Chidi', 'Dana', 'Emre', 'Fumi', 'Gus', 'Hana', 'Ines', 'Jo'] as const;
const CITIES = ['Oslo', 'Lagos', 'Lima', 'Kyoto', 'Brno'] as const;
const TEXTS = ['As described.', 'Smaller than I had thought, but good.', 'Came late.', 'I would buy it again.', 'Not for me.'] as const;

/** A shop of 120 products, 360 reviews, 40 customers and 30 orders; the same seed, the same shop. */
export function createShop(random: Random): Shop {
  const whole = (below: number) => Math.floor(random.next() * below);
  const one = <T>(list: readonly T[]) => list[whole(list.length)] as T;
  const many = <T>(count: number, make: (id: number) => T) => new Map(Array.from({ length: count }, (_, at) => [at + 1, make(at + 1)]));
  const categories = many(CATEGORIES.length, (id): Category => {
    const name = CATEGORIES[id - 1] as string;
    return { id, name, description: `Everything in our house that has to do with ${name.toLowerCase()}.` };
  });
  const customers = many(
    40,
    (id): Customer => ({
      id,
      name: `${one(NAMES)} ${String.fromCharCode(65 + whole(26))}.`,
      city: one(CITIES),
      since: 2010 + whole(15),
    }),
  );
  const reviews = many(
    360,
    (id): Review => ({
      id,
      productId: 1 + ((id - 1) % 120),
      customerId: 1 + whole(40),
      stars: 1 + whole(5),
      text: one(TEXTS),
    }),
  );
  const products = many(120, (id): Product => {
    const categoryId = 1 + whole(CATEGORIES.length);
    const name = `${one(KINDS)} ${(CATEGORIES[categoryId - 1] as string).toLowerCase()} no. ${id}`;
    const mine = [...reviews.values()].filter((review) => review.productId === id);
    return {
      id,
      sku: `WW-${1000 + id}`,
      name,
      description: `${name}, chosen by hand and packed in paper. Keep it dry and away from the sun. Ships within two days from our own store.`,
      priceCents: 200 + whole(9800),
      stock: 1 + whole(90),
      rating: Math.round((mine.reduce((sum, { stars }) => sum + stars, 0) / mine.length) * 10),
      reviewCount: mine.length,
      weightGrams: 50 + whole(900),
      categoryId,
      version: 1,
    };
  });
  const orders: Order[] = [];
  const made = new EventEmitter<{ order: [Order] }>().setMaxListeners(0);
  const add = (productId: number, quantity: number, customerId: number) => {
    const { priceCents } = products.get(productId) as Product;
    const order = { id: orders.length + 1, customerId, productId, quantity, totalCents: priceCents * quantity };
    orders.push(order);
    made.emit('order', order);
    return order;
  };
  for (let at = 0; at < 30; at++) add(1 + whole(120), 1 + whole(4), 1 + whole(40));

  let reads = 0;
  const read = <T>(value: T): T => {
    reads += 1;
    return value;
  };
  const pick = <T>(from: ReadonlyMap<number, T>, ids: readonly number[]) => read(ids.flatMap((id) => from.get(id) ?? []));
  return {
    get reads() {
      return reads;
    },
    products({ limit, after = 0, sort = 'id' }) {
      const all = [...products.values()].filter(({ id }) => id > after);
      if (sort === 'rating') all.sort((left, right) => right.rating - left.rating || left.id - right.id);
      return read(all.slice(0, limit));
    },
    product: (id) => read(products.get(id)),
    categories: (ids) => (ids === undefined ? read([...categories.values()]) : pick(categories, ids)),
    category: (id) => read(categories.get(id)),
    reviews: (ids, limit) =>
      read(
        ids.flatMap((id) =>
          [...reviews.values()]
            .filter(({ productId }) => productId === id)
            .reverse()
            .slice(0, limit),
        ),
      ),
    customers: (ids) => pick(customers, ids),
    customer: (id) => read(customers.get(id)),
    orders: (limit) => read([...orders].reverse().slice(0, limit)),
    stats: () => read({ products: products.size, orders: orders.length, customers: customers.size }),
    setPrice(id, priceCents) {
      const product = read(products.get(id));
      if (product === undefined) return undefined;
      const changed = { ...product, priceCents, version: product.version + 1 };
      products.set(id, changed);
      return changed;
    },
    order(productId, quantity) {
      const fits = read(products.has(productId)) && Number.isInteger(quantity) && quantity >= 1 && quantity <= 99;
      return fits ? add(productId, quantity, 1) : undefined;
    },
    placed(signal) {
      const each = on(made, 'order', signal === undefined ? {} : { signal }) as AsyncIterableIterator<[Order]>;
      const orderOf = (result: IteratorResult<[Order]>): IteratorResult<Order> =>
        result.done === true ? { done: true, value: undefined } : { done: false, value: result.value[0] };
      return {
        next: async () => orderOf(await each.next()),
        return: async () => ({ done: true, value: (await each.return?.())?.value }),
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}
