import { describe, expect, it } from 'vitest';
import { createBufferingGate } from '../../src/labs/buffering.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const text = (parts: readonly Uint8Array[]) => parts.map((part) => Buffer.from(part).toString('latin1')).join('');
const STREAM = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';
const chunk = (data: string) => `${data.length.toString(16)}\r\n${data}\r\n`;

/** A gate that was asked for something. */
function asked(method = 'GET') {
  const gate = createBufferingGate();
  gate.request(bytes(`${method} / HTTP/1.1\r\nHost: here\r\n\r\n`));
  return gate;
}

describe('a response that does not end', () => {
  it('is held, head and all, until 16 KiB are there', () => {
    const gate = asked();
    expect(gate.response(bytes(STREAM), true)).toEqual([]);
    expect(gate.response(bytes(chunk('data: 1\n\n')), true)).toEqual([]);
    expect(gate.held()).toBe(STREAM.length + chunk('data: 1\n\n').length);
    const full = chunk('x'.repeat(16 * 1024));
    expect(text(gate.response(bytes(full), true))).toBe(STREAM + chunk('data: 1\n\n') + full);
    expect(gate.held()).toBe(0);
    expect(gate.response(bytes(chunk('next')), true)).toEqual([]);
  });

  it('passes with X-Accel-Buffering: no, in any case of letters', () => {
    const gate = asked();
    const open = STREAM.replace('\r\n\r\n', '\r\nx-accel-buffering: NO\r\n\r\n');
    expect(text(gate.response(bytes(open), true))).toBe(open);
    expect(text(gate.response(bytes(chunk('a')), true))).toBe(chunk('a'));
  });

  it('passes where the path does not buffer, with what was held before', () => {
    const gate = asked();
    gate.response(bytes(STREAM), true);
    expect(text(gate.response(bytes(chunk('a')), false))).toBe(STREAM + chunk('a'));
  });
});

describe('a response that ends', () => {
  it.each([
    ['by its last chunk', `${STREAM}${chunk('a')}0\r\n\r\n`],
    ['by its length', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc'],
    ['with its head, for 204 has no content', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['with its head, for 304 has none either', 'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'],
    ['with its head, being empty', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
  ])('%s passes as a whole, whatever pieces it comes in', (_name, response) => {
    const gate = asked();
    const passed = [...bytes(response)].flatMap((byte) => [...gate.response(Uint8Array.of(byte), true)]);
    expect(text(passed)).toBe(response);
    const whole = asked();
    expect(text(whole.response(bytes(response), true))).toBe(response);
  });

  it('ends with its head where the request was HEAD', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n';
    expect(text(asked('HEAD').response(bytes(head), true))).toBe(head);
  });

  it('does not let the next one through', () => {
    const gate = asked();
    gate.request(bytes('GET /two HTTP/1.1\r\n\r\n'));
    gate.response(bytes('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), true);
    expect(gate.response(bytes(STREAM), true)).toEqual([]);
  });
});

it('does not buffer what switched protocols, nor what it cannot read', () => {
  const gate = createBufferingGate();
  gate.request(bytes('GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'));
  const switching =
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n';
  expect(text(gate.response(bytes(switching), true))).toBe(switching);
  expect(gate.response(Uint8Array.of(0x81, 0x01, 0x61), true)).toHaveLength(1);
  const other = createBufferingGate();
  other.request(bytes('\x16\x03\x01 no HTTP at all\r\n\r\n'));
  expect(text(other.response(bytes('SSH-2.0\r\n\r\n'), true))).toBe('SSH-2.0\r\n\r\n');
});

it('gives back all that it holds when the connection ends', () => {
  const gate = asked();
  gate.response(bytes(STREAM), true);
  expect(text(gate.flush())).toBe(STREAM);
  expect([gate.held(), gate.flush()]).toEqual([0, []]);
});
