import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { parseFeedProto, schemaOf } from '../../src/labs/grpc-proto.ts';
import { messageText, readProtobuf } from '../../src/wire/decode/protobuf.ts';

describe('the .proto of the lab', () => {
  const proto = parseFeedProto();

  it('gives the decoder the names of messages, fields and methods', () => {
    expect(proto.schema.methods['/wirewise.Feed/Follow']).toEqual({ request: 'wirewise.FollowRequest', response: 'wirewise.Quote' });
    expect(Object.keys(proto.schema.methods)).toHaveLength(4);
    expect(proto.schema.messages['wirewise.Quote']).toEqual({
      1: { name: 'id', type: 'uint32' },
      2: { name: 'at', type: 'uint64' },
      3: { name: 'instrument', type: 'message', typeName: 'wirewise.Instrument' },
      4: { name: 'price', type: 'double' },
      5: { name: 'pad', type: 'string' },
    });
  });

  it('gives grpc-js a service whose bytes the decoder reads by name', () => {
    const { path, responseSerialize, requestStream, responseStream } = proto.service.Follow;
    expect([path, requestStream, responseStream]).toEqual(['/wirewise.Feed/Follow', false, true]);
    const bytes = responseSerialize({ id: 3, at: 300, instrument: { symbol: 'ACME' }, price: 104.25, pad: '' });
    expect(messageText(readProtobuf(bytes, proto.schema, 'wirewise.Quote').fields)).toMatch(
      /^id: 3 at: 300 instrument \{ symbol: "ACME" \} price: 104\.25/,
    );
  });
});

it('finds what is nested, enums too', () => {
  const { root } = protobuf.parse(
    'syntax = "proto3"; package a; message M { enum E { NO = 0; YES = 1; } message N { E e = 7; } N n = 2; }',
  );
  root.resolveAll();
  expect(schemaOf(root)).toEqual({
    messages: {
      'a.M': { 2: { name: 'n', type: 'message', typeName: 'a.M.N' } },
      'a.M.N': { 7: { name: 'e', type: 'enum', typeName: 'a.M.E' } },
    },
    enums: { 'a.M.E': { 0: 'NO', 1: 'YES' } },
    methods: {},
  });
});
