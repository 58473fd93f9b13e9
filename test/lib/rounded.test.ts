import { expect, it } from 'vitest';
import { roundedText } from '../../src/lib/rounded.ts';

it.each([
  [0, '0'],
  [7, '7'],
  [0.123456, '0.123'],
  [12.3456, '12.3'],
  [99.96, '100'],
  [234.56, '235'],
  [1234.5, '1,235'],
  [40_000, '40,000'],
  [1_234_567, '1,234,567'],
  [-1234, '-1,234'],
  [0.00012345, '0.000123'],
  [Number.NaN, 'NaN'],
])('writes %d as %s', (value, text) => expect(roundedText(value)).toBe(text));
