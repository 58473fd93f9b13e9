import { describe, expect, it } from 'vitest';
import { shapeOf, tableLines } from '../../../../src/ui/screens/compare/table.ts';
import { ASCII, UNICODE } from '../../../../src/ui/theme.ts';
import { textOf } from '../experiment/text-of.ts';
import { comparison, viewOf } from './comparisons.ts';
import { lineWidth } from './width.ts';

const room = (columns: number) => ({ columns, symbols: UNICODE });

describe('the table', () => {
  it('has a row for each, with what came over time, what was measured and a mark for each verdict', () => {
    expect(textOf(tableLines(comparison, viewOf(), 0, room(112)))).toMatchInlineSnapshot(`
      "                 as they come                      median  B / msg   reqs   way       p99   lost  conns  claims
      ❯ Stream           ▅  ▅ ▅  ▅ ▅  ▅ ▅  ▅ ▅  ▅          1 ms       50      1  down      1 ms      0      1  ✓ ✓ – ✗
        Poll              ▅ ▅  ▅ ▅  ▅ ▅  ▅ ▅  ▅ ▅         30 ms      150     11  down     30 ms      0      1  ✓ ✓ – ✗
        Push                                                  –       50      1  down         –      –      1  ◐ – – ✗"
    `);
  });
  it('puts what a cut did first, and marks where it was', () => {
    expect(textOf(tableLines(comparison, viewOf({ fault: 'cut' }), 1, room(90)))).toMatchInlineSnapshot(`
      "                 as they come       lost  got back  back after    median  B / msg  claims
        Stream          ▅▅ ▅▅╳  ▅▅ ▅▅        2         0      251 ms      1 ms       50  ✓ ✓ ✓ ✗
      ❯ Poll            ▃ ▃▃▃╳ ▅▃ ▃▃▃        0         2      170 ms     30 ms      150  ✓ ✓ ✓ ✗
        Push                                 –         –           –         –       50  ◐ – – ✗"
    `);
  });
  it('grows from the left while it runs, without verdicts', () => {
    expect(textOf(tableLines(comparison, viewOf({}, 550), 0, room(80)))).toMatchInlineSnapshot(`
      "                 as they come              median  B / msg   reqs   way  claims
      ❯ Stream          ▅▅▅▅ ▅                     1 ms       50      1  down  ╌ ╌ ╌ ╌
        Poll            ▅▅▅ ▅▅                    30 ms      150      6  down  ╌ ╌ ╌ ╌
        Push                                          –       50      1  down  ╌ ╌ ╌ ╌"
    `);
  });
  it('has no row of numbers before the run begins', () => {
    const view = { ...viewOf(), rows: new Map(), report: undefined, settings: undefined };
    expect(textOf(tableLines(comparison, view, 0, room(60)))).toContain('Stream');
  });
  it.each([58, 76, 86, 96, 112, 160])('fits into %i columns', (columns) => {
    for (const view of [viewOf(), viewOf({ fault: 'cut' }), viewOf({}, 300)])
      for (const line of tableLines(comparison, view, 2, room(columns))) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
  });
  it('drops columns from the right, never the verdicts', () => {
    const heads = (columns: number) => shapeOf(comparison, false, room(columns)).columns.map(({ head }) => head);
    expect(heads(58)).toEqual(['median', 'B / msg']);
    expect(heads(112)).toEqual(['median', 'B / msg', 'reqs', 'way', 'p99', 'lost', 'conns']);
  });
  it('has one character for each cell without Unicode', () => {
    const lines = tableLines(comparison, viewOf({ fault: 'cut' }), 0, { columns: 80, symbols: ASCII });
    expect(textOf(lines.slice(1))).toMatch(/> Stream.*X/);
  });
});
