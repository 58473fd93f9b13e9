import { describe, expect, it } from 'vitest';
import { createHeaderReader } from '../../../src/wire/decode/hpack.ts';
import { createHttp2Decoder, PREFACE } from '../../../src/wire/decode/http2.ts';
import type { Fact } from '../../../src/wire/event.ts';
import {
  bytesOf,
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

const read = (conversation: Conversation) => feed(createHttp2Decoder(), conversation);
const frames = (facts: readonly Fact[]) => named(facts, 'http2:frame').map((fact) => fact.data);

/** A frame (RFC 9113 section 4.1). */
function frame(type: number, flags: number, stream: number, payload: Uint8Array | string = ''): Uint8Array {
  const bytes = bytesOf(payload);
  const head = Buffer.alloc(9);
  head.writeUIntBE(bytes.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, bytes]);
}
const SETTINGS = frame(4, 0, 0);
const server = (...said: Uint8Array[]) => read([[DOWN, Buffer.concat([SETTINGS, ...said])]]);
const detail = (...said: Uint8Array[]) => frames(server(...said)).map((data) => data.detail);
/** `:status: 200` is entry 8 of the static table; the content type is a literal after entry 31. */
const STREAM_HEADERS = Buffer.concat([fromHex('88 0f 10 11'), Buffer.from('text/event-stream')]);

describe('header blocks (RFC 7541 appendix C)', () => {
  const REQUESTS = [
    [
      [':method', 'GET'],
      [':scheme', 'http'],
      [':path', '/'],
      [':authority', 'www.example.com'],
    ],
    [
      [':method', 'GET'],
      [':scheme', 'http'],
      [':path', '/'],
      [':authority', 'www.example.com'],
      ['cache-control', 'no-cache'],
    ],
    [
      [':method', 'GET'],
      [':scheme', 'https'],
      [':path', '/index.html'],
      [':authority', 'www.example.com'],
      ['custom-key', 'custom-value'],
    ],
  ];

  it.each([
    [
      'C.3, without Huffman coding',
      '828684410f7777772e6578616d706c652e636f6d',
      '828684be58086e6f2d6361636865',
      '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
    ],
    ['C.4, with it', '828684418cf1e3c2e5f23a6ba0ab90f4ff', '828684be5886a8eb10649cbf', '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf'],
  ])('%s', (_, ...blocks) => {
    const reader = createHeaderReader();
    expect(blocks.map((block) => reader.read(fromHex(block)))).toEqual(REQUESTS);
  });

  it('follow a change of the table size', () => {
    const reader = createHeaderReader();
    // Entry 62 is the literal of the first block; the update to 0 (0x20) empties the table.
    expect(reader.read(fromHex('40 01 61 01 62 be'))).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(reader.read(fromHex('20 3f e1 1f 82'))).toEqual([[':method', 'GET']]);
    expect(reader.read(fromHex('be'))).toMatch(/not read/);
  });

  it('that cannot be read end reading in that direction', () => {
    const reader = createHeaderReader();
    expect(reader.read(fromHex('ff ff ff ff ff ff ff ff'))).toMatch(/COMPRESSION_ERROR/);
    expect(reader.read(fromHex('82'))).toMatch(/share their compression state/);
  });

  it('report no more than a thousand fields, however few bytes ask for them', () => {
    expect(createHeaderReader().read(new Uint8Array(5000).fill(0x82))).toHaveLength(1000);
  });
});

