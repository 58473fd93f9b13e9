// One .proto in two versions: the old one, and the new one by a change of one's choice. Both are used for real, each by one
// side, so what a change does to who has the other version is seen and not told.
import { fromJSON } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import type { ProtoSchema } from '../wire/decode/protobuf-schema.ts';
import type { ProtoFile } from './grpc-descriptor.ts';
import { schemaOf } from './grpc-proto.ts';

export const CHANGES = ['add', 'renumber', 'rename', 'remove'] as const;
export type Change = (typeof CHANGES)[number];
/** The change that a setting names. */
export const changeOf = (value: unknown): Change => CHANGES.find((change) => change === value) ?? 'add';
export type Version = 'old' | 'new';
/** Which of the two servers is meant. */
export const VERSION_HEADER = 'x-deployed';
export const ITEMS = 'wirewise.Items';

const file = (item: string) => `syntax = "proto3";
package wirewise;
service Items {
  rpc Get(ItemId) returns (Item);
  rpc Put(Item) returns (Item);
}
message ItemId { uint32 id = 1; }
message Item { ${item} }
`;
const OLD_ITEMS = file('uint32 id = 1; string name = 2; uint32 priceCents = 3;');
const NEW_ITEMS: Readonly<Record<Change, string>> = {
  add: file('uint32 id = 1; string name = 2; uint32 priceCents = 3; uint32 weightGrams = 4;'),
  // The number of the price is given to something else: what one must never do.
  renumber: file('uint32 id = 1; string name = 2; uint32 weightGrams = 3; uint32 priceCents = 4;'),
  rename: file('uint32 id = 1; string title = 2; uint32 priceCents = 3;'),
  remove: file('uint32 id = 1; string name = 2; reserved 3; reserved "priceCents";'),
};

/** The text of a version. */
export const itemsProto = (version: Version, change: Change): string => (version === 'old' ? OLD_ITEMS : NEW_ITEMS[change]);

/** A version, parsed. */
export function parseItems(text: string): { readonly root: protobuf.Root; readonly file: ProtoFile } {
  const { root } = protobuf.parse(text, { keepCase: true });
  root.resolveAll();
  const methods = fromJSON(root.toJSON(), { keepCase: true })[ITEMS] as unknown as Readonly<
    Record<string, { requestType: { fileDescriptorProtos: Buffer[] } }>
  >;
  const [descriptor = new Uint8Array(0)] = methods.Get?.requestType.fileDescriptorProtos ?? [];
  return { root, file: { name: 'items.proto', descriptor } };
}

/** What an observer with the old .proto knows: the tap of the lab. */
export const oldItemsSchema = (): ProtoSchema => schemaOf(parseItems(OLD_ITEMS).root);
export const oldItemsFile = (): ProtoFile => parseItems(OLD_ITEMS).file;
