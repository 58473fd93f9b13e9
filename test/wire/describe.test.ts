import fc from 'fast-check';
import { expect, describe as group, it } from 'vitest';
import { arrowLine, describe } from '../../src/wire/describe.ts';
import type { EventData, EventName, WireEvent } from '../../src/wire/event.ts';
import { eventOf, type Place } from './event-of.ts';

const frame: EventData['ws:frame'] = {
  fin: true,
  rsv1: false,
  opcode: 1,
  kind: 'text',
  masked: true,
  maskKey: '00',
  length: 5,
  preview: 'Hello',
};

/** One of each; the compiler asks for a line when an event is added. */
const LINES: { readonly [Name in EventName]: readonly (readonly [data: EventData[Name], line: string, place?: Place])[] } = {
  'tcp:open': [[{ clientPort: 1, serverPort: 2 }, 'connection opened, port 1 to 2']],
  'tcp:close': [
    [{ by: 'client', how: 'fin', lostBytes: 0 }, 'connection closed (FIN) by client'],
    [{ by: 'tap', how: 'cut', lostBytes: 9 }, 'connection cut by tap, 9 B lost on the way'],
  ],
  'http:request': [[{ method: 'GET', target: '/feed', version: 'HTTP/1.1', headers: [] }, 'GET /feed HTTP/1.1']],
  'http:response': [[{ status: 200, reason: 'OK', version: 'HTTP/1.1', headers: [] }, 'HTTP/1.1 200 OK']],
  'http:chunk': [
    [{ length: 3, preview: 'a\nb', last: false }, 'chunk 3 B "a␊b"'],
    [{ length: 0, preview: '', last: true }, 'last chunk'],
  ],
  'http:body': [[{ length: 3, preview: 'abc' }, 'body 3 B "abc"']],
  'sse:event': [
    [{ type: 'update', data: '…', lastEventId: '12' }, 'event #12 update "…" 3 B'],
    [{ type: 'message', data: 'a', lastEventId: '' }, 'event message "a" 1 B'],
  ],
  'sse:comment': [[{ text: 'keep' }, 'comment "keep"']],
  'sse:retry': [[{ milliseconds: 200 }, 'retry after 200 ms']],
  'ws:open': [
    [{ key: 'k', accept: 'a', expected: 'a', protocol: '', extensions: '' }, 'WebSocket open, accept is right'],
    [{ key: 'k', accept: 'a', expected: 'b', protocol: 'p', extensions: 'e' }, 'WebSocket open, accept is WRONG, p, e'],
  ],
  'ws:frame': [
    [frame, 'TEXT 5 B fin masked "Hello"'],
    [{ ...frame, rsv1: true, preview: '', masked: false }, 'TEXT 5 B fin rsv1'],
    [{ ...frame, opcode: 9, kind: 'ping', preview: 'hi' }, 'PING "hi" masked'],
    [{ ...frame, opcode: 8, kind: 'close', masked: false, closeCode: 1001, closeReason: 'bye' }, 'CLOSE 1001 "bye"'],
    [{ ...frame, opcode: 8, kind: 'close', masked: false, length: 0, preview: '' }, 'CLOSE 0 B fin'],
  ],
  'ws:message': [
    [{ kind: 'text', text: 'Hello', length: 5, wireLength: 5, frames: 1, compressed: false }, 'message text 5 B "Hello"'],
    [
      { kind: 'text', text: 'Hello', length: 5, wireLength: 7, frames: 2, compressed: true },
      'message text 5 B in 2 frames, 7 B compressed "Hello"',
    ],
  ],
  'http2:frame': [
    [{ type: 'SETTINGS', stream: 0, flags: ['ACK'], length: 0, detail: 'in force' }, 'SETTINGS 0 B ACK in force'],
    [
      {
        type: 'HEADERS',
        stream: 1,
        flags: ['END_HEADERS'],
        length: 9,
        detail: '',
        headers: [
          [':method', 'GET'],
          [':path', '/'],
          ['x', 'y'],
        ],
      },
      'HEADERS stream 1 9 B END_HEADERS GET /',
    ],
  ],
  'grpc:message': [
    [
      { stream: 1, method: '/a.B/C', type: 'a.Quote', compressed: false, length: 9, text: 'id: 3 symbol: "ACME"' },
      'message Quote 9 B id: 3 symbol: "ACME"',
    ],
    [{ stream: 1, method: '', type: '', compressed: true, length: 9, text: '1: 3' }, 'message of unknown type 9 B compressed 1: 3'],
  ],
  'grpc:status': [
    [{ stream: 1, method: '/a.B/C', code: 0, status: 'OK', message: 'OK' }, 'status 0 OK'],
    [{ stream: 1, method: '/a.B/C', code: 5, status: 'NOT_FOUND', message: 'no such symbol' }, 'status 5 NOT_FOUND "no such symbol"'],
  ],
  'tls:record': [
    [{ type: 'handshake', length: 500, detail: 'ClientHello localhost offers h2' }, 'TLS handshake 500 B ClientHello localhost offers h2'],
    [{ type: 'application_data', length: 40, detail: '' }, 'TLS application_data 40 B encrypted'],
  ],
  'quic:datagram': [[{ length: 1200, packets: 2 }, 'datagram 1200 B with 2 packets']],
  'quic:packet': [
    [
      {
        type: 'Initial',
        header: 'long',
        version: '1',
        destination: '0123456789abcdef',
        from: '',
        length: 1200,
        place: 1,
        detail: 'with a token of 8 B',
      },
      'Initial 1200 B to id 0123456789a… with a token of 8 B',
    ],
    [{ type: '1-RTT', header: 'short', version: '', destination: '', from: '', length: 40, place: 1, detail: '' }, '1-RTT 40 B'],
  ],
  'raw:bytes': [[{ reason: 'no protocol', preview: '' }, '7 B unread: no protocol', { size: 7 }]],
  'app:publish': [
    [{ id: 4 }, 'publishes #4'],
    [{ id: 4, actor: 'client' }, 'client publishes #4'],
  ],
  'app:deliver': [[{ id: 4, client: 'client 1' }, 'client 1 gets #4']],
  'app:state': [
    [{ actor: 'client', state: 'open', detail: '' }, 'client open'],
    [{ actor: 'server', state: 'gone', detail: 'no pong' }, 'server gone: no pong'],
  ],
  'app:resource': [
    [{ protocol: 'http/1.1', id: 7, phase: 'queued', bytes: 0, gap: 0 }, 'http/1.1 #7 waits for a connection'],
    [{ protocol: 'h2', id: 1, phase: 'end', bytes: 900, gap: 0 }, 'h2 #1 is complete, 900 B'],
  ],
  'app:screen': [
    [
      { api: 'rest', screen: 'list', phase: 'end', calls: 2, rounds: 1, fields: 244, unused: 150, reads: 2 },
      'rest: list is drawn: 2 calls in 1 round, 150 of 244 fields unused, 2 reads',
    ],
    [{ api: 'rest', screen: 'list', phase: 'begin', calls: 0, rounds: 0, fields: 0, unused: 0, reads: 0 }, 'rest: list is wanted'],
  ],
  'app:picture': [
    [
      {
        who: 'webp browser',
        target: '/evening.jpg?w=480&q=75',
        format: 'image/webp',
        width: 480,
        height: 320,
        bytes: 4842,
        originalBytes: 120_000,
        preview: { width: 1, height: 1, part: 'whole', rgb: 'AAAA' },
      },
      'webp browser shows image/webp 480x320, 4842 B',
    ],
  ],
  'app:contract': [
    [
      { api: 'trpc', change: 'rename-field', client: 'installed', outcome: 'wrong', words: 'shows “NaN”' },
      'tRPC after rename-field: the installed client is wrong and does not notice: shows “NaN”',
    ],
    [
      { api: 'grpc', change: 'add-field', client: 'rebuilt', outcome: 'builds', words: '' },
      'gRPC after add-field: the rebuilt client builds',
    ],
  ],
  'app:buffered': [[{ actor: 'server', bytes: 10 }, 'server has 10 B waiting to be sent']],
  'cache:decision': [
    [
      {
        cache: 'edge',
        method: 'GET',
        target: '/logo.svg',
        status: 200,
        outcome: 'hit',
        because: '12 seconds old; max-age=60 in Cache-Control: fresh for 60 seconds',
        source: 'rfc9111#5.2.2.1',
        storing: '',
        storingBecause: '',
        storingSource: '',
        age: 12,
        lifetime: 60,
        cacheStatus: 'edge; hit; ttl=48',
      },
      'edge hit: GET /logo.svg: 12 seconds old; max-age=60 in Cache-Control: fresh for 60 seconds',
    ],
  ],
  'path:hold': [[{ bytes: 10, milliseconds: 199.6, reason: 'loss' }, 'path holds 10 B for 200 ms (loss)']],
  'path:change': [[{ detail: 'blackhole on' }, 'path: blackhole on']],
  'path:drop': [[{ bytes: 3, reason: 'blackhole' }, 'path drops 3 B: blackhole']],
};

