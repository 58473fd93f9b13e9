// The shop's gRPC client: one channel, a call for each resource, a stream, a deadline.
import grpc from '@grpc/grpc-js';
import { statusName } from '../wire/decode/grpc-status.ts';
import type { LabContext } from './lab.ts';
import type { StyleClient } from './shop-clients.ts';
import { parseShopProto, type ShopMethod } from './shop-grpc.ts';
import { fetchByCalls, SHOWN, type ShopApi } from './shop-screens.ts';

/** Milliseconds that the call with a deadline has. */
const DEADLINE = 200;

/** A client for the tap at `port`; the channel connects with the first call. */
export function createGrpcShopClient(port: number, { clock }: Pick<LabContext, 'clock'>): StyleClient {
  const { service } = parseShopProto();
  const channel = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_channelz': 0,
    'grpc.enable_retries': 0,
  });
  const call = <T>(name: string, request: object = {}, options: grpc.CallOptions = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = service[name] as ShopMethod;
      channel.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, options, (problem, answer) => {
        if (problem === null) resolve(answer as T);
        else reject(new Error(`${problem.code} ${statusName(problem.code)}: ${problem.details}`));
      });
    });
  const items = async <T>(name: string, request: object = {}) => (await call<{ items: readonly T[] }>(name, request)).items;
  const api: ShopApi = {
    products: (limit, sort) => items('ListProducts', { limit, sort }),
    categories: () => items('ListCategories'),
    product: (id) => call('GetProduct', { id }),
    category: (id) => call('GetCategory', { id }),
    reviews: (id) => items('ListReviews', { id }),
    customer: (id) => call('GetCustomer', { id }),
    orders: (limit) => items('ListOrders', { limit }),
    stats: () => call('GetStats'),
  };
  return {
    warm: async () => void (await call('GetProduct', { id: 1 })),
    screen: (screen) => fetchByCalls(screen, api),
    own: {
      unary: async () => `${(await api.product(SHOWN)).name}`,
      export: () =>
        new Promise((resolve, reject) => {
          const { path, requestSerialize, responseDeserialize } = service.ExportProducts as ShopMethod;
          const stream = channel.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { limit: 120 });
          let count = 0;
          stream.on('data', () => {
            count += 1;
          });
          stream.on('error', reject);
          stream.on('end', () => resolve(`${count} products, one message each`));
        }),
      'not-found': async () => `${(await api.product(9999)).name}`,
      deadline: async () => `${await call<object>('GetStats', {}, { deadline: new Date(clock.date().getTime() + DEADLINE) })}`,
      order: async () => `order ${(await call<{ id: number }>('PlaceOrder', { productId: SHOWN, quantity: 2 })).id}`,
    },
    [Symbol.dispose]: () => channel.close(),
  };
}
