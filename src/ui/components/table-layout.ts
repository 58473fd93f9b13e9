// A table as lines: columns share the width by what their cells need, and cells wrap.
import stringWidth from 'string-width';
import type { Symbols } from '../theme.ts';
import type { Line, Part } from './line.tsx';
import { wrapParts } from './prose.ts';

type Cell = readonly Part[];

const GAP = 3;
const widthOf = (cell: Cell) => stringWidth(cell.map(({ text }) => text).join(''));
/** The longest word of a cell: below it words are torn. */
const wordOf = (cell: Cell) =>
  Math.max(
    0,
    ...cell
      .map(({ text }) => text)
      .join('')
      .split(/ +/)
      .map((word) => stringWidth(word)),
  );

/** Widths that add up to the room: each column what it wants, the widest give way first, never below its longest word. */
export function columnWidths(wanted: readonly number[], least: readonly number[], room: number): readonly number[] {
  const widths = [...wanted];
  const total = () => widths.reduce((sum, width) => sum + width, 0);
  for (const floor of [least, least.map(() => 4)]) {
    while (total() > room) {
      const candidates = widths.map((width, index) => (width > (floor[index] as number) ? width : 0));
      const widest = Math.max(...candidates);
      if (widest === 0) break;
      widths[candidates.indexOf(widest)] = widest - 1;
    }
  }
  return widths;
}

/** The rows of a table under a bold head. */
export function tableLines(head: readonly Cell[], rows: readonly (readonly Cell[])[], columns: number, symbols: Symbols): readonly Line[] {
  const all = [head, ...rows];
  const count = Math.max(...all.map((row) => row.length));
  const of = (measure: (cell: Cell) => number) =>
    Array.from({ length: count }, (_, index) => Math.max(1, ...all.map((row) => measure(row[index] ?? []))));
  const widths = columnWidths(of(widthOf), of(wordOf), columns - GAP * (count - 1));
  const rowLines = (row: readonly Cell[]): readonly Line[] => {
    const cells = widths.map((width, index) => wrapParts(row[index] ?? [], width));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells.flatMap((lines, index): readonly Part[] => {
        const parts = lines[line] ?? [];
        const fill = index === widths.length - 1 ? 0 : (widths[index] as number) - widthOf(parts) + GAP;
        return fill > 0 ? [...parts, { text: ' '.repeat(fill) }] : parts;
      }),
    );
  };
  const wraps = rows.some((row) => rowLines(row).length > 1);
  const rule: Line = [{ text: widths.map((width) => symbols.line.repeat(width)).join(symbols.line.repeat(GAP)), role: 'dim' }];
  return [
    ...rowLines(head.map((cell) => cell.map((part) => ({ ...part, bold: true })))),
    rule,
    // Rows that wrap are parted, or one could not tell where the next begins.
    ...rows.flatMap((row, index) => [...(wraps && index > 0 ? [[]] : []), ...rowLines(row)]),
  ];
}
