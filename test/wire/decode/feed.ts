// Feeds conversations to decoders: whole, byte by byte, or in random pieces.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Decoder, Flow } from '../../../src/wire/decode/decoder.ts';
import type { Fact } from '../../../src/wire/event.ts';

/** What was said, in order. Text is Latin-1. */
export type Conversation = readonly (readonly [flow: Flow, bytes: Uint8Array | string])[];

export const UP = 'client-to-server';
export const DOWN = 'server-to-client';

export const bytesOf = (said: Uint8Array | string): Uint8Array => (typeof said === 'string' ? Buffer.from(said, 'latin1') : said);
export const fromHex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Feeds a conversation, each turn cut into pieces of the given sizes (used again and again), and ends both directions. */
export function feed(decoder: Decoder, conversation: Conversation, sizes: readonly number[] = [Number.POSITIVE_INFINITY]): Fact[] {
  const facts: Fact[] = [];
  let turn = 0;
  for (const [flow, said] of conversation) {
    const bytes = bytesOf(said);
    let at = 0;
    while (at < bytes.length) {
      const size = sizes[turn++ % sizes.length] as number;
      facts.push(...decoder.push(flow, bytes.slice(at, at + size)));
      at += size;
    }
  }
  return [...facts, ...decoder.end(UP), ...decoder.end(DOWN)];
}

export const bytesIn = (conversation: Conversation, direction: Flow): number =>
  conversation.filter(([flow]) => flow === direction).reduce((sum, [, said]) => sum + bytesOf(said).length, 0);

export const accounted = (facts: readonly Fact[], direction: Flow): number =>
  facts.filter((fact) => fact.direction === direction).reduce((sum, fact) => sum + fact.size, 0);

/** The facts of one name, narrowed. */
export function named<Name extends Fact['name']>(facts: readonly Fact[], name: Name): Extract<Fact, { name: Name }>[] {
  return facts.filter((fact): fact is Extract<Fact, { name: Name }> => fact.name === name);
}

/** Every byte is in exactly one fact. */
export function expectAllAccounted(facts: readonly Fact[], conversation: Conversation): void {
  for (const flow of [UP, DOWN] as const) expect(accounted(facts, flow), flow).toBe(bytesIn(conversation, flow));
}

/** The same conversation in random pieces gives the same facts, and every byte is accounted for. */
export function expectSplitsDoNotMatter(create: () => Decoder, conversation: Conversation): void {
  const whole = feed(create(), conversation);
  expectAllAccounted(whole, conversation);
  expect(feed(create(), conversation, [1])).toEqual(whole);
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, (cuts) => {
      expect(feed(create(), conversation, cuts)).toEqual(whole);
    }),
    { numRuns: 40 },
  );
}

/** Bytes that are nearly, but not quite, a conversation: parts of real ones with noise between. */
export function noise(seeds: readonly (Uint8Array | string)[]): fc.Arbitrary<Conversation> {
  const part = fc.oneof(
    fc.constantFrom(...seeds.map(bytesOf)),
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ maxLength: 30 }).map((text) => Buffer.from(text) as Uint8Array),
    fc.constantFrom('\r\n', '\n', '\r\n\r\n', ': ', '0\r\n\r\n', 'HTTP/1.1 ', 'GET / HTTP/1.1\r\n', '\x16\x03\x01').map(bytesOf),
  );
  const cut = fc
    .tuple(part, fc.nat(80), fc.nat(80))
    .map(([bytes, from, drop]) => (drop > 60 ? bytes.slice(from % (bytes.length + 1)) : bytes));
  return fc.array(fc.tuple(fc.constantFrom(UP, DOWN) as fc.Arbitrary<Flow>, cut), { maxLength: 12 });
}

/** Whatever comes: nothing is thrown, nothing is lost, and pieces do not matter. */
export function expectNoiseIsAccounted(create: () => Decoder, seeds: readonly (Uint8Array | string)[]): void {
  fc.assert(
    fc.property(noise(seeds), fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 10 }), (conversation, cuts) => {
      const whole = feed(create(), conversation);
      expectAllAccounted(whole, conversation);
      expect(feed(create(), conversation, cuts)).toEqual(whole);
    }),
    { numRuns: 300 },
  );
}
