import { expect, it } from 'vitest';
import { PIECE } from '../../../src/wire/decode/bytes.ts';
import { createRawDecoder } from '../../../src/wire/decode/raw.ts';
import { type Conversation, DOWN, expectNoiseIsAccounted, expectSplitsDoNotMatter, feed, UP } from './feed.ts';

const CONVERSATION: Conversation = [
  [UP, 'hello'],
  [DOWN, 'x'.repeat(PIECE * 2 + 7)],
  [UP, new Uint8Array([0, 255, 27])],
];

it('reports bytes in fixed pieces with the reason, each direction for itself', () => {
  const facts = feed(createRawDecoder('nobody reads this'), CONVERSATION);
  expect(facts.map(({ direction, size }) => [direction, size])).toEqual([
    [DOWN, PIECE],
    [DOWN, PIECE],
    [UP, 8],
    [DOWN, 7],
  ]);
  expect(facts.every((fact) => fact.name === 'raw:bytes' && fact.data.reason === 'nobody reads this')).toBe(true);
  expect(facts[0]?.fields?.[0]).toMatchObject({ offset: 0, length: PIECE, meaning: 'nobody reads this' });
});

it('gives the same facts however the bytes are split', () => {
  expectSplitsDoNotMatter(() => createRawDecoder('raw'), CONVERSATION);
});

it('accounts for whatever comes', () => {
  expectNoiseIsAccounted(() => createRawDecoder('raw'), ['some text', new Uint8Array([1, 2, 3])]);
});
