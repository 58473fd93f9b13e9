// How a side that has one version of the .proto reads a message, with a library that keeps what it does not know or one that
// does not. Loaded with the first call.
import { type DescMessage, type DescService, fromBinary, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import { ITEMS, parseItems } from './evolution-proto.ts';
import { serviceOf } from './grpc-descriptor.ts';

/** A message as a side has read it: its fields by name, with defaults for what did not come, and the way back to bytes. */
export interface ReadItem {
  readonly fields: JsonValue;
  /** The message as it would be sent on: with what this side does not know, if its library keeps that. */
  readonly again: Uint8Array;
}
export interface Codec {
  readonly service: DescService;
  readonly item: DescMessage;
  read(bytes: Uint8Array): ReadItem;
}

/** Fields in words, the last first: what two versions differ in stands at the end of ours. */
export const fieldsText = (fields: JsonValue): string =>
  Object.entries(fields ?? {})
    .reverse()
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ');

/** A side that has one version. `keeps`: with @bufbuild/protobuf, which keeps unknown fields; else with protobufjs, which does not. */
export function createCodec(text: string, keeps: boolean): Codec {
  const { root, file: described } = parseItems(text);
  const service = serviceOf(described, ITEMS);
  const [get] = service.methods;
  if (get === undefined) throw new Error('the .proto of the items has no method Get');
  const item = get.output;
  const dropping = root.lookupType('wirewise.Item');
  return {
    service,
    item,
    read(bytes) {
      if (!keeps) {
        const message = dropping.decode(bytes);
        return { fields: dropping.toObject(message, { defaults: true }) as JsonValue, again: dropping.encode(message).finish() };
      }
      const message = fromBinary(item, bytes);
      return { fields: toJson(item, message, { alwaysEmitImplicit: true }), again: toBinary(item, message) };
    },
  };
}
