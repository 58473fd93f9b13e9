// The shop for those who cannot speak gRPC, a browser above all: its methods by Connect (JSON) and by gRPC-Web, over HTTP/1.1.
// Loaded with the first such call.
import http from 'node:http';
import type { DescService } from '@bufbuild/protobuf';
import { type Client, Code, ConnectError, createClient } from '@connectrpc/connect';
import { connectNodeAdapter, createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-node';
import { serviceOf } from './grpc-descriptor.ts';
import type { Shop } from './shop.ts';
import { type Asked, answersOf, isRefused, type ShopProto } from './shop-grpc.ts';
import { SHOWN } from './shop-screens.ts';

const SHOP = 'wirewise.Shop';

/** Answers what follows `/wirewise.Shop/` over HTTP/1.1, unary methods only. */
export function createShopWebHandler(shop: Shop, { file }: ShopProto): http.RequestListener {
  const methods = Object.entries(answersOf(shop)).map(([name, answer]) => [
    name,
    (asked: Asked) => {
      const given = answer(asked);
      if (isRefused(given)) throw new ConnectError(given.details, given.code);
      return given;
    },
  ]);
  return connectNodeAdapter({
    grpc: false,
    routes: (router) => void router.service(serviceOf(file, SHOP), Object.fromEntries(methods) as never),
  });
}

export interface ShopPage extends Disposable {
  /** Gets a product as a page would, and says what it is; throws a gRPC status in words. */
  product(protocol: 'connect' | 'grpc-web'): Promise<string>;
}

/** A client that does no more than a page could, through the tap at `port`. */
export function createShopPage(port: number, { file }: ShopProto): ShopPage {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 6 });
  const options = { baseUrl: `http://127.0.0.1:${port}`, httpVersion: '1.1', nodeOptions: { agent } } as const;
  return {
    async product(protocol) {
      const transport =
        protocol === 'connect' ? createConnectTransport({ ...options, useBinaryFormat: false }) : createGrpcWebTransport(options);
      const client = createClient(serviceOf(file, SHOP), transport) as Client<DescService> as unknown as {
        getProduct(asked: object): Promise<{ readonly name: string }>;
      };
      try {
        const { name } = await client.getProduct({ id: SHOWN });
        return protocol === 'connect' ? `${name}, as JSON over HTTP/1.1` : `${name}, as protobuf over HTTP/1.1, the status in the body`;
      } catch (problem) {
        const { code, rawMessage } = ConnectError.from(problem);
        throw new Error(`${code} ${Code[code]}: ${rawMessage}`);
      }
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}