group('describe', () => {
  for (const name of Object.keys(LINES) as EventName[]) {
    it.each(LINES[name].map(([data, line, place]) => [line, eventOf(name, data as never, place)] as const))(
      `${name}: %s`,
      (line, event) => {
        expect(describe(event)).toBe(line);
      },
    );
  }

  it('cuts what is long, and never through a character', () => {
    const line = describe(eventOf('sse:event', { type: 'x'.repeat(200), data: '🐎'.repeat(200), lastEventId: '9'.repeat(200) }));
    expect(line.length).toBeLessThanOrEqual(100);
    expect(line).toContain('…');
    expect(line).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('lets no control character through', () => {
    const event = eventOf('http:request', { method: '\x1b[2J', target: '/\u202e', version: 'a\r\nb', headers: [] });
    expect(describe(event)).toBe('␛[2J /· a␍␊b');
  });

  it('says of a broken recording that it is broken', () => {
    expect(describe({ ...eventOf('app:publish', { id: 1 }), data: null } as unknown as WireEvent)).toBe(
      'an event that cannot be read: app:publish',
    );
    expect(describe({ ...eventOf('app:publish', { id: 1 }), name: 'new:event' } as unknown as WireEvent)).toBe('unknown event new:event');
  });

  it('never throws', () => {
    const names = [...(Object.keys(LINES) as EventName[]), 'other'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), (name, data) => {
        const line = describe({ ...eventOf('app:publish', { id: 1 }), name, data } as unknown as WireEvent);
        expect(line.length).toBeLessThanOrEqual(130);
      }),
    );
  });
});

group('arrowLine', () => {
  const request = eventOf('http:request', { method: 'GET', target: '/feed', version: 'HTTP/1.1', headers: [] });

  it('shows time, connection, direction and words', () => {
    expect(arrowLine({ ...request, direction: 'client-to-server', time: 12.345 })).toBe(
      '    12.345 ms  1  client ──▶ server  GET /feed HTTP/1.1',
    );
    expect(arrowLine({ ...request, direction: 'server-to-client' })).toContain('client ◀── server');
  });

  it('shows the badge of what was not observed as bytes', () => {
    const hook = eventOf('app:publish', { id: 1 }, { source: 'hook', connection: 0 });
    expect(arrowLine(hook)).toBe('     0.000 ms  ·  client ··  server  publishes #1  [hook]');
  });
});
