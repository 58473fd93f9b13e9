import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branch, freshSeed, seededRandom, shuffled } from '../../src/lib/random.ts';

const draw = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    expect(draw(7, 20)).toEqual(draw(7, 20));
    expect(draw(7, 20)).not.toEqual(draw(8, 20));
  });

  it('stays in [0, 1) and is spread evenly enough', () => {
    const numbers = draw(1, 10_000);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    const tenths = numbers.reduce((counts, number) => {
      counts[Math.floor(number * 10)] = (counts[Math.floor(number * 10)] ?? 0) + 1;
      return counts;
    }, new Array<number>(10).fill(0));
    expect(Math.min(...tenths)).toBeGreaterThan(850);
    expect(Math.max(...tenths)).toBeLessThan(1150);
  });

  it('does not change between versions: recorded runs and lesson seeds rest on it', () => {
    expect(draw(1, 3)).toMatchInlineSnapshot(`
      [
        0.6270739405881613,
        0.002735721180215478,
        0.5274470399599522,
      ]
    `);
  });
});

it('freshSeed is a 32-bit number', () => {
  const seed = freshSeed();
  expect(Number.isInteger(seed)).toBe(true);
  expect(seed).toBeGreaterThanOrEqual(0);
  expect(seed).toBeLessThan(2 ** 32);
});

describe('shuffled', () => {
  it('keeps every item, and the input as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        const after = shuffled(items, seededRandom(seed));
        expect(items).toEqual(before);
        expect([...after].sort()).toEqual([...before].sort());
      }),
    );
  });

  it('reaches every order about equally often', () => {
    const random = seededRandom(3);
    const seen = new Map<string, number>();
    for (let turn = 0; turn < 6000; turn += 1) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    expect(Math.min(...seen.values())).toBeGreaterThan(850);
  });
});

describe('branch', () => {
  it('depends on one draw alone, whatever is drawn later from either', () => {
    const one = seededRandom(5);
    const other = seededRandom(5);
    const first = branch(one);
    const second = branch(other);
    for (let drawn = 0; drawn < 10; drawn++) other.next();
    expect(Array.from({ length: 5 }, () => first.next())).toEqual(Array.from({ length: 5 }, () => second.next()));
    expect(branch(one).next()).not.toBe(branch(other).next());
  });
});
