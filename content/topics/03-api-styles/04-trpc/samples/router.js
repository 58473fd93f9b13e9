import { initTRPC, TRPCError } from '@trpc/server';

const { router, procedure } = initTRPC.create();

const id = (value) => {
  if (!Number.isInteger(value)) throw new Error('an id is a whole number');
  return value;
};

export const createRouter = (shop) =>
  router({
    product: procedure.input(id).query(({ input }) => {
      const product = shop.get(input);
      if (product !== undefined) return product;
      throw new TRPCError({ code: 'NOT_FOUND' });
    }),
    remove: procedure.input(id).mutation(({ input }) => {
      return shop.delete(input);
    }),
  });
