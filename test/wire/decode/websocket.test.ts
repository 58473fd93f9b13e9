import { constants, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createWebSocketDecoder } from '../../../src/wire/decode/websocket.ts';
import type { DeflateAgreement } from '../../../src/wire/decode/websocket-handshake.ts';
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

const BOTH: DeflateAgreement = { clientTakeover: true, serverTakeover: true };
const read = (conversation: Conversation, deflate?: DeflateAgreement) => feed(createWebSocketDecoder({ deflate }), conversation);
const frames = (facts: readonly Fact[]) => named(facts, 'ws:frame').map((fact) => fact.data);
const messages = (facts: readonly Fact[]) => named(facts, 'ws:message').map((fact) => fact.data);
const meaning = (facts: readonly Fact[], field: string, frame = 0) =>
  named(facts, 'ws:frame')[frame]?.fields?.find(({ name }) => name === field)?.meaning;

/** A frame of a server, in as few bytes as possible. */
function frame(first: number, payload: Uint8Array | string): Uint8Array {
  const bytes = bytesOf(payload);
  const length =
    bytes.length < 126
      ? [bytes.length]
      : bytes.length < 65536
        ? [126, bytes.length >> 8, bytes.length & 255]
        : [127, 0, 0, 0, 0, ...be32(bytes.length)];
  return Buffer.concat([Uint8Array.from([first, ...length]), bytes]);
}
const be32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

