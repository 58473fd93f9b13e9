import { describe, expect, it } from 'vitest';
import { filledCells } from '../../../src/ui/components/meter.tsx';

describe('filledCells', () => {
  it('never draws something as nothing, nor almost all as all', () => {
    expect([0, 1, 50, 99, 100, 120].map((value) => filledCells(value, 100, 10))).toEqual([0, 1, 5, 9, 10, 10]);
  });
  it('draws nothing of nothing', () => {
    expect(filledCells(3, 0, 10)).toBe(0);
  });
});
