import { buildSchema } from 'graphql';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { CHANGES, lacking, openApiOf, productBy, protoOf, sdlOf, termsOf } from '../../src/labs/contract-terms.ts';
import { createShop, type Product } from '../../src/labs/shop.ts';
import { seededRandom } from '../../src/lib/random.ts';

const product = createShop(seededRandom(1)).product(7) as Product;

describe('the terms of a contract', () => {
  it.each(CHANGES)('say the same in OpenAPI, GraphQL and protobuf after %s', (change) => {
    const names = termsOf(change).product.map(({ name }) => name);
    const { components } = openApiOf(change) as { components: { schemas: { Product: { required: string[] } } } };
    expect(components.schemas.Product.required).toEqual(names);
    const type = buildSchema(sdlOf(change)).getType('Product') as { getFields?: () => object };
    expect(Object.keys(type.getFields?.() ?? {})).toEqual(names);
    const message = protobuf.parse(protoOf(change), { keepCase: true }).root.lookupType('contract.Product');
    expect(message.fieldsArray.map(({ name }) => name)).toEqual(names);
  });

  it('keep the number of a field that is renamed, and give away none that was removed', () => {
    const ids = (change: (typeof CHANGES)[number]) =>
      protobuf
        .parse(protoOf(change), { keepCase: true })
        .root.lookupType('contract.Product')
        .fieldsArray.map(({ id }) => id);
    expect([ids('none'), ids('rename-field'), ids('remove-field')]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2],
    ]);
    expect(protobuf.parse(protoOf('remove-field')).root.lookupType('contract.Product').reserved).toEqual([[3, 3], 'priceCents']);
  });

  it('hold the value under its name of the day', () => {
    expect(productBy(termsOf('rename-field'), product)).toEqual({ id: 7, name: product.name, priceInCents: product.priceCents });
    expect(productBy(termsOf('remove-field'), product)).toEqual({ id: 7, name: product.name });
  });

  it('name what an order lacks', () => {
    expect(lacking(termsOf('none'), { productId: 7, quantity: 2 })).toBeUndefined();
    expect(lacking(termsOf('none'), { productId: 7 })).toBe('quantity');
    for (const country of [undefined, ''])
      expect(lacking(termsOf('require-input'), { productId: 7, quantity: 2, country })).toBe('country');
  });
});
