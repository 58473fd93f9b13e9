// QUIC packets as anybody sees them, against the samples of RFC 9001 appendix A and packets built after RFC 9000.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/wire/decode/decoder.ts';
import { createQuicDecoder } from '../../../src/wire/decode/quic.ts';
import { DOWN, fromHex, named, UP } from './feed.ts';

/** RFC 9001 section A.2: the client's first packet, protected; its header stands at the front, 1200 bytes in all. */
const CLIENT_INITIAL = Buffer.concat([fromHex('c0 00000001 08 8394c8f03e515708 00 00 449e'), Buffer.alloc(0x49e, 0x7b)]);
/** RFC 9001 section A.3: the server's. */
const SERVER_INITIAL = Buffer.concat([fromHex('cf 00000001 00 08 f067a5502a4262b5 00 4075'), Buffer.alloc(0x75, 0xc0)]);
/** RFC 9001 section A.4: a Retry, whole. */
const RETRY = fromHex('ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba');
const handshake = (size: number) =>
  Buffer.concat([fromHex('e0 00000001 00 08 f067a5502a4262b5'), Buffer.of(0x40, size), Buffer.alloc(size, 0xee)]);
const short = (id: string, size: number) => Buffer.concat([fromHex(`41 ${id}`), Buffer.alloc(size, 0xaa)]);

type Said = readonly (readonly [flow: Flow, datagram: Uint8Array])[];
const read = (...said: Said) => {
  const decoder = createQuicDecoder();
  return said.flatMap(([flow, bytes]) => decoder.push(flow, bytes));
};
const packets = (...said: Said) => named(read(...said), 'quic:packet').map(({ data }) => data);

describe('long headers', () => {
  it('an Initial: version, both ids, its length (RFC 9001 section A.2)', () => {
    const facts = read([UP, CLIENT_INITIAL]);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({
      name: 'quic:packet',
      size: 1200,
      data: { type: 'Initial', header: 'long', version: '1', destination: '8394c8f03e515708', from: '', length: 1200, detail: '' },
    });
  });

  it('an Initial with a token, after a Retry (RFC 9000 section 17.2.2)', () => {
    const packet = Buffer.concat([fromHex('c0 00000001 08 f067a5502a4262b5 00 05 746f6b656e 4010'), Buffer.alloc(16)]);
    expect(packets([UP, packet])).toMatchObject([{ type: 'Initial', detail: 'with a token of 5 B', length: packet.length }]);
  });

  it('a Retry (RFC 9001 section A.4)', () => {
    expect(packets([DOWN, RETRY])).toMatchObject([{ type: 'Retry', from: 'f067a5502a4262b5', detail: 'token 5 B' }]);
  });

  it('packets that share a datagram (RFC 9000 section 12.2)', () => {
    const facts = read([DOWN, Buffer.concat([SERVER_INITIAL, handshake(40), short('', 30)])]);
    expect(named(facts, 'quic:datagram')[0]?.data.packets).toBe(3);
    expect(named(facts, 'quic:packet').map(({ data }) => data.type)).toEqual(['Initial', 'Handshake', '1-RTT']);
    expect(named(facts, 'quic:packet').reduce((sum, { size }) => sum + size, 0)).toBe(named(facts, 'quic:datagram')[0]?.data.length);
    expect(named(facts, 'quic:packet').map(({ data }) => data.place)).toEqual([1, 2, 3]);
  });

  it('zeros behind the last packet are padding (RFC 9000 section 14.1)', () => {
    const facts = read([UP, Buffer.concat([SERVER_INITIAL, Buffer.alloc(1000)])]);
    expect(facts).toMatchObject([
      { name: 'quic:packet' },
      { name: 'raw:bytes', size: 1000, data: { reason: expect.stringContaining('zeros') } },
    ]);
  });

  it('0-RTT', () => {
    const packet = Buffer.concat([fromHex('d0 00000001 08 8394c8f03e515708 00 4014'), Buffer.alloc(20)]);
    expect(packets([UP, packet])).toMatchObject([{ type: '0-RTT', length: packet.length }]);
  });

  it('Version Negotiation: what the server speaks (RFC 9000 section 17.2.1)', () => {
    const packet = fromHex('80 00000000 08 f067a5502a4262b5 08 8394c8f03e515708 00000001 6b3343cf 1a2a3a4a');
    expect(packets([DOWN, packet])).toMatchObject([{ type: 'Version Negotiation', version: '', detail: 'speaks 1, 2, 0x1a2a3a4a' }]);
  });

  it('an unknown version: the invariants only (RFC 8999 section 5.1)', () => {
    const packet = fromHex('c0 0a0a0a0a 04 01020304 02 aabb ffffffffff');
    expect(packets([UP, packet])).toMatchObject([
      { type: 'unknown', version: '0x0a0a0a0a', destination: '01020304', from: 'aabb', length: packet.length },
    ]);
  });
});

describe('short headers', () => {
  it('have an id whose length the other side gave away before', () => {
    expect(packets([DOWN, SERVER_INITIAL], [UP, short('f067a5502a4262b5', 25)])[1]).toMatchObject({
      type: '1-RTT',
      header: 'short',
      destination: 'f067a5502a4262b5',
      length: 34,
    });
  });

  it('have none where it is not known', () => {
    expect(packets([UP, short('f067a5502a4262b5', 25)])).toMatchObject([{ type: '1-RTT', destination: '' }]);
  });
});

describe('whatever comes', () => {
  it('is accounted for, and named where it cannot be read', () => {
    const facts = read([UP, CLIENT_INITIAL.subarray(0, 100)]);
    expect(facts.reduce((sum, fact) => sum + fact.size, 0)).toBe(100);
    expect(facts[0]).toMatchObject({ name: 'raw:bytes' });
  });

  it('never throws', () => {
    const part = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(CLIENT_INITIAL, SERVER_INITIAL, RETRY, handshake(10)));
    const flow = fc.constantFrom(UP, DOWN) as fc.Arbitrary<Flow>;
    fc.assert(
      fc.property(fc.array(fc.tuple(flow, fc.array(part, { maxLength: 4 }))), (said) => {
        const bytes = said.map(([direction, parts]) => [direction, Buffer.concat(parts)] as const);
        const facts = read(...bytes);
        expect(facts.reduce((sum, fact) => sum + fact.size, 0)).toBe(bytes.reduce((sum, [, each]) => sum + each.length, 0));
      }),
    );
  });
});
