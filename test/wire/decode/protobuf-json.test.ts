// Our JSON of a message against that of @bufbuild/protobuf, which implements ProtoJSON.
import { create, createFileRegistry, fromBinary, toJsonString } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { expect, it } from 'vitest';
import { completeFile } from '../../../src/labs/grpc-descriptor.ts';
import { parseFeedProto } from '../../../src/labs/grpc-proto.ts';
import { parseShopProto } from '../../../src/labs/shop-grpc.ts';
import { readProtobuf } from '../../../src/wire/decode/protobuf.ts';
import { protoJson } from '../../../src/wire/decode/protobuf-json.ts';
import { fromHex } from './feed.ts';

const FEED = parseFeedProto();
const SHOP = parseShopProto();

it.each([
  [
    FEED,
    'wirewise.Quote',
    FEED.service.Latest.responseSerialize({ id: 3, at: 2 ** 40, instrument: { symbol: 'ACME' }, price: 104.25, pad: '"' }),
  ],
  [FEED, 'wirewise.Summary', FEED.service.Report.responseSerialize({ count: 2, sum: -7 })],
  [SHOP, 'wirewise.Reviews', SHOP.service.ListReviews?.responseSerialize({ items: [{ id: 1, stars: 5, text: 'Grüße' }, { id: 2 }] })],
  [SHOP, 'wirewise.Reviews', fromHex('')],
] as const)('%#: a message of %s as another library writes it', ({ file, schema }, type, bytes) => {
  const message = createFileRegistry(create(FileDescriptorSetSchema, { file: [completeFile(file)] })).getMessage(type);
  if (message === undefined || bytes === undefined) throw new Error(type);
  // proto-loader writes defaults too; in JSON they are left out, and here shown, for they were on the wire.
  const shown = JSON.parse(protoJson(readProtobuf(bytes, schema, type).fields, schema, type)) as object;
  expect(withoutDefaults(shown)).toEqual(JSON.parse(toJsonString(message, fromBinary(message, bytes))));
});

it('leaves out what the schema does not know, and writes names in lowerCamelCase', () => {
  const schema = { messages: { M: { 1: { name: 'price_cents', type: 'uint32' } } }, enums: {}, methods: {} } as const;
  const { fields } = readProtobuf(fromHex('08 05 10 07'), schema, 'M');
  expect(protoJson(fields, schema, 'M')).toBe('{"priceCents":5}');
});

function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== 0 && inner !== '' && inner !== '0');
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutDefaults(inner)]));
}