describe('the examples of RFC 6455 section 5.7', () => {
  it('a single-frame unmasked text message', () => {
    const facts = read([[DOWN, fromHex('81 05 48 65 6c 6c 6f')]]);
    expect(facts).toMatchObject([
      {
        name: 'ws:frame',
        size: 7,
        data: { fin: true, rsv1: false, opcode: 1, kind: 'text', masked: false, maskKey: '', length: 5, preview: 'Hello' },
      },
      { name: 'ws:message', size: 0, data: { kind: 'text', text: 'Hello', length: 5, wireLength: 5, frames: 1, compressed: false } },
    ]);
  });

  it('a single-frame masked text message, each part at its offset', () => {
    const facts = read([[UP, fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58')]]);
    expect(frames(facts)[0]).toMatchObject({ masked: true, maskKey: '37fa213d', preview: 'Hello' });
    expect(messages(facts)[0]?.text).toBe('Hello');
    const [first] = named(facts, 'ws:frame');
    expect(first?.raw).toBe('818537fa213d7f9f4d5158');
    expect(first?.fields?.map(({ name, offset, length, value }) => [name, offset, length, value])).toEqual([
      ['FIN', 0, 1, '1'],
      ['RSV1', 0, 1, '0'],
      ['RSV2', 0, 1, '0'],
      ['RSV3', 0, 1, '0'],
      ['opcode', 0, 1, '0x1 text'],
      ['MASK', 1, 1, '1'],
      ['payload length', 1, 1, '5 bytes'],
      ['masking key', 2, 4, '0x37fa213d'],
      ['payload', 6, 5, 'Hello'],
    ]);
  });

  it('a fragmented unmasked text message', () => {
    const facts = read([[DOWN, fromHex('01 03 48 65 6c 80 02 6c 6f')]]);
    expect(frames(facts).map(({ fin, kind, preview }) => [fin, kind, preview])).toEqual([
      [false, 'text', 'Hel'],
      [true, 'continuation', 'lo'],
    ]);
    expect(messages(facts)).toMatchObject([{ text: 'Hello', frames: 2, wireLength: 5 }]);
  });

  it('an unmasked ping and a masked pong', () => {
    const facts = read([
      [DOWN, fromHex('89 05 48 65 6c 6c 6f')],
      [UP, fromHex('8a 85 37 fa 21 3d 7f 9f 4d 51 58')],
    ]);
    expect(frames(facts).map(({ kind, preview }) => [kind, preview])).toEqual([
      ['ping', 'Hello'],
      ['pong', 'Hello'],
    ]);
    expect(messages(facts)).toEqual([]);
  });

  it.each([
    [256, '82 7e 01 00', 2],
    [65536, '82 7f 00 00 00 00 00 01 00 00', 8],
  ])('%i bytes of binary message in a single unmasked frame', (length, header, extended) => {
    const facts = read([[DOWN, Buffer.concat([fromHex(header), new Uint8Array(length)])]]);
    expect(frames(facts)[0]).toMatchObject({ kind: 'binary', length });
    expect(frames(facts)[0]?.preview).toMatch(/^(00){32}…$/);
    expect(named(facts, 'ws:frame')[0]?.size).toBe(length + 2 + extended);
    const part = named(facts, 'ws:frame')[0]?.fields?.find(({ name }) => name === 'extended payload length');
    expect(part).toMatchObject({ offset: 2, length: extended, value: `${length} bytes` });
  });
});

describe('the examples of RFC 7692 section 7.2.3', () => {
  const hello = (hexText: string, deflate = BOTH) => messages(read([[DOWN, fromHex(hexText)]], deflate)).map(({ text }) => text);

  it('one compressed block, in one frame and in two', () => {
    expect(hello('c1 07 f2 48 cd c9 c9 07 00')).toEqual(['Hello']);
    expect(hello('41 03 f2 48 cd 80 04 c9 c9 07 00')).toEqual(['Hello']);
  });

  it('the window is shared from message to message', () => {
    const facts = read([[DOWN, fromHex('c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00')]], BOTH);
    expect(messages(facts)).toMatchObject([
      { text: 'Hello', length: 5, wireLength: 7, compressed: true },
      { text: 'Hello', length: 5, wireLength: 5, compressed: true },
    ]);
    expect(frames(facts)[0]).toMatchObject({ rsv1: true, preview: '' });
  });

  it('without context takeover each message stands alone', () => {
    const alone = { clientTakeover: true, serverTakeover: false };
    expect(hello('c1 07 f2 48 cd c9 c9 07 00 c1 07 f2 48 cd c9 c9 07 00', alone)).toEqual(['Hello', 'Hello']);
    expect(hello('c1 07 f2 48 cd c9 c9 07 00 c1 05 f2 00 11 00 00', alone)[1]).toMatch(/not inflated/);
  });

  it('a block with no compression, a final block, and two blocks', () => {
    expect(hello('c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00')).toEqual(['Hello']);
    expect(hello('c1 08 f3 48 cd c9 c9 07 00 00')).toEqual(['Hello']);
    expect(hello('c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00')).toEqual(['Hello']);
  });

  it('a message after one with a final block still refers to it', () => {
    expect(hello('c1 08 f3 48 cd c9 c9 07 00 00 c1 05 f2 00 11 00 00')).toEqual(['Hello', 'Hello']);
  });
});

describe('permessage-deflate', () => {
  /** What a server with one window for all messages sends. */
  async function deflated(texts: readonly string[], windowBits = 15): Promise<Uint8Array[]> {
    const stream = createDeflateRaw({ windowBits });
    const out: Uint8Array[] = [];
    for (const text of texts) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.write(text);
      await new Promise<void>((resolve) => stream.flush(constants.Z_SYNC_FLUSH, resolve));
      stream.removeAllListeners('data');
      out.push(Buffer.concat(parts).subarray(0, -4));
    }
    return out;
  }

  it.each([15, 9])('many messages over one window of 2^%i bytes, more than it holds', async (bits) => {
    const texts = Array.from(
      { length: 400 },
      (_, index) => `{"id":${index},"symbol":"WIRE","price":${index * 7},"pad":"${'ab'.repeat(index % 60)}"}`,
    );
    const sent = await deflated(texts, bits);
    expect(texts.join('').length).toBeGreaterThan(32 * 1024);
    const facts = read(
      sent.map((payload) => [DOWN, frame(0xc1, payload)] as const),
      BOTH,
    );
    expect(messages(facts).map(({ text }) => text)).toEqual(texts);
  });

  it('an empty message is one byte', () => {
    expect(messages(read([[DOWN, frame(0xc1, fromHex('00'))]], BOTH))).toMatchObject([
      { text: '', length: 0, wireLength: 1, compressed: true },
    ]);
  });

  it('a bomb is not inflated, and what refers back to it is not guessed', async () => {
    const [bomb = '', next = ''] = await deflated(['x'.repeat(3_000_000), 'x'.repeat(50)]);
    const facts = read(
      [
        [DOWN, frame(0xc1, bomb)],
        [DOWN, frame(0xc1, next)],
      ],
      BOTH,
    );
    expect(messages(facts).map(({ length }) => length)).toEqual([0, 0]);
    expect(messages(facts)[0]?.text).toContain('longer than 1048576 bytes');
    expect(messages(facts)[1]?.text).toContain('refers back');
    expectAllAccounted(facts, [
      [DOWN, frame(0xc1, bomb)],
      [DOWN, frame(0xc1, next)],
    ]);
  });

  it('what is no deflate data is told', () => {
    expect(messages(read([[DOWN, frame(0xc1, fromHex('ff ff ff'))]], BOTH))[0]?.text).toContain('no deflate data');
  });

  it('a message that was not compressed leaves the window alone', () => {
    const facts = read(
      [
        [DOWN, fromHex('c1 07 f2 48 cd c9 c9 07 00')],
        [DOWN, frame(0x81, 'plain')],
        [DOWN, fromHex('c1 05 f2 00 11 00 00')],
      ],
      BOTH,
    );
    expect(messages(facts).map(({ text }) => text)).toEqual(['Hello', 'plain', 'Hello']);
  });

  it('each direction has its own window', () => {
    const masked = fromHex('c1 87 00 00 00 00 f2 48 cd c9 c9 07 00');
    const facts = read(
      [
        [UP, masked],
        [DOWN, fromHex('c1 05 f2 00 11 00 00')],
      ],
      BOTH,
    );
    expect(messages(facts)[0]?.text).toBe('Hello');
    expect(messages(facts)[1]?.text).toContain('not inflated');
  });
});

describe('close', () => {
  it.each([
    [1000, 'normal'],
    [1006, 'never sent itself'],
    [3999, 'libraries'],
    [4001, 'private'],
    [999, 'not a code'],
  ])('%i is explained', (code, words) => {
    const facts = read([[DOWN, frame(0x88, Buffer.from([code >> 8, code & 255, ...Buffer.from('bye')]))]]);
    expect(frames(facts)[0]).toMatchObject({ kind: 'close', closeCode: code, closeReason: 'bye', preview: `${code} bye` });
    expect(meaning(facts, 'close code')).toContain(words);
  });

  it('may carry nothing, and must not carry half a code', () => {
    const facts = read([[DOWN, fromHex('88 00 88 01 03')]]);
    expect(frames(facts)[0]).not.toHaveProperty('closeCode');
    expect(meaning(facts, 'close code', 1)).toContain('violation');
  });
});

describe('violations are told where they stand', () => {
  it.each([
    ['an unmasked frame of a client', UP, '81 01 61', 'MASK', '5.1'],
    ['a masked frame of a server', DOWN, '81 81 00 00 00 00 61', 'MASK', '5.1'],
    ['a reserved opcode', DOWN, '83 00', 'opcode', '5.2'],
    ['a reserved control opcode', DOWN, '8b 00', 'opcode', '5.2'],
    ['a fragmented control frame', DOWN, '09 00', 'FIN', '5.5'],
    ['an oversize control frame', DOWN, `89 7e 00 7e ${'00'.repeat(126)}`, 'extended payload length', '5.5'],
    ['RSV1 that no extension uses', DOWN, 'c1 00', 'RSV1', '5.2'],
    ['RSV2', DOWN, 'a1 00', 'RSV2', '5.2'],
    ['RSV3', DOWN, '91 00', 'RSV3', '5.2'],
    ['a continuation of nothing', DOWN, '80 00', 'opcode', '5.4'],
    ['a length in too many bytes', DOWN, '82 7e 00 01 00', 'extended payload length', '5.2'],
  ] as const)('%s', (_, flow, hexText, field, section) => {
    const facts = read([[flow, fromHex(hexText)]]);
    expect(meaning(facts, field)).toMatch(/^violation/);
    expect(meaning(facts, field)).toContain(`section ${section}`);
    expectAllAccounted(facts, [[flow, fromHex(hexText)]]);
  });

  it('a message inside an unfinished one, and compression told on a continuation', () => {
    const facts = read([[DOWN, fromHex('01 01 61 81 01 62 01 01 63 c0 01 64')]], BOTH);
    expect(meaning(facts, 'opcode', 1)).toMatch(/^violation/);
    expect(meaning(facts, 'RSV1', 3)).toMatch(/^violation/);
    expect(messages(facts).map(({ text }) => text)).toEqual(['b', 'cd']);
  });

  it('proper frames have none', () => {
    const facts = read([
      [UP, fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58')],
      [DOWN, fromHex('01 03 48 65 6c 89 00 80 02 6c 6f')],
    ]);
    const all = named(facts, 'ws:frame').flatMap((fact) => fact.fields ?? []);
    expect(all.filter((field) => field.meaning.startsWith('violation'))).toEqual([]);
  });
});

describe('what is too long or unfinished', () => {
  it('a payload over 1 MiB is counted, not held', () => {
    const conversation: Conversation = [[DOWN, frame(0x81, 'x'.repeat(1_500_000))]];
    const facts = read(conversation);
    expect(frames(facts)[0]).toMatchObject({ length: 1_500_000 });
    expect(messages(facts)).toMatchObject([{ length: 1_500_000, wireLength: 1_500_000, text: '(longer than 1048576 bytes: not kept)' }]);
    expectAllAccounted(facts, conversation);
  });

  it('a frame cut short says how much is missing', () => {
    const facts = read([
      [DOWN, fromHex('81 05 48 65')],
      [UP, fromHex('81')],
    ]);
    expect(named(facts, 'raw:bytes').map((fact) => [fact.direction, fact.size, fact.data.reason])).toEqual([
      [UP, 1, 'the connection ended inside a frame'],
      [DOWN, 4, 'the connection ended inside a frame: 3 of 7 bytes are missing'],
    ]);
  });

  it('a length beyond all measure makes the rest unreadable', () => {
    const conversation: Conversation = [[DOWN, fromHex('82 7f ff ff ff ff ff ff ff ff 01 02')]];
    const facts = read(conversation);
    expect(named(facts, 'raw:bytes')[0]?.data.reason).toContain('2^53');
    expectAllAccounted(facts, conversation);
  });
});

const RECORDED: Conversation = [
  [UP, fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58')],
  [DOWN, fromHex('c1 07 f2 48 cd c9 c9 07 00')],
  [DOWN, fromHex('41 03 f2 48 cd 89 02 70 69 80 04 c9 c9 07 00')],
  [DOWN, frame(0xc1, deflateRawSync('Hello '.repeat(50), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4))],
  [UP, fromHex('8a 82 01 02 03 04 71 6b')],
  [DOWN, frame(0x82, 'x'.repeat(300))],
  [DOWN, fromHex('88 05 03 e8 62 79 65')],
  [UP, fromHex('88 80 00 00 00 00 81')],
];

it('gives the same facts however the bytes are split', () => {
  expectSplitsDoNotMatter(() => createWebSocketDecoder({ deflate: BOTH }), RECORDED);
});

it('accounts for whatever comes', () => {
  expectNoiseIsAccounted(
    () => createWebSocketDecoder({ deflate: BOTH }),
    RECORDED.map(([, said]) => said),
  );
});
