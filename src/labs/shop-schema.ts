// What the REST shop takes and gives, as schemas: the OpenAPI document is made from them, and they are held to the shop's own
// types here and to its answers in a test. Loaded when somebody asks for the document.
import { z } from 'zod';
import type { Category, Customer, Order, Product, Review, Stats } from './shop.ts';

const id = z.int().min(1);
const cents = z.int().min(0);

const product = z.strictObject({
  id,
  sku: z.string(),
  name: z.string(),
  description: z.string(),
  priceCents: cents,
  stock: z.int().min(0),
  rating: z.int().describe('Mean of the stars, times ten'),
  reviewCount: z.int().min(0),
  weightGrams: z.int().min(0),
  categoryId: id,
  version: z.int().min(1).describe('Raised by each change'),
}) satisfies z.ZodType<Product>;
const category = z.strictObject({ id, name: z.string(), description: z.string() }) satisfies z.ZodType<Category>;
const stars = z.int().min(1).max(5);
const review = z.strictObject({ id, productId: id, customerId: id, stars, text: z.string() }) satisfies z.ZodType<Review>;
const customer = z.strictObject({ id, name: z.string(), city: z.string(), since: z.int() }) satisfies z.ZodType<Customer>;
const order = z.strictObject({ id, customerId: id, productId: id, quantity: z.int(), totalCents: cents }) satisfies z.ZodType<Order>;
const count = z.int().min(0);
const stats = z.strictObject({ products: count, orders: count, customers: count }) satisfies z.ZodType<Stats>;
const named = z.strictObject({ name: z.string() });

const SCHEMAS = {
  Product: product,
  PartOfProduct: product
    .extend({ category: named, reviews: z.array(z.strictObject({ stars, text: z.string(), customer: named })) })
    .partial()
    .describe('What `fields` names; `include` joins the category and the newest reviews'),
  Category: category,
  Review: review,
  Customer: customer,
  Order: order,
  PartOfOrder: order.extend({ customer: named }).partial().describe('What `fields` names; `include` joins the customer'),
  Stats: stats,
  NewOrder: z.strictObject({ productId: id, quantity: z.int().min(1).max(99) }),
  PriceChange: z.strictObject({ priceCents: cents }),
  Problem: z.strictObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() }).describe('RFC 9457 section 3'),
} as const;

export type SchemaName = keyof typeof SCHEMAS;

/** Each as JSON Schema of draft 2020-12, the dialect of OpenAPI 3.1. */
export function jsonSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const { $schema: _, ...rest } = z.toJSONSchema(schema);
      return [name, rest];
    }),
  );
}