describe('frames', () => {
  it('the preface is told as a frame, and the parts of a frame at their offsets', () => {
    const facts = read([[UP, Buffer.concat([PREFACE, frame(4, 0, 0, fromHex('00 03 00 00 00 64 00 04 00 00 ff ff'))])]]);
    expect(frames(facts)).toMatchObject([
      { type: 'PREFACE', length: 24 },
      { type: 'SETTINGS', stream: 0, flags: [], length: 12, detail: 'MAX_CONCURRENT_STREAMS=100 INITIAL_WINDOW_SIZE=65535' },
    ]);
    expect(named(facts, 'http2:frame').map((fact) => fact.size)).toEqual([24, 21]);
    expect(named(facts, 'http2:frame')[1]?.fields?.map(({ name, offset, length }) => [name, offset, length])).toEqual([
      ['length', 0, 3],
      ['type', 3, 1],
      ['flags', 4, 1],
      ['stream', 5, 4],
      ['MAX_CONCURRENT_STREAMS', 9, 6],
      ['INITIAL_WINDOW_SIZE', 15, 6],
    ]);
  });

  it.each([
    ['SETTINGS ACK', frame(4, 1, 0), 'the settings of the other side are in force'],
    ['SETTINGS of wrong length', frame(4, 0, 0, 'abc'), 'FRAME_SIZE_ERROR'],
    ['an unknown setting', frame(4, 0, 0, fromHex('00 99 00 00 00 07')), '0x99=7'],
    ['WINDOW_UPDATE', frame(8, 0, 3, fromHex('00 00 10 00')), '+4096 bytes for stream 3'],
    ['WINDOW_UPDATE of nothing', frame(8, 0, 0, fromHex('00 00 00 00')), 'PROTOCOL_ERROR'],
    ['RST_STREAM', frame(3, 0, 1, fromHex('00 00 00 08')), 'CANCEL'],
    ['RST_STREAM with a code of nobody', frame(3, 0, 1, fromHex('00 00 00 99')), '0x99'],
    ['RST_STREAM of wrong length', frame(3, 0, 1), 'FRAME_SIZE_ERROR'],
    ['GOAWAY', frame(7, 0, 0, fromHex('00 00 00 05 00 00 00 0b 62 79 65')), 'ENHANCE_YOUR_CALM, last stream 5 "bye"'],
    ['PING', frame(6, 0, 0, fromHex('01 02 03 04 05 06 07 08')), '0102030405060708'],
    ['PRIORITY', frame(2, 0, 5, fromHex('00 00 00 03 0f')), 'depends on stream 3, weight 16'],
    ['DATA with padding', frame(0, 8, 1, Buffer.concat([fromHex('02'), Buffer.from('hi'), new Uint8Array(2)])), 'hi'],
    ['PRIORITY_UPDATE', frame(16, 0, 0, Buffer.concat([fromHex('00 00 00 05'), Buffer.from('u=0')])), 'stream 5: u=0'],
    ['PRIORITY_UPDATE of wrong length', frame(16, 0, 0, 'u'), 'FRAME_SIZE_ERROR'],
  ])('%s', (_, said, words) => {
    expect(detail(said)[1]).toContain(words);
  });

  it('carry their flags by name, and unknown types by number', () => {
    expect(frames(server(frame(0, 9, 1, fromHex('00')), frame(0x42, 0xff, 1)))).toMatchObject([
      {},
      { type: 'DATA', flags: ['END_STREAM', 'PADDED'] },
      { type: '0x42', flags: [] },
    ]);
  });
});

describe('header blocks over frames', () => {
  it('are read where they end, with padding and priority taken away', () => {
    const facts = server(
      frame(1, 0x29, 1, Buffer.concat([fromHex('01 00 00 00 00 0f 82'), new Uint8Array(1)])),
      frame(9, 4, 1, fromHex('84')),
    );
    expect(frames(facts)).toMatchObject([
      {},
      { type: 'HEADERS', flags: ['END_STREAM', 'PADDED', 'PRIORITY'], detail: 'header block goes on in CONTINUATION' },
      {
        type: 'CONTINUATION',
        flags: ['END_HEADERS'],
        headers: [
          [':method', 'GET'],
          [':path', '/'],
        ],
      },
    ]);
    expect(named(facts, 'http2:frame')[2]?.fields?.at(-1)).toMatchObject({
      name: ':path',
      value: '/',
      meaning: expect.stringContaining('8.3.1'),
    });
  });

  it('of a promise name the stream that is promised', () => {
    expect(frames(server(frame(5, 4, 1, fromHex('00 00 00 02 82'))))[1]).toMatchObject({
      type: 'PUSH_PROMISE',
      detail: 'promises stream 2',
      headers: [[':method', 'GET']],
    });
  });

  it.each([
    ['a CONTINUATION of nothing', [frame(9, 4, 1, fromHex('82'))], /violation/],
    ['another frame between', [frame(1, 0, 1, fromHex('82')), frame(6, 0, 0, new Uint8Array(8))], /violation: only CONTINUATION/],
    ['padding longer than the frame', [frame(1, 0x0c, 1, fromHex('09 82'))], /violation/],
    ['what HPACK cannot read', [frame(1, 4, 1, fromHex('ff ff ff ff ff ff'))], /COMPRESSION_ERROR/],
  ])('%s is told', (_, said, words) => {
    expect(detail(...said).at(-1)).toMatch(words);
  });
});

