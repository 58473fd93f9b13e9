// Messages of gRPC inside whole connections, over HTTP/2 and over HTTP/1.1.
import hpack from 'hpack.js';
import { describe, expect, it } from 'vitest';
import { bodyReaderFor, isGrpc } from '../../../src/wire/decode/body-reader.ts';
import { createConnectionDecoder } from '../../../src/wire/decode/connection.ts';
import { PREFACE } from '../../../src/wire/decode/http2.ts';
import { NO_SCHEMA, type ProtoSchema } from '../../../src/wire/decode/protobuf-schema.ts';
import type { HeaderList } from '../../../src/wire/event.ts';
import {
  type Conversation,
  DOWN,
  expectAllAccounted,
  expectNoiseIsAccounted,
  expectSplitsDoNotMatter,
  feed,
  fromHex,
  named,
  UP,
} from './feed.ts';

const schema: ProtoSchema = {
  messages: { 'a.Ask': { 1: { name: 'since', type: 'uint32' } }, 'a.Quote': { 1: { name: 'id', type: 'uint32' } } },
  enums: {},
  methods: { '/a.Feed/Follow': { request: 'a.Ask', response: 'a.Quote' } },
};
const create = () => createConnectionDecoder({ schema });
const message = (id: number) => Uint8Array.of(0, 0, 0, 0, 2, 8, id);

function frame(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array(0)): Uint8Array {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}
/** A header block that leaves the compression state as it is. */
function block(headers: HeaderList): Uint8Array {
  const compressor = hpack.compressor.create({ table: { maxSize: 4096 } });
  compressor.write(headers.map(([name, value]) => ({ name, value, incremental: false })));
  return compressor.read() ?? new Uint8Array(0);
}
const REQUEST = block([
  [':method', 'POST'],
  [':path', '/a.Feed/Follow'],
  ['content-type', 'application/grpc'],
]);
const RESPONSE = block([
  [':status', '200'],
  ['content-type', 'application/grpc+proto'],
]);
const TRAILERS = block([
  ['grpc-status', '14'],
  ['grpc-message', 'shutting%20down'],
]);

const H2: Conversation = [
  [UP, Buffer.concat([PREFACE, frame(4, 0, 0), frame(1, 4, 1, REQUEST), frame(0, 1, 1, message(7))])],
  [DOWN, Buffer.concat([frame(4, 0, 0), frame(4, 1, 0), frame(1, 4, 1, RESPONSE)])],
  [DOWN, Buffer.concat([frame(0, 0, 1, Buffer.concat([message(1), message(2).subarray(0, 3)])), frame(0, 0, 1, message(2).subarray(3))])],
  [DOWN, frame(1, 5, 1, TRAILERS)],
];

describe('over HTTP/2', () => {
  const facts = feed(create(), H2);

  it('messages of both directions have the type that the method gives them, wherever DATA frames cut them', () => {
    expect(named(facts, 'grpc:message').map(({ direction, data }) => [direction, data.type, data.text])).toEqual([
      [UP, 'a.Ask', 'since: 7'],
      [DOWN, 'a.Quote', 'id: 1'],
      [DOWN, 'a.Quote', 'id: 2'],
    ]);
  });

  it('trailers say how the call ended', () => {
    expect(named(facts, 'grpc:status')).toMatchObject([
      {
        direction: DOWN,
        size: 0,
        data: { stream: 1, method: '/a.Feed/Follow', code: 14, status: 'UNAVAILABLE', message: 'shutting down' },
        fields: [{ name: 'grpc-status', value: '14' }, { name: 'grpc-message' }],
      },
    ]);
  });

  it('so do the only headers of a call that failed at once', () => {
    const only = block([
      [':status', '200'],
      ['content-type', 'application/grpc'],
      ['grpc-status', '5'],
    ]);
    const [up] = H2;
    const read = feed(create(), [up as Conversation[number], [DOWN, Buffer.concat([frame(4, 0, 0), frame(1, 5, 1, only)])]]);
    expect(named(read, 'grpc:status').map(({ data }) => data.code)).toEqual([5]);
    expect(named(read, 'raw:bytes')).toEqual([]);
  });

  it('a connection that is cut leaves no status, only what was cut short', () => {
    const read = feed(create(), [...H2.slice(0, 2), [DOWN, frame(0, 0, 1, message(2).subarray(0, 6))]]);
    expect(named(read, 'grpc:status')).toEqual([]);
    expect(named(read, 'raw:bytes').map(({ data, size }) => [data.reason.slice(0, 40), size])).toEqual([
      ['the stream ended inside a message of 2 b', 0],
    ]);
  });

  it('every byte is in a frame, and splits do not matter', () => {
    expectAllAccounted(facts, H2);
    expectSplitsDoNotMatter(create, H2);
    expectNoiseIsAccounted(create, [...H2.map(([, said]) => said), frame(1, 4, 1, REQUEST), frame(3, 0, 1, fromHex('00000008'))]);
  });

  it('the fields of a message have numbers where nobody knows the .proto', () => {
    expect(named(feed(createConnectionDecoder(), H2), 'grpc:message')[1]?.data).toMatchObject({ type: '', text: '1: 1' });
  });
});

const trailer = Buffer.from('grpc-status:0\r\n');
const WEB_BODY = Buffer.concat([message(3), Uint8Array.of(0x80, 0, 0, 0, trailer.length), trailer]);
const head = (first: string, type: string, length: number) => `${first}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
const WEB: Conversation = [
  [UP, Buffer.concat([Buffer.from(head('POST /a.Feed/Follow HTTP/1.1', 'application/grpc-web+proto', 7)), message(1)])],
  [DOWN, Buffer.concat([Buffer.from(head('HTTP/1.1 200 OK', 'application/grpc-web+proto', WEB_BODY.length)), WEB_BODY])],
];

describe('gRPC-Web over HTTP/1.1', () => {
  it('is read in requests and responses, its trailers too', () => {
    const facts = feed(create(), WEB);
    expect(facts.map(({ name }) => name)).toEqual([
      'http:request',
      'grpc:message',
      'http:body',
      'http:response',
      'grpc:message',
      'grpc:status',
      'http:body',
    ]);
    expect(named(facts, 'grpc:message').map(({ data }) => [data.type, data.text])).toEqual([
      ['a.Ask', 'since: 1'],
      ['a.Quote', 'id: 3'],
    ]);
  });

  it('splits do not matter', () => {
    expectSplitsDoNotMatter(create, WEB);
    expectNoiseIsAccounted(
      create,
      WEB.map(([, said]) => said),
    );
  });
});

describe('which content is read', () => {
  const reads = (type: string) =>
    bodyReaderFor({ flow: DOWN, stream: 0, headers: [['Content-Type', type]], status: '200', target: '' }, NO_SCHEMA) !== undefined;

  it.each(['application/grpc', 'application/grpc+proto', 'application/grpc-web', 'application/connect+json', 'text/event-stream'])(
    '%s',
    (type) => {
      expect(reads(type)).toBe(true);
    },
  );
  it.each(['application/grpc-web-text', 'application/json', 'application/proto', 'application/grpcish', 'text/html'])('not %s', (type) => {
    expect(reads(type)).toBe(false);
  });
  it('only plain gRPC ends in the trailers of HTTP/2', () => {
    expect(['application/grpc', 'application/grpc-web', ''].map((type) => isGrpc([['content-type', type]]))).toEqual([true, false, false]);
  });
});
