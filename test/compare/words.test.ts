import { describe, expect, it } from 'vitest';
import { amount, bytes, milliseconds } from '../../src/compare/words.ts';

describe('numbers of a comparison', () => {
  it('have three figures and a unit, and a dash where there is none', () => {
    expect([0.4364, 10.52, 251.4, 1234, 12_345, null].map(milliseconds)).toEqual([
      '0.436 ms',
      '10.5 ms',
      '251 ms',
      '1,234 ms',
      '12.3 s',
      '–',
    ]);
    expect([0, 122.4, 9114, 22_149, 2.44e9, 7.36e12, null].map((value) => bytes(value))).toEqual([
      '0 B',
      '122 B',
      '9,114 B',
      '22.1 kB',
      '2.44 GB',
      '7.36 TB',
      '–',
    ]);
    expect([0, 0.117, 60, 1_234, 999_999, 20e6, 2e9, null].map(amount)).toEqual([
      '0',
      '0.117',
      '60',
      '1,234',
      '999,999',
      '20 million',
      '2 billion',
      '–',
    ]);
  });
});
