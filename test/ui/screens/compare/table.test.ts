import { describe, expect, it } from 'vitest';
import type { Comparison, ComparisonRow } from '../../../../src/compare/schema.ts';
import type { ComparisonView } from '../../../../src/ui/hooks/use-comparison.ts';
import { screenLines, shapeOf, tableLines } from '../../../../src/ui/screens/compare/table.ts';
import { ASCII, UNICODE } from '../../../../src/ui/theme.ts';
import { measureScreens } from '../../../../src/wire/measure-screens.ts';
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
    const heads = (columns: number) => shapeOf(comparison, undefined, room(columns)).columns.map(({ head }) => head);
    expect(heads(58)).toEqual(['median', 'B / msg']);
    expect(heads(112)).toEqual(['median', 'B / msg', 'reqs', 'way', 'p99', 'lost', 'conns']);
  });
  it('has one character for each cell without Unicode', () => {
    const lines = tableLines(comparison, viewOf({ fault: 'cut' }), 0, { columns: 80, symbols: ASCII });
    expect(textOf(lines.slice(1))).toMatch(/> Stream.*X/);
  });
});

describe('a comparison of screens', () => {
  const numbers = { screenRequests: 2, screenRounds: 1, screenUp: 157, contentUp: 0, screenDown: 7324, contentDown: 6848 };
  const columns = [...Object.keys(numbers), 'unusedFields', 'missingCalls', 'serverReads', 'cacheableAnswers', 'screenTime'];
  const [first, second, third] = comparison.rows as unknown as readonly [ComparisonRow, ComparisonRow, ComparisonRow];
  const screens: Comparison = {
    ...comparison,
    feed: false,
    columns,
    rows: [first, { ...second, claims: second.claims.slice(1) }, third],
  };
  const view = (changes = {}): ComparisonView => {
    const made = viewOf(changes);
    const rows = made.report?.rows.map((row) => ({
      ...row,
      measured: { ...row.measured, screens: { list: { ...measureScreens([]), ...numbers } } },
    }));
    return { ...made, report: made.report && rows && { ...made.report, rows } };
  };

  it('has all ten numbers at 80 columns, the verdicts where there is room, and no chart', () => {
    const heads = (cells: number, settings = view().settings) => {
      const { columns: shown, marks, chart } = shapeOf(screens, settings, room(cells));
      return [shown.length, marks, chart];
    };
    expect([heads(76), heads(112)]).toEqual([
      [10, 0, 0],
      [10, 7, 0],
    ]);
    expect(heads(112, view({ rtt: 50 }).settings)).toEqual([11, 7, 0]);
  });
  it('keeps room for the row with the most claims', () => {
    const shape = shapeOf(
      { ...screens, rows: [...screens.rows].reverse().map((row, at) => (at === 0 ? { ...row, claims: [] } : row)) },
      undefined,
      room(112),
    );
    expect(shape.marks).toBe(7);
  });
  it('has a row for each style beneath each screen', () => {
    expect(textOf(screenLines(screens, view(), 0, room(76)).slice(0, 3))).toMatchInlineSnapshot(`
      "  List       reqs trips  all ↑ body ↑  all ↓ body ↓ unused extra reads cache
      ❯ Stream        2     1    157      0  7,324  6,848      0     0     0     0
        Poll          2     1    157      0  7,324  6,848      0     0     0     0"
    `);
    for (const line of screenLines(screens, view(), 0, room(76))) expect(lineWidth(line)).toBeLessThanOrEqual(76);
  });
  it('says nothing of screens before they are drawn', () => {
    const running = { ...view(), report: undefined };
    expect(textOf(screenLines(screens, running, 0, room(76)))).toContain('when all are drawn');
    expect(textOf(tableLines(screens, running, 0, room(76)))).toContain('–');
  });
});
