import { describe, expect, it } from 'vitest';
import { sparkCells } from '../../../src/ui/components/sparkline.tsx';
import { UNICODE } from '../../../src/ui/theme.ts';

describe('sparkCells', () => {
  it('scales to the highest, keeps zero apart from little', () => {
    expect(sparkCells([0, 1, 4, 8], 4, UNICODE.spark)).toBe(' ▁▄█');
  });
  it('shows the newest at the right', () => {
    expect(sparkCells([8, 8, 4], 2, UNICODE.spark)).toBe('█▄');
    expect(sparkCells([8], 3, UNICODE.spark)).toBe('  █');
    expect(sparkCells([], 3, UNICODE.spark)).toBe('   ');
  });
  it('takes a fixed top', () => {
    expect(sparkCells([4], 1, UNICODE.spark, 8)).toBe('▄');
  });
});
