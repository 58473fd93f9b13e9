import { expect, it } from 'vitest';
import { numberOf } from '../../../src/ui/components/number-field.tsx';

it.each([
  ['42', 42],
  ['-1.5', -1.5],
  ['40,000', 40_000],
  ['1,234,567.5', 1_234_567.5],
  ['2,5', 2.5],
  ['2.', 2],
])('reads %s', (text, value) => expect(numberOf(text)).toBe(value));

it.each(['', '-', '1-2', '1,2,3', '1..2'])('takes %j for no number', (text) => expect(numberOf(text)).toBeNaN());
