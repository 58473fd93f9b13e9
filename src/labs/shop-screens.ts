// Three screens of the shop, drawn from whatever an API gave, and what they took of it: which of the fields that came were
// looked at, how many calls it was, and how many times one had to wait for another. Knows no protocol.
import type { Category, Customer, Order, Product, Review, Sort, Stats } from './shop.ts';

export const SCREENS = ['list', 'detail', 'dashboard'] as const;
export type ScreenName = (typeof SCREENS)[number];
/** The product of the detail page. */
export const SHOWN = 7;
export const PAGE = 20;
export const FEW = 5;
export const REVIEWS = 3;

/** Resources as an API has them that was not made for one screen. Each method is one call. */
export interface ShopApi {
  products(limit: number, sort: Sort): Promise<readonly Product[]>;
  categories(): Promise<readonly Category[]>;
  product(id: number): Promise<Product>;
  category(id: number): Promise<Category>;
  reviews(productId: number, limit: number): Promise<readonly Review[]>;
  customer(id: number): Promise<Customer>;
  orders(limit: number): Promise<readonly Order[]>;
  stats(): Promise<Stats>;
}

/** What the same screens look like where the caller says what it wants. */
export interface Shaped {
  readonly list: { readonly products: readonly Tile[] };
  readonly detail: { readonly product: Detail };
  readonly dashboard: {
    readonly stats: Pick<Stats, 'products' | 'orders'>;
    readonly orders: readonly { readonly id: number; readonly totalCents: number; readonly customer: { readonly name: string } }[];
    readonly top: readonly { readonly name: string; readonly rating: number }[];
  };
}
export interface Tile {
  readonly name: string;
  readonly priceCents: number;
  readonly rating: number;
  readonly category: { readonly name: string };
}
export interface Detail extends Tile {
  readonly description: string;
  readonly reviews: readonly { readonly stars: number; readonly text: string; readonly customer: { readonly name: string } }[];
}

export interface Fetched {
  /** The screen as it is shown: the same whatever the API. */
  readonly view: unknown;
  readonly calls: number;
  /** Calls that had to wait for the answer of another, plus the first. */
  readonly rounds: number;
  /** Leaves that came, and those of them that the screen looked at. */
  readonly fields: number;
  readonly used: number;
}

/** Watches which leaves of values are looked at. */
export function createUse() {
  let fields = 0;
  const used = new Set<string>();
  let next = 0;
  const count = (value: unknown): number =>
    typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, inner) => sum + count(inner), 0) : 1;
  const wrap = <T>(value: T, path: string): T => {
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get(target, key, receiver) {
        const inner: unknown = Reflect.get(target, key, receiver);
        if (typeof key === 'symbol' || !Object.hasOwn(target, key) || (Array.isArray(target) && key === 'length')) return inner;
        if (typeof inner !== 'object') used.add(`${path}.${key}`);
        return wrap(inner, `${path}.${key}`);
      },
    });
  };
  return {
    /** The value, watched from now on. */
    watch<T>(value: T): T {
      fields += count(value);
      return wrap(value, String(next++));
    },
    now: () => ({ fields, used: used.size }),
  };
}

/** Fetches a screen by calls of an API that was not made for it. */
export async function fetchByCalls(screen: ScreenName, api: ShopApi): Promise<Fetched> {
  const use = createUse();
  let calls = 0;
  let rounds = 0;
  let underWay = 0;
  const call = async <T>(made: Promise<T>): Promise<T> => {
    calls += 1;
    // Nothing is under way: this call has waited for all before it.
    if (underWay === 0) rounds += 1;
    underWay += 1;
    try {
      return use.watch(await made);
    } finally {
      underWay -= 1;
    }
  };
  const names = async (ids: readonly number[]) => {
    const all = await Promise.all([...new Set(ids)].map((id) => call(api.customer(id))));
    return new Map(all.map(({ id, name }) => [id, { name }]));
  };
  const done = (view: unknown): Fetched => ({ view, calls, rounds, ...use.now() });
  switch (screen) {
    case 'list': {
      const [products, categories] = await Promise.all([call(api.products(PAGE, 'id')), call(api.categories())]);
      const named = new Map(categories.map(({ id, name }) => [id, { name }]));
      const tiles = products.map((product) => tile(product, named.get(product.categoryId)));
      return done({ products: tiles });
    }
    case 'detail': {
      const [product, reviews] = await Promise.all([call(api.product(SHOWN)), call(api.reviews(SHOWN, REVIEWS))]);
      const [category, authors] = await Promise.all([
        call(api.category(product.categoryId)),
        names(reviews.map(({ customerId }) => customerId)),
      ]);
      const written = reviews.map(({ stars, text, customerId }) => ({ stars, text, customer: authors.get(customerId) }));
      return done({ product: { ...tile(product, category), description: product.description, reviews: written } });
    }
    case 'dashboard': {
      const [stats, orders, top] = await Promise.all([call(api.stats()), call(api.orders(FEW)), call(api.products(FEW, 'rating'))]);
      const buyers = await names(orders.map(({ customerId }) => customerId));
      const newest = orders.map(({ id, totalCents, customerId }) => ({ id, totalCents, customer: buyers.get(customerId) }));
      const best = top.map(({ name, rating }) => ({ name, rating }));
      return done({ stats: { products: stats.products, orders: stats.orders }, orders: newest, top: best });
    }
  }
}

const tile = ({ name, priceCents, rating }: Omit<Tile, 'category'>, category: { readonly name: string } | undefined) => ({
  name,
  priceCents,
  rating,
  category: { name: category?.name },
});

/** Draws a screen from answers that were shaped for it; `parts` are what each call brought. */
export function drawShaped<Screen extends ScreenName>(screen: Screen, parts: readonly Partial<Shaped[Screen]>[]): Fetched {
  const use = createUse();
  const given = Object.assign({}, ...parts.map((part) => use.watch(part))) as Shaped[Screen];
  // Every leaf of the shape is shown; one that came without being asked for stays unseen.
  const view = VIEWS[screen](given as never);
  return { view, calls: parts.length, rounds: 1, ...use.now() };
}

const VIEWS: { readonly [Screen in ScreenName]: (given: Shaped[Screen]) => unknown } = {
  list: ({ products }) => ({ products: products.map((product) => tile(product, product.category)) }),
  detail: ({ product }) => ({
    product: {
      ...tile(product, product.category),
      description: product.description,
      reviews: product.reviews.map(({ stars, text, customer }) => ({ stars, text, customer: { name: customer.name } })),
    },
  }),
  dashboard: ({ stats, orders, top }) => ({
    stats: { products: stats.products, orders: stats.orders },
    orders: orders.map(({ id, totalCents, customer }) => ({ id, totalCents, customer: { name: customer.name } })),
    top: top.map(({ name, rating }) => ({ name, rating })),
  }),
};
