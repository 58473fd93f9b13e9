import { expect, it } from 'vitest';
import { createShop } from '../../src/labs/shop.ts';
import { seededRandom } from '../../src/lib/random.ts';

const shop = (seed = 1) => createShop(seededRandom(seed));

it('is the same shop for the same seed, another for another', () => {
  expect(shop().products({ limit: 200 })).toEqual(shop().products({ limit: 200 }));
  expect(shop().products({ limit: 200 })).not.toEqual(shop(2).products({ limit: 200 }));
});

it('has what refers to it', () => {
  const one = shop();
  for (const { categoryId, id, reviewCount } of one.products({ limit: 200 })) {
    expect(one.category(categoryId)).toBeDefined();
    expect(one.reviews([id], 100)).toHaveLength(reviewCount);
  }
  for (const { customerId, productId } of one.orders(100))
    expect([one.customer(customerId)?.id, one.product(productId)?.id]).toEqual([customerId, productId]);
});

it('counts each method as one read, however much it gives', () => {
  const one = shop();
  one.products({ limit: 100 });
  one.customers([1, 2, 3]);
  one.product(9999);
  expect(one.reads).toBe(3);
});

it('pages by the last id, sorts by rating, and orders only what there is', () => {
  const one = shop();
  expect(one.products({ limit: 2, after: 5 }).map(({ id }) => id)).toEqual([6, 7]);
  const ratings = one.products({ limit: 120, sort: 'rating' }).map(({ rating }) => rating);
  expect(ratings).toEqual([...ratings].sort((left, right) => right - left));
  expect([one.order(9999, 1), one.order(1, 0), one.order(1, 1.5)]).toEqual([undefined, undefined, undefined]);
  expect(one.order(1, 2)).toMatchObject({ id: 31, quantity: 2 });
  expect(one.setPrice(1, 5)).toMatchObject({ priceCents: 5, version: 2 });
});
