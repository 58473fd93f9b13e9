import { describe, expect, it } from 'vitest';
import { createHttp1Decoder, type Upgrade } from '../../../src/wire/decode/http1.ts';
import { createRawDecoder } from '../../../src/wire/decode/raw.ts';
import { type Conversation, DOWN, expectAllAccounted, expectNoiseIsAccounted, expectSplitsDoNotMatter, feed, named, UP } from './feed.ts';

const create = (upgrades: Upgrade[] = []) =>
  createHttp1Decoder({
    handOver(upgrade) {
      upgrades.push(upgrade);
      return { facts: [], decoder: createRawDecoder('upgraded') };
    },
  });
const read = (conversation: Conversation) => feed(create(), conversation);
const GET = 'GET /feed HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n';
const words = (conversation: Conversation) =>
  read(conversation).map((fact) => {
    if (fact.name === 'http:request') return `${fact.data.method} ${fact.data.target}`;
    if (fact.name === 'http:response') return String(fact.data.status);
    if (fact.name === 'http:body') return `body ${fact.data.length}`;
    if (fact.name === 'http:chunk') return `chunk ${fact.data.length}/${fact.size}`;
    if (fact.name === 'sse:event') return `event ${fact.data.data}`;
    return fact.name === 'raw:bytes' ? `raw ${fact.size}: ${fact.data.reason}` : fact.name;
  });

describe('heads', () => {
  it('keep names, values and order as received', () => {
    const [request] = named(read([[UP, 'GET /x?y=1 HTTP/1.1\r\nHOST:  a \r\nX-a: 1\r\nx-A: 2\r\n\r\n']]), 'http:request');
    expect(request?.data).toEqual({
      method: 'GET',
      target: '/x?y=1',
      version: 'HTTP/1.1',
      headers: [
        ['HOST', 'a'],
        ['X-a', '1'],
        ['x-A', '2'],
      ],
    });
  });

  it('name each part at its offset', () => {
    const text = '\r\nGET /x HTTP/1.1\r\nUpgrade: websocket\r\nLast-Event-ID: 4\r\n\r\n';
    const [request] = named(read([[UP, text]]), 'http:request');
    const parts = request?.fields?.map(({ name, offset, length }) => [name, text.slice(offset, offset + length)]);
    expect(parts).toEqual([
      ['method', 'GET'],
      ['target', '/x'],
      ['version', 'HTTP/1.1'],
      ['Upgrade', 'Upgrade: websocket'],
      ['Last-Event-ID', 'Last-Event-ID: 4'],
    ]);
    expect(request?.fields?.at(-1)?.meaning).toContain('9.2.4');
    expect(Buffer.from(request?.raw ?? '', 'hex').toString()).toBe(text);
  });

  it('accept a bare LF, a missing reason and a folded line', () => {
    const [response] = named(read([[DOWN, 'HTTP/1.1 204\nX-A: one\n  two\n\n']]), 'http:response');
    expect(response?.data).toMatchObject({ status: 204, reason: '', headers: [['X-A', 'one two']] });
    expect(response?.fields?.at(-1)?.meaning).toContain('5.2');
  });
});

