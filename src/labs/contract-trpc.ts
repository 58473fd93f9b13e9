// The tRPC routers of the changing contract, one for each change. They are what runs in the lab, and their types are what the
// compiler was given when its words were recorded: nothing stands between the two.
import { initTRPC, TRPCError } from '@trpc/server';
import type { Product, Shop } from './shop.ts';

const { router, procedure } = initTRPC.create();

const number = (value: unknown): number => {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error('this takes a whole number');
  return value;
};
const object = (value: unknown) => (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
const line = (value: unknown) => ({ productId: number(object(value).productId), quantity: number(object(value).quantity) });
const lineAbroad = (value: unknown) => {
  const { country } = object(value);
  if (typeof country !== 'string' || country === '') throw new Error('country is required');
  return { ...line(value), country };
};

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new TRPCError({ code: 'NOT_FOUND', message: 'there is no such product' });
  return value;
}

/** The routers by change; each reads the same shop. */
export function createContractRouters(shop: Shop) {
  const read = (id: number): Product => there(shop.product(id));
  const place = ({ productId, quantity }: { readonly productId: number; readonly quantity: number }) => {
    const { id, totalCents } = there(shop.order(productId, quantity));
    return { id, totalCents };
  };
  const order = procedure.input(line).mutation(({ input }) => place(input));
  return {
    none: router({
      product: procedure.input(number).query(({ input }) => {
        const { id, name, priceCents } = read(input);
        return { id, name, priceCents };
      }),
      order,
    }),
    'add-field': router({
      product: procedure.input(number).query(({ input }) => {
        const { id, name, priceCents, stock } = read(input);
        return { id, name, priceCents, stock };
      }),
      order,
    }),
    'rename-field': router({
      product: procedure.input(number).query(({ input }) => {
        const { id, name, priceCents: priceInCents } = read(input);
        return { id, name, priceInCents };
      }),
      order,
    }),
    'remove-field': router({
      product: procedure.input(number).query(({ input }) => {
        const { id, name } = read(input);
        return { id, name };
      }),
      order,
    }),
    'require-input': router({
      product: procedure.input(number).query(({ input }) => {
        const { id, name, priceCents } = read(input);
        return { id, name, priceCents };
      }),
      order: procedure.input(lineAbroad).mutation(({ input }) => place(input)),
    }),
  };
}

export type ContractRouters = ReturnType<typeof createContractRouters>;
