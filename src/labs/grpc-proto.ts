// The .proto of the gRPC lab, and what is made of it when the lab starts: a service for grpc-js, and the names by which the
// tap's decoder calls fields. The text is a string, so that it is part of the bundle and can be handed to a person.
import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import type { FieldShape, ProtoSchema, ProtoType } from '../wire/decode/protobuf-schema.ts';
import type { ProtoFile } from './grpc-descriptor.ts';

export const FEED_PROTO = `syntax = "proto3";
package wirewise;

// A feed of prices, and one method for each of the four kinds of call.
service Feed {
  // Unary: one message each way.
  rpc Latest(LatestRequest) returns (Quote);
  // Server streaming: one request, as many answers as there are.
  rpc Follow(FollowRequest) returns (stream Quote);
  // Client streaming: as many messages as the client has, one answer.
  rpc Report(stream Reading) returns (Summary);
  // Bidirectional: two streams that do not wait for each other.
  rpc Talk(stream Note) returns (stream Note);
}

message LatestRequest {
  string symbol = 1;
}

message FollowRequest {
  // Quotes with a higher id are sent first, as far as the server has kept them. 0: only what is new.
  // gRPC has nothing like it: this field is how this service lets a caller resume.
  uint32 since = 1;
}

message Instrument {
  string symbol = 1;
}

message Quote {
  uint32 id = 1;
  uint64 at = 2;
  Instrument instrument = 3;
  double price = 4;
  string pad = 5;
}

message Reading {
  sint32 value = 1;
}

message Summary {
  uint32 count = 1;
  sint32 sum = 2;
}

message Note {
  string text = 1;
}
`;

export interface Quote {
  readonly id: number;
  readonly at: number;
  readonly instrument: { readonly symbol: string } | null;
  readonly price: number;
  readonly pad: string;
}

/** A method with its names and its ways from and to bytes. */
type Method<Request, Response> = MethodDefinition<Request, Response>;

export interface FeedService {
  readonly Latest: Method<{ symbol: string }, Quote>;
  readonly Follow: Method<{ since: number }, Quote>;
  readonly Report: Method<{ value: number }, { count: number; sum: number }>;
  readonly Talk: Method<{ text: string }, { text: string }>;
}

export interface FeedProto {
  readonly service: FeedService;
  readonly schema: ProtoSchema;
  /** The file as a descriptor, for libraries that begin there. */
  readonly file: ProtoFile;
}

/** Parses FEED_PROTO. */
export function parseFeedProto(): FeedProto {
  const { root } = protobuf.parse(FEED_PROTO);
  root.resolveAll();
  const definition = fromJSON(root.toJSON(), { longs: Number, defaults: true });
  const service = definition['wirewise.Feed'] as unknown as FeedService;
  const [descriptor = new Uint8Array(0)] = service.Latest.requestType.fileDescriptorProtos;
  return { service, schema: schemaOf(root), file: { name: 'feed.proto', descriptor } };
}

/** Every message, enum and method beneath a namespace, by full name. */
export function schemaOf(namespace: protobuf.NamespaceBase): ProtoSchema {
  const messages: Record<string, Record<number, FieldShape>> = {};
  const enums: Record<string, Readonly<Record<number, string>>> = {};
  const methods: Record<string, { request: string; response: string }> = {};
  const name = (object: protobuf.ReflectionObject | null) => object?.fullName.slice(1) ?? '';
  const visit = (object: protobuf.ReflectionObject) => {
    if (object instanceof protobuf.Type)
      messages[name(object)] = Object.fromEntries(object.fieldsArray.map((field) => [field.id, shapeOf(field)]));
    if (object instanceof protobuf.Enum) enums[name(object)] = { ...object.valuesById };
    if (object instanceof protobuf.Service) {
      for (const method of object.methodsArray) {
        method.resolve();
        methods[`/${name(object)}/${method.name}`] = {
          request: name(method.resolvedRequestType),
          response: name(method.resolvedResponseType),
        };
      }
    }
    if (object instanceof protobuf.Namespace) for (const inner of object.nestedArray) visit(inner);
  };
  visit(namespace);
  return { messages, enums, methods };
}

function shapeOf(field: protobuf.Field): FieldShape {
  const { name, resolvedType, repeated } = field.resolve();
  const list = repeated ? ({ repeated: true } as const) : {};
  if (resolvedType === null) return { name, type: field.type as ProtoType, ...list };
  const type = resolvedType instanceof protobuf.Enum ? 'enum' : 'message';
  return { name, type, typeName: resolvedType.fullName.slice(1), ...list };
}
