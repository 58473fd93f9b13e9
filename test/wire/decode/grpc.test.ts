import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallSide, createGrpcReader } from '../../../src/wire/decode/grpc.ts';
import type { ProtoSchema } from '../../../src/wire/decode/protobuf-schema.ts';
import type { Fact } from '../../../src/wire/event.ts';
import { DOWN, fromHex, named } from './feed.ts';

const schema: ProtoSchema = {
  messages: {
    'a.Quote': { 1: { name: 'id', type: 'uint32' }, 3: { name: 'instrument', type: 'message', typeName: 'a.Instrument' } },
    'a.Instrument': { 1: { name: 'symbol', type: 'string' } },
  },
  enums: {},
  methods: {},
};
const SIDE: CallSide = {
  flow: DOWN,
  stream: 1,
  method: '/a.Feed/Follow',
  type: 'a.Quote',
  schema,
  encoding: 'identity',
  protocol: 'grpc',
  codec: 'proto',
};
/** id 3, instrument { symbol "ACME" } */
const QUOTE = Buffer.from(fromHex('08 03 1a 06 0a 04 41 43 4d 45'));
const enveloped = (flags: number, body: Uint8Array) => {
  const prefix = Buffer.alloc(5);
  prefix[0] = flags;
  prefix.writeUInt32BE(body.length, 1);
  return Buffer.concat([prefix, body]);
};
const read = (bytes: Uint8Array, side: Partial<CallSide> = {}, sizes: readonly number[] = [bytes.length || 1]): Fact[] => {
  const reader = createGrpcReader({ ...SIDE, ...side });
  const facts: Fact[] = [];
  for (let at = 0, turn = 0; at < bytes.length; ) {
    const size = sizes[turn++ % sizes.length] as number;
    facts.push(...reader.push(bytes.slice(at, at + size)));
    at += size;
  }
  return [...facts, ...reader.end()];
};

describe('a message', () => {
  it('has prefix and fields at their places, nested ones with a dotted name, and size 0', () => {
    const [fact, ...more] = read(enveloped(0, QUOTE));
    expect(more).toEqual([]);
    expect(fact).toMatchObject({
      name: 'grpc:message',
      size: 0,
      data: {
        stream: 1,
        method: '/a.Feed/Follow',
        type: 'a.Quote',
        compressed: false,
        length: 10,
        text: 'id: 3 instrument { symbol: "ACME" }',
      },
    });
    expect(fact?.fields?.map(({ name, offset, length, value }) => [name, offset, length, value])).toEqual([
      ['flags', 0, 1, '0x00'],
      ['length', 1, 4, '10 bytes'],
      ['as JSON', 0, 0, '39 bytes, not 10'],
      ['id', 5, 2, '3'],
      ['instrument', 7, 8, 'a message'],
      ['instrument.symbol', 9, 6, '"ACME"'],
    ]);
    expect(fact?.raw).toBe(enveloped(0, QUOTE).toString('hex'));
  });

  it('may be empty', () => {
    expect(named(read(enveloped(0, new Uint8Array(0))), 'grpc:message').map(({ data }) => [data.length, data.text])).toEqual([[0, '']]);
  });

  it('that is compressed is undone with grpc-encoding, its fields shown on the whole of it', () => {
    const body = gzipSync(QUOTE);
    const [fact] = read(enveloped(1, body), { encoding: 'gzip' });
    expect(fact?.data).toMatchObject({ compressed: true, length: body.length, text: 'id: 3 instrument { symbol: "ACME" }' });
    expect(fact?.fields?.[3]).toMatchObject({ name: 'id', offset: 5, length: body.length });
  });

  it.each([
    ['snappy', QUOTE, "compressed as 'snappy', which is not undone here"],
    ['gzip', QUOTE, 'not inflated: no gzip data'],
    ['gzip', gzipSync(new Uint8Array(3_000_000)), 'longer than is kept'],
  ])('compressed with %s that cannot be undone says why', (encoding, body, words) => {
    expect(named(read(enveloped(1, body), { encoding }), 'grpc:message')[0]?.data.text).toContain(words);
  });

  it('longer than is kept is counted, not held', () => {
    const [fact] = read(enveloped(0, new Uint8Array(1_500_000)));
    expect(fact?.data).toMatchObject({ length: 1_500_000, text: 'longer than is kept: not read' });
  });

  it('that is damaged is shown as far as it goes', () => {
    expect(named(read(enveloped(0, QUOTE.subarray(0, 4))), 'grpc:message')[0]?.data.text).toBe('id: 3 (field 3 ends beyond its message)');
  });
});

