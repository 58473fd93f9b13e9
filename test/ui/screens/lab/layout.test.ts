import { describe, expect, it } from 'vitest';
import { boxesOf, insideOf, layoutLab, PANES, STRIP } from '../../../../src/ui/screens/lab/layout.ts';

const at = (columns: number, rows: number, pane: (typeof PANES)[number] = 'picture') =>
  layoutLab({ columns, rows, actionRows: 3, pane, beneath: pane === 'picture' ? 'log' : pane });

describe('layoutLab', () => {
  it('shows one pane where there is little room, two at 80x24, all in a large window', () => {
    expect(at(58, 16).kind).toBe('one');
    expect(at(76, 19).kind).toBe('stack');
    expect(at(116, 35).kind).toBe('grid');
    expect(boxesOf(at(58, 16, 'deck')).map(({ pane }) => pane)).toEqual(['deck']);
    expect(boxesOf(at(76, 19, 'numbers')).map(({ pane }) => pane)).toEqual(['picture', 'numbers']);
    expect([...boxesOf(at(116, 35)).map(({ pane }) => pane)].sort()).toEqual([...PANES].sort());
  });

  it('uses every row and every column, and no more', () => {
    for (const [columns, rows] of [
      [58, 15],
      [58, 16],
      [72, 17],
      [76, 19],
      [96, 25],
      [110, 28],
      [116, 35],
      [126, 40],
      [156, 45],
      [220, 64],
    ] as const) {
      for (const pane of PANES) {
        const layout = at(columns, rows, pane);
        const left = layout.left.map((band) => ({
          rows: Math.max(...band.map((box) => box.rows)),
          columns: band.reduce((sum, box) => sum + box.columns, 0),
        }));
        const strip = layout.kind === 'grid' ? 0 : STRIP;
        const used = 1 + layout.actionRows + strip + left.reduce((sum, band) => sum + band.rows, 0);
        expect(used).toBe(rows);
        const side = layout.right[0]?.columns ?? 0;
        for (const band of left) expect(band.columns + side).toBe(columns);
        if (side > 0) expect(layout.right.reduce((sum, box) => sum + box.rows, 0)).toBe(rows - 1 - layout.actionRows);
        for (const box of boxesOf(layout)) expect(insideOf(layout, box).rows).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('gives the inspector more rows while it is read', () => {
    const rows = (pane: (typeof PANES)[number]) => boxesOf(at(116, 35, pane)).find((box) => box.pane === 'frame')?.rows ?? 0;
    expect(rows('frame')).toBeGreaterThan(rows('log'));
  });
});
