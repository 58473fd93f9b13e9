// The shop's gRPC client: one channel, a call for each resource, a stream, a deadline, a reader that is slow, and what it
// takes where gRPC cannot be had.
import grpc from '@grpc/grpc-js';
import { statusName } from '../wire/decode/grpc-status.ts';
import { changeOf } from './evolution-proto.ts';
import type { LabContext } from './lab.ts';
import type { StyleClient } from './shop-clients.ts';
import { parseShopProto, type ShopMethod } from './shop-grpc.ts';
import type { ShopHttp } from './shop-http.ts';
import { fetchByCalls, SHOWN, type ShopApi } from './shop-screens.ts';

/** Milliseconds that the call with a deadline has, after which another is cancelled, and for which a slow reader stops. */
const DEADLINE = 200;
const CANCELLED_AFTER = 100;
const PAUSE = 400;
/** The slow reader's flow-control window, and after how many messages it stops. */
const WINDOW = 4096;
const READ_FIRST = 5;
/** How often it wants the catalogue: more than what libraries on both sides hold in their buffers. */
const TIMES = 4;

/** A client for the tap at `port`; a channel connects with its first call. */
export function createGrpcShopClient(port: number, { clock, signal, params, emit }: LabContext, http: ShopHttp): StyleClient {
  const proto = parseShopProto();
  const { service } = proto;
  const open = (more: grpc.ClientOptions = {}) =>
    new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.enable_channelz': 0,
      'grpc.enable_retries': 0,
      ...more,
    });
  const channel = open();
  let slow: grpc.Client | undefined;
  const failure = ({ code, details }: grpc.ServiceError) => new Error(`${code} ${statusName(code)}: ${details}`);
  const start = <T>(name: string, request: object, options: grpc.CallOptions, done: (problem: Error | null, answer?: T) => void) => {
    const { path, requestSerialize, responseDeserialize } = service[name] as ShopMethod;
    return channel.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, options, (problem, answer) =>
      done(problem === null ? null : failure(problem), answer as T),
    );
  };
  const call = <T>(name: string, request: object = {}, options: grpc.CallOptions = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      start<T>(name, request, options, (problem, answer) => (problem === null ? resolve(answer as T) : reject(problem)));
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
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const after = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
  };
  const inWords = (given: Promise<unknown>) => given.then(() => '0 OK').catch((problem: Error) => problem.message.split(':')[0]);
  /** All products in one stream; a reader that is slow stops for a moment after the first few. */
  const exported = (from: grpc.Client, isSlow: boolean) =>
    new Promise<string>((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = service.ExportProducts as ShopMethod;
      const stream = from.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { limit: 120, times: isSlow ? TIMES : 1 });
      let count = 0;
      stream.on('data', () => {
        count += 1;
        if (!isSlow || count !== READ_FIRST) return;
        stream.pause();
        after(PAUSE, () => stream.resume());
      });
      stream.on('error', (problem) => reject(failure(problem as grpc.ServiceError)));
      stream.on('end', () => resolve(`${count} products, one message each`));
    });
  let page: Promise<import('./shop-web.ts').ShopPage> | undefined;
  const asPage = async (protocol: 'connect' | 'grpc-web') => {
    page ??= import('./shop-web.ts').then(({ createShopPage }) => createShopPage(port, proto));
    const loaded = await page;
    if (signal.aborted) throw new Error('the lab has ended');
    return loaded.product(protocol);
  };
  const evolve = async (mine: 'old' | 'new') => {
    const { tryEvolution } = await import('./evolution-client.ts');
    return tryEvolution(mine, {
      channel,
      http,
      change: changeOf(params.change),
      keeps: params.unknown !== 'dropped',
      say: (state, detail) =>
        emit(
          { name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } },
          { connection: 0, source: 'hook' },
        ),
    });
  };
  return {
    warm: async () => void (await call('GetProduct', { id: 1 })),
    screen: (screen) => fetchByCalls(screen, api),
    own: {
      unary: async () => `${(await api.product(SHOWN)).name}`,
      export: () => exported(channel, false),
      'slow-reader'() {
        slow ??= open({ 'grpc-node.flow_control_window': WINDOW });
        return exported(slow, true);
      },
      'not-found': async () => `${(await api.product(9999)).name}`,
      async statuses() {
        const { path: _, ...method } = service.GetProduct as ShopMethod;
        const unknown = new Promise((resolve, reject) => {
          channel.makeUnaryRequest('/wirewise.Shop/Forget', method.requestSerialize, method.responseDeserialize, {}, (problem, answer) =>
            problem === null ? resolve(answer) : reject(failure(problem)),
          );
        });
        const order = call('PlaceOrder', { productId: SHOWN, quantity: 0 });
        return (await Promise.all([api.stats(), api.product(9999), order, unknown].map(inWords))).join(', ');
      },
      async deadline() {
        const { pieces } = await call<{ pieces: number }>(
          'GetAvailability',
          { id: SHOWN },
          { deadline: new Date(clock.date().getTime() + DEADLINE) },
        );
        return `${pieces} pieces within ${DEADLINE} ms`;
      },
      cancel: () =>
        new Promise((resolve, reject) => {
          const running = start<{ pieces: number }>('GetAvailability', { id: SHOWN }, {}, (problem, answer) =>
            problem === null ? resolve(`${answer?.pieces} pieces, before it was cancelled`) : reject(problem),
          );
          after(CANCELLED_AFTER, () => running.cancel());
        }),
      order: async () => `order ${(await call<{ id: number }>('PlaceOrder', { productId: SHOWN, quantity: 2 })).id}`,
      'old-client': () => evolve('old'),
      'new-client': () => evolve('new'),
      'page-connect': () => asPage('connect'),
      'page-grpc-web': () => asPage('grpc-web'),
    },
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
      channel.close();
      slow?.close();
      void page?.then((loaded) => loaded[Symbol.dispose]());
    },
  };
}
