// Reflection, used by a client that knows no .proto: it asks, and calls by what it was told. Descriptors are read by
// @bufbuild/protobuf, which refuses what does not hold together; the wire by the tap, which names the messages.
import { create, createFileRegistry, fromBinary, fromJsonString, toBinary, toJson } from '@bufbuild/protobuf';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import grpc from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import type { LABS } from '../../src/labs/index.ts';
import { serveForTest } from './serve-for-test.ts';

/** The records of a message by field number, as bytes. */
function records(bytes: Uint8Array): ReadonlyMap<number, readonly Uint8Array[]> {
  const reader = new BinaryReader(bytes);
  const found = new Map<number, Uint8Array[]>();
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (type !== WireType.LengthDelimited) reader.skip(type, field);
    else found.set(field, [...(found.get(field) ?? []), reader.bytes()]);
  }
  return found;
}
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const asIs = (bytes: Uint8Array) => Buffer.from(bytes);

/** A client that has the address and nothing else. */
function stranger(port: number, version: string) {
  const channel = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  const path = `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`;
  /** Asks one question in a stream of its own; gives the response's records. */
  const ask = (field: number, value: string) =>
    new Promise<ReadonlyMap<number, readonly Uint8Array[]>>((resolve, reject) => {
      const stream = channel.makeBidiStreamRequest(path, asIs, (bytes: Buffer) => bytes);
      stream.on('data', (bytes: Buffer) => resolve(records(bytes)));
      stream.on('error', reject);
      stream.write(new BinaryWriter().tag(field, WireType.LengthDelimited).string(value).finish());
      stream.end();
    });
  return {
    services: async () => (records((await ask(7, '')).get(6)?.[0] as Uint8Array).get(1) ?? []).map((one) => text(records(one).get(1)?.[0])),
    file: async (symbol: string) => records((await ask(4, symbol)).get(4)?.[0] as Uint8Array).get(1)?.[0] as Uint8Array,
    error: async (field: number, value: string) => text(records((await ask(field, value)).get(7)?.[0] as Uint8Array).get(2)?.[0]),
    /** The first answer of a method, in and out as JSON. */
    async call(service: string, method: string, request: string): Promise<unknown> {
      const file = fromBinary(FileDescriptorProtoSchema, await this.file(service));
      const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] }));
      const described = registry.getService(service)?.methods.find(({ name }) => name === method);
      if (described === undefined) throw new Error(`${service} has no ${method}`);
      const bytes = toBinary(described.input, fromJsonString(described.input, request));
      const answer = await new Promise<Uint8Array>((resolve, reject) => {
        const stream = channel.makeServerStreamRequest(`/${service}/${method}`, asIs, (one: Buffer) => one, bytes);
        stream.on('data', (one: Buffer) => {
          resolve(one);
          stream.cancel();
        });
        stream.on('error', reject);
      });
      return toJson(described.output, fromBinary(described.output, answer));
    },
    [Symbol.dispose]: () => channel.close(),
  };
}

const portOf = (url: string) => Number(new URL(url).port);
const CASES: readonly (readonly [keyof typeof LABS, string, string, string, object])[] = [
  ['api-styles', 'wirewise.Shop', 'GetProduct', '{"id":7}', { id: 7, sku: 'WW-1007' }],
  ['grpc', 'wirewise.Shop', 'ExportProducts', '{"limit":3}', { id: 1 }],
  ['grpc-streaming', 'wirewise.Feed', 'Follow', '{}', { instrument: { symbol: expect.stringMatching(/^[A-Z]{4}$/) } }],
];

describe.each(CASES)('%s', (lab, service, method, request, wanted) => {
  it.each(['v1', 'v1alpha'])(`tells %s what it serves, enough to call ${method}`, async (version) => {
    await using server = await serveForTest(lab);
    using client = stranger(portOf(server.url), version);
    const own = lab === 'grpc-streaming' ? [service] : [service, 'wirewise.Warehouse', 'wirewise.Items'];
    expect(await client.services()).toEqual([...own, 'grpc.reflection.v1.ServerReflection', 'grpc.reflection.v1alpha.ServerReflection']);
    expect(await client.call(service, method, request)).toMatchObject(wanted);
    const asked = await server.first('grpc:message', ({ data }) => data.text.includes(`file_containing_symbol: "${service}"`));
    expect(asked.data.type).toBe(`grpc.reflection.${version}.ServerReflectionRequest`);
  });
});

it('finds a method and a message by name, and says what it does not have', async () => {
  await using server = await serveForTest('grpc');
  using client = stranger(portOf(server.url), 'v1');
  const file = await client.file('wirewise.Shop');
  expect(await client.file('wirewise.Shop.GetProduct')).toEqual(file);
  expect(await client.file('wirewise.Product')).toEqual(file);
  expect(await client.error(4, 'wirewise.Nobody')).toBe('there is no symbol wirewise.Nobody');
  expect(await client.error(3, 'nobody.proto')).toBe('there is no file nobody.proto');
  expect(await client.error(6, 'wirewise.Product')).toContain('no extensions');
});
