// The shop as a gRPC service: its .proto, and a server over grpc-js. The proto3 text is a string, so that it is part of the
// bundle and can be handed to a person.
import grpc from '@grpc/grpc-js';
import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { joinSchemas, type ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import { addEvolution } from './evolution-calls.ts';
import { oldItemsFile, oldItemsSchema } from './evolution-proto.ts';
import type { Evolution } from './evolution-server.ts';
import type { ProtoFile } from './grpc-descriptor.ts';
import { schemaOf } from './grpc-proto.ts';
import { addReflection, withReflection } from './grpc-reflection.ts';
import type { Shop } from './shop.ts';
import { createWarehouse } from './shop-warehouse.ts';

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
  rpc ExportProducts(ExportRequest) returns (stream Product);
  // The shop asks the warehouse, and tells it how long its own caller still waits.
  rpc GetAvailability(Id) returns (Stock);
}

service Warehouse {
  rpc CountStock(Id) returns (Stock);
}

message Nothing {}
message Stock { uint32 productId = 1; uint32 pieces = 2; }
message Id { uint32 id = 1; }
message ListRequest { uint32 limit = 1; string sort = 2; }
// times: how often the catalogue is gone through; 0 is once.
message ExportRequest { uint32 limit = 1; uint32 times = 2; }
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
export type ShopMethods = Readonly<Record<string, ShopMethod>>;

export interface ShopProto {
  readonly service: ShopMethods;
  readonly warehouse: ShopMethods;
  readonly schema: ProtoSchema;
  readonly file: ProtoFile;
}

/** Parses SHOP_PROTO: methods for grpc-js, names for the tap's decoder, the descriptor for everybody else. */
export function parseShopProto(): ShopProto {
  const { root } = protobuf.parse(SHOP_PROTO, { keepCase: true });
  root.resolveAll();
  const definition = fromJSON(root.toJSON({ keepComments: false }), { longs: Number, defaults: true, keepCase: true });
  const service = definition['wirewise.Shop'] as unknown as ShopMethods;
  const warehouse = definition['wirewise.Warehouse'] as unknown as ShopMethods;
  const [descriptor = new Uint8Array(0)] = service.GetProduct?.requestType.fileDescriptorProtos ?? [];
  return {
    service,
    warehouse,
    schema: withReflection(joinSchemas(schemaOf(root), oldItemsSchema())),
    file: { name: 'shop.proto', descriptor },
  };
}

/** What a call brings; each method looks at its own fields. */
export interface Asked {
  readonly id: number;
  readonly limit: number;
  readonly sort: string;
  readonly productId: number;
  readonly quantity: number;
  readonly times: number;
}

/** A call that cannot be answered, with its gRPC status. */
export interface Refused {
  readonly code: number;
  readonly details: string;
}
export const isRefused = (answer: object): answer is Refused => 'details' in answer;

/** How often a catalogue is exported at most, and from how many milliseconds on a full stream is worth a word. */
const MOST_TIMES = 10;
const A_WHILE = 50;

const limited = (limit: number) => Math.min(120, limit === 0 ? 20 : limit);
const productsFor = (shop: Shop, { limit, sort }: Asked) =>
  shop.products({ limit: limited(limit), sort: sort === 'rating' ? 'rating' : 'id' });

/** The methods that answer at once, in lowerCamelCase; gRPC, gRPC-Web and Connect all answer with them. */
export function answersOf(shop: Shop): Readonly<Record<string, (asked: Asked) => object>> {
  const orMissing = (found: object | undefined, id: number): object =>
    found ?? { code: grpc.status.NOT_FOUND, details: `there is no ${id}` };
  return {
    listProducts: (asked) => ({ items: productsFor(shop, asked) }),
    listCategories: () => ({ items: shop.categories() }),
    getProduct: ({ id }) => orMissing(shop.product(id), id),
    getCategory: ({ id }) => orMissing(shop.category(id), id),
    listReviews: ({ id }) => ({ items: shop.reviews([id], 3) }),
    getCustomer: ({ id }) => orMissing(shop.customer(id), id),
    listOrders: ({ limit }) => ({ items: shop.orders(limited(limit)) }),
    getStats: () => shop.stats(),
    placeOrder: ({ productId, quantity }) =>
      quantity === 0
        ? { code: grpc.status.INVALID_ARGUMENT, details: 'quantity: an order has at least one piece' }
        : orMissing(shop.order(productId, quantity), productId),
  };
}

export interface ShopGrpcServer extends Disposable {
  take(socket: import('node:net').Socket): void;
}

export interface ShopGrpcOptions {
  /** Milliseconds that the warehouse takes. */
  readonly work: number;
  /** Where the warehouse is called: through the tap, so that this call is seen too. */
  readonly port: () => number;
  say(state: string, detail: string): void;
  /** Two versions of one service, loaded when they are first called. */
  evolution(): Promise<Evolution>;
}

/** Takes HTTP/2 connections. */
export function createShopGrpc(shop: Shop, proto: ShopProto, options: ShopGrpcOptions): ShopGrpcServer {
  const server = new grpc.Server({ 'grpc.enable_channelz': 0 });
  const warehouse = createWarehouse(shop, proto, options);
  const unary = Object.entries(answersOf(shop)).map(([name, answer]): [string, grpc.handleUnaryCall<Asked, object>] => [
    name,
    (call, reply) => {
      const given = answer(call.request);
      if (isRefused(given)) reply(given);
      else reply(null, given);
    },
  ]);
  server.addService(proto.service as unknown as grpc.ServiceDefinition, {
    ...Object.fromEntries(unary),
    getAvailability: warehouse.ask,
    exportProducts: ((call) => exportTo(call, productsFor(shop, call.request), options)) as grpc.handleServerStreamingCall<Asked, object>,
  });
  server.addService(proto.warehouse as unknown as grpc.ServiceDefinition, { countStock: warehouse.count });
  addEvolution(server, options.evolution);
  addReflection(server, [proto.file, oldItemsFile()]);
  const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  return {
    take: (socket) => injector.injectConnection(socket),
    [Symbol.dispose]() {
      warehouse[Symbol.dispose]();
      server.forceShutdown();
    },
  };
}

/** Writes as fast as the reader reads: when the stream is full it waits for room, and says so if that takes a while. */
function exportTo(call: grpc.ServerWritableStream<Asked, object>, products: readonly object[], { say }: ShopGrpcOptions): void {
  const count = products.length * Math.min(MOST_TIMES, Math.max(1, call.request.times));
  let next = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const go = () => {
    clearTimeout(patience);
    while (next < count) {
      const room = call.write(products[next % products.length] as object);
      next += 1;
      if (room || next === count) continue;
      const written = next;
      patience = setTimeout(() => say('waits', `ExportProducts: written ${written} of ${count}, until the reader makes room`), A_WHILE);
      call.once('drain', go);
      return;
    }
    call.end();
  };
  call.on('cancelled', () => clearTimeout(patience));
  call.on('error', () => {}); // the reader has gone
  go();
}