describe('bodies', () => {
  it('of Content-Length are whole', () => {
    expect(
      words([
        [UP, 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc'],
        [DOWN, 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'],
      ]),
    ).toEqual(['POST /', 'body 3', '200', 'body 5']);
  });

  it('come in pieces of 16 KiB', () => {
    expect(
      words([
        [UP, GET],
        [DOWN, `HTTP/1.1 200 OK\r\nContent-Length: 40000\r\n\r\n${'x'.repeat(40000)}`],
      ]),
    ).toEqual(['GET /feed', '200', 'body 16384', 'body 16384', 'body 7232']);
  });

  it('without a length last until the connection ends', () => {
    expect(
      words([
        [UP, GET],
        [DOWN, 'HTTP/1.0 200 OK\r\n\r\nhello'],
      ]),
    ).toEqual(['GET /feed', '200', 'body 5']);
  });

  it('HEAD, 1xx, 204 and 304 have none, matched in order', () => {
    expect(
      words([
        [UP, `HEAD / HTTP/1.1\r\n\r\n${GET}${GET}${GET}`],
        [DOWN, 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'],
        [DOWN, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'],
        [DOWN, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'],
      ]),
    ).toEqual(['HEAD /', 'GET /feed', 'GET /feed', 'GET /feed', '200', '103', '204', '304', '200', 'body 2']);
  });

  it('an event stream is read event by event', () => {
    const stream = 'data: a\n\ndata: b\n\n';
    expect(
      words([
        [UP, GET],
        [DOWN, `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n${stream}`],
      ]),
    ).toEqual(['GET /feed', '200', 'event a', 'event b', 'body 18']);
  });

  it('an event stream that is refused or compressed is only a body', () => {
    for (const head of ['503 No\r\nContent-Type: text/event-stream', '200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/event-stream'])
      expect(
        words([
          [UP, GET],
          [DOWN, `HTTP/1.1 ${head}\r\n\r\ndata: a\n\n`],
        ]).at(-1),
      ).toBe('body 9');
  });

  it('cut short say how much is missing', () => {
    const [, , rest] = words([
      [UP, GET],
      [DOWN, 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'],
    ]);
    expect(rest).toBe('raw 3: the connection ended inside a body: 7 of 10 bytes are missing (RFC 9112 section 8)');
  });
});

describe('chunks (RFC 9112 section 7.1)', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n';

  it('are counted with their framing, the stream in them after each', () => {
    expect(
      words([
        [UP, GET],
        [DOWN, `${head}9\r\ndata: a\n\n\r\n4\r\ndata\r\n7;x=y\r\n: bb\n\ncc`],
        [DOWN, '\r\n0\r\n\r\n'],
      ]),
    ).toEqual([
      'GET /feed',
      '200',
      'chunk 9/14',
      'event a',
      'chunk 4/9',
      expect.stringMatching(/^raw 14: .*CRLF/),
      'event bb',
      expect.stringMatching(/^raw 0/),
      expect.stringMatching(/^raw 8: /),
    ]);
  });

  it('name size, extension, data and line ends', () => {
    const text = '5;a=b\r\nhello\r\n';
    const facts = read([
      [UP, GET],
      [DOWN, `HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n${text}0\r\nX-Sum: 1\r\n\r\n`],
    ]);
    const [chunk, last] = named(facts, 'http:chunk');
    expect(chunk?.fields?.map(({ name, offset, length }) => [name, text.slice(offset, offset + length)])).toEqual([
      ['chunk-size', '5'],
      ['chunk-ext', ';a=b'],
      ['CRLF', '\r\n'],
      ['chunk-data', 'hello'],
      ['CRLF', '\r\n'],
    ]);
    expect(last?.data).toEqual({ length: 0, preview: '', last: true });
    expect(last?.size).toBe('0\r\nX-Sum: 1\r\n\r\n'.length);
    expect(last?.fields?.find(({ name }) => name === 'trailer X-Sum')?.offset).toBe(3);
  });

  it('override Content-Length, and the next message follows', () => {
    expect(
      words([
        [UP, `POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 100\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n${GET}`],
        [DOWN, 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
      ]),
    ).toEqual(['POST /', 'chunk 10/15', 'chunk 0/5', 'GET /feed', '200']);
  });

  it('a connection cut inside one gives the events that came before the cut', () => {
    expect(
      words([
        [UP, GET],
        [DOWN, `${head}20\r\ndata: a\n\ndata: b`],
      ]).slice(2),
    ).toEqual([expect.stringMatching(/^raw 20: .*incomplete/), 'event a', expect.stringMatching(/^raw 0/)]);
  });
});

describe('changing the protocol', () => {
  const ask = 'GET /ws HTTP/1.1\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\r\n';

  it('hands the rest of both directions over after 101, early bytes of the client too', () => {
    const upgrades: Upgrade[] = [];
    const conversation: Conversation = [
      [UP, `${ask}early`],
      [DOWN, 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nfirst'],
      [UP, 'later'],
    ];
    const facts = feed(create(upgrades), conversation);
    expect(upgrades[0]?.request.target).toBe('/ws');
    expect(named(facts, 'raw:bytes').map((fact) => [fact.direction, fact.data.preview])).toEqual([
      [UP, 'earlylater'],
      [DOWN, 'first'],
    ]);
    expectAllAccounted(facts, conversation);
  });

  it('goes on in HTTP where the server refuses', () => {
    expect(
      words([
        [UP, `${ask}${GET}`],
        [DOWN, 'HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
      ]),
    ).toEqual(['GET /ws', '426', 'GET /feed', '200']);
  });

  it('reads waiting bytes as HTTP where no answer comes', () => {
    expect(words([[UP, `${ask}${ask}${GET}`]])).toEqual(['GET /ws', 'GET /ws', 'GET /feed']);
  });

  it('a tunnel after CONNECT is not read', () => {
    expect(
      words([
        [UP, 'CONNECT a:443 HTTP/1.1\r\n\r\n\x16\x03'],
        [DOWN, 'HTTP/1.1 200 OK\r\n\r\nabc'],
      ]),
    ).toEqual(['CONNECT a:443', '200', expect.stringMatching(/^raw 2: inside a tunnel/), expect.stringMatching(/^raw 3: inside a tunnel/)]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['TLS', '\x16\x03\x01\x02\x00', 'a TLS handshake'],
    ['zeros', '\x00\x01', 'does not begin with a method'],
    ['a long word', 'x'.repeat(70_000), 'does not begin with a method'],
    ['no version', 'GET nothing\r\n\r\n', 'not a request line'],
    ['no colon', 'GET / HTTP/1.1\r\nno colon\r\n\r\n', 'a header line without'],
    ['a long head', `GET / HTTP/1.1\r\nA: ${'x'.repeat(70_000)}\r\n\r\n`, 'longer than 64 KiB'],
    ['half a head', 'GET / HTTP/1.1\r\nHost', 'ended inside a message head'],
  ])('%s is raw, to the last byte', (_, text, reason) => {
    const conversation: Conversation = [
      [UP, text],
      [UP, GET],
    ];
    const facts = read(reason.startsWith('ended') ? conversation.slice(0, 1) : conversation);
    expect(facts.every((fact) => fact.name === 'raw:bytes' && fact.data.reason.includes(reason))).toBe(true);
    expect(named(facts, 'raw:bytes').every((fact) => fact.size <= 16_384)).toBe(true);
  });

  it.each([
    ['Content-Length: 5\r\nContent-Length: 6', 'not one number'],
    ['Content-Length: -5', 'not one number'],
    ['Transfer-Encoding: gzip', 'transfer coding'],
  ])('a request with %j cannot be framed', (header, reason) => {
    const facts = read([[UP, `POST / HTTP/1.1\r\n${header}\r\n\r\nabc`]]);
    expect(facts.map((fact) => fact.name)).toEqual(['http:request', 'raw:bytes']);
    expect(named(facts, 'raw:bytes')[0]?.data.reason).toContain(reason);
  });

  it('leaves the other direction readable', () => {
    expect(
      words([
        [UP, '\0\0'],
        [DOWN, 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'],
      ])[0],
    ).toBe('400');
  });
});

const RECORDED: Conversation = [
  [UP, `\r\n${GET}`],
  [DOWN, 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n'],
  [DOWN, '10\r\nid: 1\ndata: hi\n\n\r\n12\r\n: c\nretry: 200\n\nda\r\n5\r\nta: x\r\n3;e\r\n\r\n\n\r\n0\r\nT: 1\r\n\r\n'],
  [UP, 'POST /p HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody'],
  [
    DOWN,
    `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 17000\r\n\r\n${'data: 0123456789\n\n'.repeat(945).slice(0, 17000)}`,
  ],
  [UP, 'GET /ws HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
  [UP, 'GET /next HTTP/1.1\r\n\r\n'],
  [DOWN, 'HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno'],
  [DOWN, 'HTTP/1.1 200 OK\r\n\r\nuntil the end'],
];

it('gives the same facts however the bytes are split', () => {
  expect(named(read(RECORDED), 'raw:bytes').map((fact) => fact.size)).toEqual([0]);
  expectSplitsDoNotMatter(() => create(), RECORDED);
});

it('accounts for whatever comes', () => {
  expectNoiseIsAccounted(
    () => create(),
    RECORDED.map(([, said]) => said.slice(0, 300)),
  );
});