describe('a stream of messages', () => {
  it('that ends inside one says what is missing', () => {
    expect(read(enveloped(0, QUOTE).subarray(0, 8))).toMatchObject([
      { name: 'raw:bytes', size: 0, data: { reason: expect.stringContaining('10 bytes, 7 are missing') } },
    ]);
    expect(read(fromHex('00 00'))).toMatchObject([{ data: { reason: expect.stringContaining('inside the prefix') } }]);
  });

  it('with flags that gRPC does not have is left alone from there', () => {
    const facts = read(Buffer.concat([enveloped(0, QUOTE), enveloped(0x42, QUOTE), enveloped(0, QUOTE)]));
    expect(facts.map(({ name }) => name)).toEqual(['grpc:message', 'raw:bytes']);
  });

  it('gives the same facts however it is split', () => {
    const bytes = Buffer.concat([
      enveloped(0, QUOTE),
      enveloped(1, gzipSync(QUOTE)),
      enveloped(0, Buffer.alloc(0)),
      enveloped(0, QUOTE.subarray(3)),
    ]);
    const whole = read(bytes, { encoding: 'gzip' });
    expect(named(whole, 'grpc:message')).toHaveLength(4);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        expect(read(bytes, { encoding: 'gzip' }, sizes)).toEqual(whole);
      }),
    );
  });

  it('of whatever bytes throws nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(enveloped(0, QUOTE)), fc.constant(enveloped(1, QUOTE))), {
          maxLength: 6,
        }),
        fc.constantFrom('grpc', 'grpc-web', 'connect'),
        fc.constantFrom('proto', 'json'),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
        (parts, protocol, codec, sizes) => {
          const bytes = Buffer.concat(parts);
          const side = { protocol, codec, encoding: 'gzip' } as Partial<CallSide>;
          expect(read(bytes, side, sizes)).toEqual(read(bytes, side));
        },
      ),
    );
  });
});

describe('how a call ends', () => {
  it('gRPC-Web puts the trailers into a last message', () => {
    const trailers = Buffer.from('grpc-status: 5\r\nGrpc-Message:no%20such\r\n');
    const facts = read(Buffer.concat([enveloped(0, QUOTE), enveloped(0x80, trailers)]), { protocol: 'grpc-web' });
    expect(facts.at(-1)).toMatchObject({
      name: 'grpc:status',
      size: 0,
      data: { stream: 1, method: '/a.Feed/Follow', code: 5, status: 'NOT_FOUND', message: 'no such' },
    });
  });

  it('Connect puts JSON into it', () => {
    const end = (text: string) => named(read(enveloped(2, Buffer.from(text)), { protocol: 'connect' }), 'grpc:status')[0]?.data;
    expect(end('{}')).toMatchObject({ code: 0, status: 'OK' });
    expect(end('{"error":{"code":"unavailable","message":"gone"}}')).toMatchObject({ code: 14, message: 'gone' });
    expect(end('nonsense')).toMatchObject({ code: 2, status: 'UNKNOWN' });
  });

  it('Connect messages in JSON are shown as they are', () => {
    const [fact] = read(enveloped(0, Buffer.from('{"id":3}')), { protocol: 'connect', codec: 'json' });
    expect(fact?.data).toMatchObject({ text: '{"id":3}' });
  });

  it('trailers that say no status, or no number, are UNKNOWN', () => {
    for (const text of ['', 'grpc-status: x\r\n', 'a: b\r\n'])
      expect(named(read(enveloped(0x80, Buffer.from(text)), { protocol: 'grpc-web' }), 'grpc:status')[0]?.data.code).toBe(2);
  });
});
