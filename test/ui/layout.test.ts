import { describe, expect, it } from 'vitest';
import { isTooSmall, layoutOf } from '../../src/ui/layout.ts';

describe('layoutOf', () => {
  it('always leaves the last row of the terminal free', () => {
    for (const rows of [20, 23, 24, 40]) {
      const layout = layoutOf({ columns: 80, rows }, 'home', false);
      // Header, the empty line under it, the screen, the empty line above the footer, the footer.
      expect(layout.rows + 3 + (layout.airy ? 1 : 0)).toBe(rows - 1);
    }
  });
  it('gives the contents a place only where the screen keeps enough', () => {
    expect(layoutOf({ columns: 99, rows: 30 }, 'lesson', false).sidebar).toBe(0);
    const wide = layoutOf({ columns: 120, rows: 30 }, 'lesson', false);
    expect(wide.sidebar).toBeGreaterThan(0);
    expect(wide.main).toBeGreaterThanOrEqual(84);
    expect(layoutOf({ columns: 120, rows: 30 }, 'lab', false).sidebar).toBe(0);
    expect(layoutOf({ columns: 120, rows: 30 }, 'lesson', true).main).toBe(116);
  });
  it('needs 60x20', () => {
    expect([isTooSmall({ columns: 60, rows: 20 }), isTooSmall({ columns: 59, rows: 20 }), isTooSmall({ columns: 60, rows: 19 })]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
