// The shop as a gRPC service: its .proto, and a server over grpc-js. The proto3 text is a string, so that it is part of the
// bundle and can be handed to a person.
import grpc from '@grpc/grpc-js';
import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import type { ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import type { ProtoFile } from './grpc-descriptor.ts';
import { schemaOf } from './grpc-proto.ts';
import { addReflection, withReflection } from './grpc-reflection.ts';
import type { Shop } from './shop.ts';

export const SHOP_PROTO = `syntax = "proto3";
package wirewise;

service Shop {
  rpc ListProducts(ListRequest) returns (Products);
  rpc ListCategories(Nothing) returns (Categories);
  rpc GetProduct(Id) returns (Product);
  rpc GetCategory(Id) returns (Category);
  rpc ListReviews(Id) returns (Reviews);
  rpc GetCustomer(Id) returns (Customer);
  rpc ListOrders(ListRequest) returns (Orders);
  rpc GetStats(Nothing) returns (Stats);
  rpc PlaceOrder(NewOrder) returns (Order);
  // One message for each product, as fast as the caller reads.
  rpc ExportProducts(ListRequest) returns (stream Product);
}

message Nothing {}
message Id { uint32 id = 1; }
message ListRequest { uint32 limit = 1; string sort = 2; }
message NewOrder { uint32 productId = 1; uint32 quantity = 2; }
message Products { repeated Product items = 1; }
message Categories { repeated Category items = 1; }
message Reviews { repeated Review items = 1; }
message Orders { repeated Order items = 1; }
message Category { uint32 id = 1; string name = 2; string description = 3; }
message Product {
  uint32 id = 1;
  string sku = 2;
  string name = 3;
  string description = 4;
  uint32 priceCents = 5;
  uint32 stock = 6;
  uint32 rating = 7;
  uint32 reviewCount = 8;
  uint32 weightGrams = 9;
  uint32 categoryId = 10;
  uint32 version = 11;
}
message Review { uint32 id = 1; uint32 productId = 2; uint32 customerId = 3; uint32 stars = 4; string text = 5; }
message Customer { uint32 id = 1; string name = 2; string city = 3; uint32 since = 4; }
message Order { uint32 id = 1; uint32 customerId = 2; uint32 productId = 3; uint32 quantity = 4; uint32 totalCents = 5; }
message Stats { uint32 products = 1; uint32 orders = 2; uint32 customers = 3; }
`;

export type ShopMethod = MethodDefinition<object, object>;

export interface ShopProto {
  readonly service: Readonly<Record<string, ShopMethod>>;
  readonly schema: ProtoSchema;
  readonly file: ProtoFile;
}

/** Parses SHOP_PROTO: methods for grpc-js, names for the tap's decoder. */
export function parseShopProto(): ShopProto {
  const { root } = protobuf.parse(SHOP_PROTO, { keepCase: true });
  root.resolveAll();
  const definition = fromJSON(root.toJSON({ keepComments: false }), { longs: Number, defaults: true, keepCase: true });
  const service = definition['wirewise.Shop'] as unknown as Readonly<Record<string, ShopMethod>>;
  const [descriptor = new Uint8Array(0)] = service.GetProduct?.requestType.fileDescriptorProtos ?? [];
  return { service, schema: withReflection(schemaOf(root)), file: { name: 'shop.proto', descriptor } };
}

export interface ShopGrpcServer extends Disposable {
  take(socket: import('node:net').Socket): void;
}

/** Takes HTTP/2 connections. `work`: milliseconds before GetStats answers, for deadlines. */
export function createShopGrpc(shop: Shop, { service, file }: ShopProto, work: number): ShopGrpcServer {
  const server = new grpc.Server({ 'grpc.enable_channelz': 0 });
  const timers = new Set<ReturnType<typeof setTimeout>>();
  type Asked = {
    readonly id: number;
    readonly limit: number;
    readonly sort: string;
    readonly productId: number;
    readonly quantity: number;
  };
  const unary =
    (answer: (asked: Asked) => object | undefined): grpc.handleUnaryCall<Asked, object> =>
    (call, reply) => {
      const found = answer(call.request);
      if (found === undefined) reply({ code: grpc.status.NOT_FOUND, details: `there is no ${call.request.id || call.request.productId}` });
      else reply(null, found);
    };
  const limited = (limit: number) => Math.min(120, limit === 0 ? 20 : limit);
  const products = ({ limit, sort }: Asked) => shop.products({ limit: limited(limit), sort: sort === 'rating' ? 'rating' : 'id' });
  server.addService(service as unknown as grpc.ServiceDefinition, {
    ListProducts: unary((asked) => ({ items: products(asked) })),
    ListCategories: unary(() => ({ items: shop.categories() })),
    GetProduct: unary(({ id }) => shop.product(id)),
    GetCategory: unary(({ id }) => shop.category(id)),
    ListReviews: unary(({ id }) => ({ items: shop.reviews([id], 3) })),
    GetCustomer: unary(({ id }) => shop.customer(id)),
    ListOrders: unary(({ limit }) => ({ items: shop.orders(limited(limit)) })),
    PlaceOrder: unary(({ productId, quantity }) => shop.order(productId, quantity)),
    GetStats: ((call, reply) => {
      if (work === 0) return reply(null, shop.stats());
      const timer = setTimeout(() => {
        timers.delete(timer);
        reply(null, shop.stats());
      }, work);
      timers.add(timer);
      call.on('cancelled', () => {
        clearTimeout(timer);
        timers.delete(timer);
      });
    }) as grpc.handleUnaryCall<Asked, object>,
    ExportProducts: ((call) => {
      for (const product of products(call.request)) call.write(product);
      call.end();
    }) as grpc.handleServerStreamingCall<Asked, object>,
  });
  addReflection(server, [file]);
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  return {
    take: (socket) => injector.injectConnection(socket),
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
      server.forceShutdown();
    },
  };
}
