// A second service behind the shop: a call that makes a call. The deadline and the cancellation of the first one travel on to
// it, because the shop says whose call it is made for.
import grpc from '@grpc/grpc-js';
import type { Shop } from './shop.ts';
import type { Asked, ShopGrpcOptions, ShopMethod, ShopProto } from './shop-grpc.ts';

export interface Warehouse extends Disposable {
  /** The shop's side: asks the warehouse. */
  readonly ask: grpc.handleUnaryCall<Asked, object>;
  /** The warehouse's own side. */
  readonly count: grpc.handleUnaryCall<Asked, object>;
}

/** Both ends; the channel between them opens with the first question. */
export function createWarehouse(shop: Shop, { warehouse }: ShopProto, { work, port, say }: ShopGrpcOptions): Warehouse {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let channel: grpc.Client | undefined;
  const { path, requestSerialize, responseDeserialize } = warehouse.CountStock as ShopMethod;
  return {
    ask(call, reply) {
      channel ??= new grpc.Client(`127.0.0.1:${port()}`, grpc.credentials.createInsecure(), {
        'grpc.enable_http_proxy': 0,
        'grpc.service_config_disable_resolution': 1,
        'grpc.use_local_subchannel_pool': 1,
        'grpc.enable_channelz': 0,
        'grpc.enable_retries': 0,
      });
      // `parent` hands the deadline and the cancellation on; without it this call would go on when its reason is gone.
      channel.makeUnaryRequest(path, requestSerialize, responseDeserialize, call.request, { parent: call as never }, (problem, stock) => {
        if (call.cancelled) return;
        if (problem === null) reply(null, stock ?? {});
        else reply({ code: problem.code, details: `the warehouse: ${problem.details}` });
      });
    },
    count(call, reply) {
      const deadline = call.getDeadline();
      const until = deadline === Number.POSITIVE_INFINITY ? 'without a deadline' : 'with the deadline of the caller of its caller';
      say('accepted', `CountStock ${until}: works for ${work} ms`);
      let answered = false;
      const timer = setTimeout(() => {
        answered = true;
        timers.delete(timer);
        const product = shop.product(call.request.id);
        if (product === undefined) reply({ code: grpc.status.NOT_FOUND, details: `there is no ${call.request.id}` });
        else reply(null, { productId: product.id, pieces: product.stock });
      }, work);
      timers.add(timer);
      // The library says so at the end of every call, also of one that was answered.
      call.on('cancelled', () => {
        clearTimeout(timer);
        if (timers.delete(timer) && !answered) say('cancelled', 'CountStock: nobody waits any more, the work is stopped');
      });
    },
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      channel?.close();
    },
  };
}
