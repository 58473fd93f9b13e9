import { expect, it } from 'vitest';
import { type Customer, createShop } from '../../src/labs/shop.ts';
import { createUse, drawShaped, fetchByCalls, SCREENS, type ShopApi } from '../../src/labs/shop-screens.ts';
import { seededRandom } from '../../src/lib/random.ts';

it('tells the leaves that were looked at from those that came', () => {
  const use = createUse();
  const { list } = use.watch({
    id: 1,
    name: 'a',
    list: [
      { stars: 1, text: 'x' },
      { stars: 2, text: 'y' },
    ],
  });
  expect(list.map(({ stars }) => stars)).toEqual([1, 2]);
  expect(use.now()).toEqual({ fields: 6, used: 2 });
});

it('draws the same screen from calls as from an answer that was shaped for it', async () => {
  const shop = createShop(seededRandom(1));
  const api: ShopApi = {
    products: async (limit, sort) => shop.products({ limit, sort }),
    categories: async () => shop.categories(),
    product: async (id) => shop.product(id) as never,
    category: async (id) => shop.category(id) as never,
    reviews: async (id, limit) => shop.reviews([id], limit),
    customer: async (id) => shop.customer(id) as Customer,
    orders: async (limit) => shop.orders(limit),
    stats: async () => shop.stats(),
  };
  for (const screen of SCREENS) {
    const { view, fields, used, calls, rounds } = await fetchByCalls(screen, api);
    const given = structuredClone(view) as never;
    const shaped = drawShaped(screen, [given]);
    expect(JSON.stringify(shaped.view)).toBe(JSON.stringify(view));
    expect(shaped.used).toBe(shaped.fields);
    expect(used).toBeLessThan(fields);
    expect(calls).toBeGreaterThan(1);
    expect(rounds).toBeLessThanOrEqual(2);
  }
});
