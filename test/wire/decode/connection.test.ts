import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnectionDecoder } from '../../../src/wire/decode/connection.ts';
import { PREFACE } from '../../../src/wire/decode/http2.ts';
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

const names = (conversation: Conversation) => feed(createConnectionDecoder(), conversation).map((fact) => fact.name);
const SETTINGS = fromHex('00 00 00 04 00 00 00 00 00');
const GET = 'GET / HTTP/1.1\r\n\r\n';
const EMPTY = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

const WEBSOCKET: Conversation = [
  [
    UP,
    'GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  ],
  [
    DOWN,
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00',
  ],
  [UP, fromHex('81 85 37 fa 21 3d 7f 9f 4d 51 58 88 80 00 00 00 00')],
  [DOWN, fromHex('c1 05 f2 00 11 00 00 88 00')],
];

describe('what a connection speaks is found by its first bytes', () => {
  it('HTTP/1, and WebSocket after the upgrade (RFC 6455 section 1.3)', () => {
    const facts = feed(createConnectionDecoder(), WEBSOCKET);
    expect(facts.map((fact) => fact.name)).toEqual([
      'http:request',
      'http:response',
      'ws:open',
      'ws:frame',
      'ws:message',
      'ws:frame',
      'ws:message',
      'ws:frame',
      'ws:frame',
      'ws:message',
      'ws:frame',
    ]);
    const [open] = named(facts, 'ws:open');
    expect(open?.data).toMatchObject({ accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=', extensions: 'permessage-deflate' });
    expect(open?.data.expected).toBe(open?.data.accept);
    expect(named(facts, 'ws:message').map((fact) => fact.data.text)).toEqual(['Hello', 'Hello', 'Hello']);
  });

  it('HTTP/2, also where the server speaks first', () => {
    const conversation: Conversation = [
      [DOWN, SETTINGS],
      [UP, PREFACE],
      [UP, SETTINGS],
    ];
    expect(names(conversation)).toEqual(['http2:frame', 'http2:frame', 'http2:frame']);
  });

  it('a client that only begins the preface is HTTP/1', () => {
    expect(names([[UP, 'PRI * HTTP/2.0\r\n\r\nXX']])).toEqual(['http:request', 'raw:bytes']);
    expect(names([[UP, 'PRI']])).toEqual(['raw:bytes']);
  });

  it('anything else is raw', () => {
    const facts = feed(createConnectionDecoder(), [[UP, fromHex('16 03 01 00 05')]]);
    expect(facts).toMatchObject([{ name: 'raw:bytes', size: 5, data: { reason: expect.stringContaining('TLS') } }]);
  });

  it('a server that speaks alone is read at its end', () => {
    expect(names([[DOWN, EMPTY]])).toEqual(['http:response']);
  });

  it('an upgrade to what is not read here is raw', () => {
    const facts = feed(createConnectionDecoder(), [
      [UP, 'GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
      [DOWN, 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\nabc'],
    ]);
    expect(named(facts, 'raw:bytes')[0]?.data.reason).toContain('upgraded to a protocol');
  });
});

it('ends twice without saying anything twice', () => {
  const decoder = createConnectionDecoder();
  expect(decoder.push(UP, Buffer.from('GET'))).toEqual([]);
  expect(decoder.end(UP)).toHaveLength(1);
  expect(decoder.end(UP)).toEqual([]);
});

it.each([
  ['WebSocket', WEBSOCKET],
  [
    'HTTP/1',
    [
      [UP, GET + GET],
      [DOWN, EMPTY + EMPTY],
    ],
  ],
  [
    'HTTP/2',
    [
      [DOWN, SETTINGS],
      [UP, PREFACE],
      [UP, SETTINGS],
    ],
  ],
] as const)('%s: the same facts however the bytes are split', (_, conversation) => {
  expectSplitsDoNotMatter(createConnectionDecoder, conversation);
});

it('accounts for whatever comes', () => {
  expectNoiseIsAccounted(createConnectionDecoder, [PREFACE, SETTINGS, GET, EMPTY, ...WEBSOCKET.map(([, said]) => said)]);
});

it('accounts for any bytes at all', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(UP, DOWN), fc.uint8Array({ maxLength: 200 }))), (conversation) => {
      expectAllAccounted(feed(createConnectionDecoder(), conversation), conversation);
    }),
  );
});
