// Two deployed versions of one service; a header of the call says which of them is meant, as a canary release would route it.
import type { RequestListener } from 'node:http';
import { create, fromBinary, type MessageInitShape, toBinary, toJson } from '@bufbuild/protobuf';
import { connectNodeAdapter } from '@connectrpc/connect-node';
import { type Codec, createCodec, fieldsText } from './evolution-codec.ts';
import { type Change, itemsProto, VERSION_HEADER, type Version } from './evolution-proto.ts';
import type { Shop } from './shop.ts';

const versionOf = (value: unknown): Version => (value === 'new' ? 'new' : 'old');

export interface Evolution {
  readonly get: (bytes: Uint8Array, version: unknown) => Uint8Array;
  readonly put: (bytes: Uint8Array, version: unknown) => Uint8Array;
  /** The same by Connect, for JSON. */
  readonly overHttp1: RequestListener;
}

/** Both versions over one shop; says what a Put has brought, as the version that got it understands it. */
export function createEvolution(shop: Shop, change: Change, say: (state: string, detail: string) => void): Evolution {
  const codecs: Readonly<Record<Version, Codec>> = {
    old: createCodec(itemsProto('old', change), true),
    new: createCodec(itemsProto('new', change), true),
  };
  const itemOf = ({ item }: Codec, id: number) => {
    const product = shop.product(id);
    const all = { id, name: product?.name, title: product?.name, priceCents: product?.priceCents, weightGrams: product?.weightGrams };
    const known = item.fields.map(({ localName }) => [localName, all[localName as keyof typeof all]]);
    return create(item, Object.fromEntries(known) as MessageInitShape<typeof item>);
  };
  const stored = ({ item }: Codec, version: Version, message: ReturnType<typeof itemOf>) => {
    say('stores', `${fieldsText(toJson(item, message, { alwaysEmitImplicit: true }))}: the ${version} server, of what came back`);
    return message;
  };
  const handlers = (['old', 'new'] as const).map((version) => {
    const codec = codecs[version];
    const methods = {
      get: ({ id }: { id: number }) => itemOf(codec, id),
      put: (message: ReturnType<typeof itemOf>) => stored(codec, version, message),
    };
    return [version, connectNodeAdapter({ grpc: false, routes: (router) => void router.service(codec.service, methods as never) })];
  });
  const byVersion = Object.fromEntries(handlers) as Readonly<Record<Version, RequestListener>>;
  return {
    get(bytes, asked) {
      const codec = codecs[versionOf(asked)];
      const input = codec.service.methods[0]?.input;
      const id = input === undefined ? 0 : Number((fromBinary(input, bytes) as unknown as { id: number }).id);
      return toBinary(codec.item, itemOf(codec, id));
    },
    put(bytes, asked) {
      const version = versionOf(asked);
      const codec = codecs[version];
      return toBinary(codec.item, stored(codec, version, fromBinary(codec.item, bytes)));
    },
    overHttp1: (request, response) => byVersion[versionOf(request.headers[VERSION_HEADER])](request, response),
  };
}
