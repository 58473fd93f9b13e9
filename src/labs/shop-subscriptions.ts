// Orders as they are made, pushed to a client: GraphQL over server-sent events, and a tRPC subscription. One action begins to
// listen, and the same again leaves. Libraries are loaded with the first of them.
import type { LabContext } from './lab.ts';
import type { Order } from './shop.ts';
import type { ShopHttp } from './shop-http.ts';

/** What is heard of an order. */
type Placed = Pick<Order, 'id' | 'quantity' | 'totalCents'>;

interface Ears {
  heard(order: Placed): void;
  /** The subscription is gone and will not come back. */
  ended(why: string): void;
}

/** Resolves once the server has accepted, with what ends it. */
type Begin = (ears: Ears) => Promise<() => void>;

export interface Subscription extends Disposable {
  /** Begins, or ends what was begun; resolves with words on it. */
  toggle(): Promise<string>;
}

export function createSubscription({ emit, signal }: LabContext, begin: Begin): Subscription {
  let leave: (() => void) | undefined;
  let count = 0;
  const say = (state: string, detail: string) => {
    if (!signal.aborted)
      emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source: 'hook' });
  };
  const end = () => {
    leave?.();
    leave = undefined;
  };
  return {
    async toggle() {
      if (leave !== undefined) {
        end();
        return `left after ${count} ${count === 1 ? 'order' : 'orders'}`;
      }
      count = 0;
      leave = await begin({
        heard({ id, quantity, totalCents }) {
          count += 1;
          say('received', `order ${id}: ${quantity} for ${totalCents} cents, without asking`);
        },
        ended(why) {
          leave = undefined;
          say('ended', `the subscription is gone: ${why}`);
        },
      });
      return 'listening for orders';
    },
    [Symbol.dispose]: end,
  };
}

const words = (problem: unknown) => (problem instanceof Error ? problem.message : JSON.stringify(problem));

/** GraphQL over SSE, "distinct connections": a POST whose answer is an event stream. A break is mended by asking anew, from now on. */
export const listenByGraphql =
  (port: number, http: ShopHttp, query: string): Begin =>
  async ({ heard, ended }) => {
    const { createClient } = await import('graphql-sse');
    const client = createClient({ url: `http://127.0.0.1:${port}/graphql`, fetchFn: http.fetch, retry: async () => {} });
    return new Promise((resolve, reject) => {
      const leave = client.subscribe<{ readonly orderPlaced: Placed }>(
        { query },
        {
          next({ data, errors }) {
            if (data != null) heard(data.orderPlaced);
            else ended(words(errors?.[0]));
          },
          error(problem) {
            reject(new Error(words(problem)));
            ended(words(problem));
          },
          complete() {},
        },
        { connected: () => resolve(leave) },
      );
    });
  };

/** tRPC's subscription over SSE: EventSource comes back by itself with the id of the last order, and gets what it missed. */
export const listenByTrpc =
  (port: number, http: ShopHttp): Begin =>
  async ({ heard, ended }) => {
    const [{ createTRPCClient, httpSubscriptionLink }, { EventSource }] = await Promise.all([
      import('@trpc/client'),
      import('eventsource'),
    ]);
    const client = createTRPCClient<import('./shop-trpc.ts').ShopRouter>({
      links: [
        httpSubscriptionLink({
          url: `http://127.0.0.1:${port}/trpc`,
          EventSource,
          eventSourceOptions: { fetch: http.fetch },
        }),
      ],
    });
    return new Promise((resolve, reject) => {
      const { unsubscribe } = client.orderPlaced.subscribe(undefined, {
        onStarted: () => resolve(unsubscribe),
        onData: ({ data }) => heard(data),
        onError(problem) {
          reject(problem);
          ended(words(problem));
        },
      });
    });
  };
