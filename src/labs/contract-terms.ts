// The contract of a small part of the shop before and after each change, in the words of REST (OpenAPI), GraphQL and
// protobuf: all three texts are written from one list of terms, so that they say the same. tRPC has no text; its routers are
// in contract-trpc.ts. Knows no protocol and no client.
import type { Product } from './shop.ts';

/** What may happen to a contract; `none`: the one that installed clients were made for. */
export const CHANGES = ['none', 'add-field', 'rename-field', 'remove-field', 'require-input'] as const;
export type Change = (typeof CHANGES)[number];

/** A field of a message: its name, its type, its number in protobuf, and where its value comes from. */
export interface Term {
  readonly name: string;
  readonly type: 'number' | 'text';
  readonly number: number;
  readonly of: keyof Product | 'productId' | 'quantity' | 'country';
}

export interface Terms {
  readonly product: readonly Term[];
  /** A field that is gone and whose number and name must not come back. */
  readonly reserved: Term | undefined;
  /** What an order must say. */
  readonly order: readonly Term[];
}

const term = (name: string, type: Term['type'], number: number, of: Term['of'] = name as Term['of']): Term => ({ name, type, number, of });
const PRICE = term('priceCents', 'number', 3);
const BASE: readonly Term[] = [term('id', 'number', 1), term('name', 'text', 2)];
const LINE: readonly Term[] = [term('productId', 'number', 1), term('quantity', 'number', 2)];

/** What the server's contract says after the change. */
export function termsOf(change: Change): Terms {
  const same: Terms = { product: [...BASE, PRICE], reserved: undefined, order: LINE };
  switch (change) {
    case 'none':
      return same;
    case 'add-field':
      return { ...same, product: [...same.product, term('stock', 'number', 4)] };
    case 'rename-field':
      // The number stays: protobuf knows a field by it (protobuf.dev, Language guide, Updating a message type).
      return { ...same, product: [...BASE, term('priceInCents', 'number', PRICE.number, 'priceCents')] };
    case 'remove-field':
      return { ...same, product: BASE, reserved: PRICE };
    case 'require-input':
      return { ...same, order: [...LINE, term('country', 'text', 3)] };
  }
}

/** The product as the terms have it. */
export const productBy = ({ product }: Terms, value: Product): Readonly<Record<string, unknown>> =>
  Object.fromEntries(product.map(({ name, of }) => [name, value[of as keyof Product]]));

/** What an order lacks, by name; undefined where it has all. An empty text is as good as none: protobuf cannot tell them apart. */
export const lacking = ({ order }: Terms, given: Readonly<Record<string, unknown>>): string | undefined =>
  order.find(({ name, type }) =>
    type === 'number' ? !Number.isInteger(given[name]) : typeof given[name] !== 'string' || given[name] === '',
  )?.name;

/** The OpenAPI 3.1 document of the REST side. */
export function openApiOf(change: Change): object {
  const { product, order } = termsOf(change);
  const schema = (terms: readonly Term[]) => ({
    type: 'object',
    required: terms.map(({ name }) => name),
    properties: Object.fromEntries(terms.map(({ name, type }) => [name, { type: type === 'number' ? 'integer' : 'string' }])),
  });
  const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  return {
    openapi: '3.1.0',
    info: { title: 'A part of the shop', version: change },
    paths: {
      '/products/{id}': { get: { parameters: [id], responses: { 200: { description: 'The product', content: json('Product') } } } },
      '/orders': {
        post: {
          requestBody: { required: true, content: json('NewOrder') },
          responses: { 201: { description: 'The order', content: json('Order') } },
        },
      },
    },
    components: { schemas: { Product: schema(product), NewOrder: schema(order), Order: schema(ORDER) } },
  };
}
const ORDER: readonly Term[] = [term('id', 'number', 1), term('totalCents', 'number', 2, 'priceCents')];

/** The GraphQL schema. */
export function sdlOf(change: Change): string {
  const { product, order } = termsOf(change);
  const fields = (terms: readonly Term[]) => terms.map(({ name, type }) => `${name}: ${type === 'number' ? 'Int' : 'String'}!`);
  return `type Query { product(id: Int!): Product }
type Mutation { order(${fields(order).join(', ')}): Order }
type Product { ${fields(product).join(' ')} }
type Order { ${fields(ORDER).join(' ')} }
`;
}

/** The .proto file. proto3 has no required fields, so it says of an order only what it may hold. */
export function protoOf(change: Change): string {
  const { product, reserved, order } = termsOf(change);
  const fields = (terms: readonly Term[]) =>
    terms.map(({ name, type, number }) => `  ${type === 'number' ? 'uint32' : 'string'} ${name} = ${number};`).join('\n');
  const gone = reserved === undefined ? '' : `  reserved ${reserved.number};\n  reserved "${reserved.name}";\n`;
  return `syntax = "proto3";
package contract;

service Shop {
  rpc GetProduct(Id) returns (Product);
  rpc PlaceOrder(NewOrder) returns (Order);
}
message Id {
  uint32 id = 1;
}
message Product {
${gone}${fields(product)}
}
message NewOrder {
${fields(order)}
}
message Order {
${fields(ORDER)}
}
`;
}