describe('event streams', () => {
  it('are read for each stream by itself, over DATA frames', () => {
    const facts = server(
      frame(1, 4, 1, STREAM_HEADERS),
      frame(1, 4, 3, STREAM_HEADERS),
      frame(0, 0, 1, 'data: on'),
      frame(0, 0, 3, 'data: three\n\n'),
      frame(0, 1, 1, 'e\n\ndata: cut'),
    );
    expect(named(facts, 'sse:event').map((fact) => fact.data.data)).toEqual(['three', 'one']);
    expect(named(facts, 'raw:bytes').map((fact) => [fact.size, fact.data.preview])).toEqual([[0, 'data: cut']]);
  });

  it('of a refused response are no events', () => {
    const refused = Buffer.concat([fromHex('8d'), STREAM_HEADERS.subarray(1)]);
    expect(named(server(frame(1, 4, 1, refused), frame(0, 0, 1, 'data: a\n\n')), 'sse:event')).toEqual([]);
  });

  it('end with RST_STREAM', () => {
    const facts = server(frame(1, 4, 1, STREAM_HEADERS), frame(0, 0, 1, 'data: a\n'), frame(3, 0, 1, fromHex('00 00 00 08')));
    expect(facts.at(-1)).toMatchObject({ name: 'raw:bytes', size: 0 });
  });
});

describe('what cannot be read', () => {
  it('a server that answers in HTTP/1 is raw', () => {
    const conversation: Conversation = [[DOWN, 'HTTP/1.1 400 Bad Request\r\n\r\n']];
    const facts = read(conversation);
    expect(facts).toMatchObject([{ name: 'raw:bytes', data: { reason: expect.stringContaining('SETTINGS') } }]);
    expectAllAccounted(facts, conversation);
  });

  it('a frame over 1 MiB is counted, not held', () => {
    const conversation: Conversation = [[DOWN, Buffer.concat([SETTINGS, frame(0, 0, 1, new Uint8Array(1_500_000))])]];
    const facts = read(conversation);
    expect(frames(facts)[1]).toMatchObject({ length: 1_500_000 });
    expectAllAccounted(facts, conversation);
  });

  it('a frame cut short is raw', () => {
    const facts = read([
      [UP, 'PRI * HT'],
      [DOWN, Buffer.concat([SETTINGS, frame(0, 0, 1, 'hello').subarray(0, 11)])],
    ]);
    expect(named(facts, 'raw:bytes').map((fact) => [fact.direction, fact.size])).toEqual([
      [UP, 8],
      [DOWN, 11],
    ]);
  });
});

const RECORDED: Conversation = [
  [UP, Buffer.concat([PREFACE, SETTINGS, frame(1, 5, 1, fromHex('82 86 84 41 8c f1 e3 c2 e5 f2 3a 6b a0 ab 90 f4 ff'))])],
  [DOWN, Buffer.concat([frame(4, 0, 0, fromHex('00 03 00 00 00 64')), frame(4, 1, 0), frame(1, 4, 1, STREAM_HEADERS)])],
  [DOWN, Buffer.concat([frame(0, 0, 1, 'id: 1\ndata: a\n\nda'), frame(6, 0, 0, new Uint8Array(8)), frame(0, 1, 1, 'ta: b\n\n')])],
  [
    UP,
    Buffer.concat([
      frame(8, 0, 1, fromHex('00 00 10 00')),
      frame(1, 4, 3, fromHex('82 86 84 be')),
      frame(9, 4, 3, fromHex('ff ff ff ff ff')),
    ]),
  ],
  [DOWN, frame(7, 0, 0, fromHex('00 00 00 05 00 00 00 00'))],
];

it('gives the same facts however the bytes are split', () => {
  expectSplitsDoNotMatter(createHttp2Decoder, RECORDED);
});

it('accounts for whatever comes', () => {
  expectNoiseIsAccounted(createHttp2Decoder, [PREFACE, SETTINGS, ...RECORDED.map(([, said]) => said)]);
});
