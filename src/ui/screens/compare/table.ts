// The table of a comparison as lines: a row for each transport, what came in over time, what was measured, and a mark for
// each verdict. Columns that do not fit are left out from the right. Pure.
import stringWidth from 'string-width';
import { type Column, columnsOf } from '../../../compare/columns.ts';
import type { Holds } from '../../../compare/judge.ts';
import { CELL } from '../../../compare/live.ts';
import type { ReportedRow } from '../../../compare/report.ts';
import type { Comparison } from '../../../compare/schema.ts';
import type { CompareSettings } from '../../../compare/settings.ts';
import { NONE } from '../../../compare/words.ts';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import { sparkCells } from '../../components/sparkline.tsx';
import type { ComparisonView } from '../../hooks/use-comparison.ts';
import type { Role, Symbols } from '../../theme.ts';

export const VERDICT_LOOK: Readonly<
  Record<Holds, { readonly symbol: 'done' | 'partly' | 'wrong' | 'dashed'; readonly role: Role; readonly words: string }>
> = {
  holds: { symbol: 'done', role: 'good', words: 'holds' },
  partly: { symbol: 'partly', role: 'warn', words: 'holds partly' },
  'does-not-hold': { symbol: 'wrong', role: 'bad', words: 'does not hold' },
  'not-measurable': { symbol: 'dashed', role: 'dim', words: 'not measurable here' },
};

export interface TableRoom {
  readonly columns: number;
  readonly symbols: Symbols;
  /** Read aloud there is no chart, and marks are words. */
  readonly spoken?: boolean;
}

const NAME = 15;
const GAP = 2;
const CHART_MOST = 44;
/** Without a gap between two rows their charts would run into each other. */
const HEIGHTS = 5;

export interface TableShape {
  readonly chart: number;
  readonly columns: readonly Column[];
  /** Cells of the verdicts. */
  readonly marks: number;
}

/** What fits: the name and the verdicts always, then columns in their order, then the chart takes what is left. */
export function shapeOf(comparison: Comparison, cut: boolean, { columns, spoken = false }: TableRoom): TableShape {
  const claims = comparison.rows[0]?.claims.length ?? 0;
  const marks = spoken ? 0 : Math.max('claims'.length, 2 * claims - 1);
  const least = spoken ? 0 : columns < 70 ? 8 : columns < 100 ? 14 : 22;
  let room = columns - 2 - NAME - (GAP + marks) - least;
  const shown: Column[] = [];
  for (const column of columnsOf(comparison.columns, cut)) {
    if (GAP + column.width > room) break;
    room -= GAP + column.width;
    shown.push(column);
  }
  return { chart: spoken ? 0 : Math.min(CHART_MOST, least + room), columns: shown, marks };
}

/** The head of the table, and a row for each transport. */
export function tableLines(comparison: Comparison, view: ComparisonView, here: number, room: TableRoom): readonly Line[] {
  const cut = view.settings?.fault === 'cut';
  const shape = shapeOf(comparison, cut, room);
  const heads: readonly Part[] = shape.columns.map(({ head, width }) => ({ text: ' '.repeat(GAP) + head.padStart(width), role: 'dim' }));
  const head: Line = [
    { text: ' '.repeat(2 + NAME) },
    { text: (shape.chart >= 14 ? 'as they come' : '').padEnd(shape.chart), role: 'dim' },
    ...heads,
    { text: shape.marks === 0 ? '' : `${' '.repeat(GAP)}${'claims'.padEnd(shape.marks)}`, role: 'dim' },
  ];
  return [head, ...comparison.rows.map((_, index) => rowLine(comparison, view, index, index === here, shape, room))];
}

function rowLine(
  comparison: Comparison,
  view: ComparisonView,
  index: number,
  here: boolean,
  shape: TableShape,
  { symbols }: TableRoom,
): Line {
  const row = comparison.rows[index];
  if (row === undefined) return [];
  const reported = view.report?.rows.find(({ lab }) => lab === row.lab);
  const live = view.rows.get(row.lab);
  const measured = reported?.measured ?? live?.live.measured();
  const failed = reported?.problem !== undefined || live?.phase === 'failed';
  return [
    { text: here ? `${symbols.cursor} ` : '  ', role: 'accent' },
    {
      text: elide(row.title, NAME - 1, symbols.ellipsis).padEnd(NAME),
      ...(here ? { bold: true } : {}),
      ...(failed ? { role: 'bad' as const } : {}),
    },
    ...chartParts(view, row.lab, shape.chart, symbols),
    ...shape.columns.map((column): Part => {
      const text = measured === undefined ? NONE : column.text(measured);
      const cells = ' '.repeat(Math.max(1, GAP + column.width - stringWidth(text)));
      const bad = column.head === 'lost' && measured !== undefined && measured.lost > 0;
      return {
        text: cells + text,
        ...(here ? { bold: true } : {}),
        ...(text === NONE ? { role: 'dim' as const } : bad ? { role: 'warn' as const } : {}),
      };
    }),
    ...(shape.marks === 0 ? [] : [{ text: ' '.repeat(GAP) }, ...marksOf(reported, row.claims.length, symbols)]),
  ];
}

/** The verdicts in the order of the claims; faint dots until there are any. */
function marksOf(reported: ReportedRow | undefined, claims: number, symbols: Symbols): readonly Part[] {
  if (reported === undefined) return [{ text: Array.from({ length: claims }, () => symbols.dashed).join(' '), role: 'dim' }];
  return reported.claims.flatMap(({ verdict }, index): readonly Part[] => {
    const { symbol, role } = VERDICT_LOOK[verdict];
    const mark = verdict === 'not-measurable' ? NONE : symbols[symbol];
    return [{ text: index === 0 ? '' : ' ' }, { text: mark, role }];
  });
}

/** Milliseconds that a run is expected to take: the time of the feed, and of the last poll. */
function expected({ messages, rate, interval }: CompareSettings): number {
  return (messages * 1000) / rate + interval + 300;
}

/** What came in, from the start of the run on the left to its end, or where that is expected, on the right. */
function chartParts(view: ComparisonView, lab: string, width: number, symbols: Symbols): readonly Part[] {
  const row = view.rows.get(lab);
  if (row === undefined || view.settings === undefined || width === 0) return [{ text: ' '.repeat(width) }];
  const total = view.phase === 'running' ? Math.max(expected(view.settings), view.elapsed) : view.elapsed;
  const per = total / width;
  const sums = new Array<number>(width).fill(0);
  for (const [index, count] of row.live.cells(view.elapsed).entries()) {
    const at = Math.min(width - 1, Math.floor((index * CELL) / per));
    sums[at] = (sums[at] ?? 0) + count;
  }
  const text = sparkCells(sums, width, symbols.spark.slice(0, HEIGHTS));
  const { cutAt } = row.live;
  if (cutAt === undefined) return [{ text, role: 'hook' }];
  const at = Math.min(width - 1, Math.floor(cutAt / per));
  return [
    { text: text.slice(0, at), role: 'hook' },
    { text: symbols.cut, role: 'bad' },
    { text: text.slice(at + 1), role: 'hook' },
  ];
}
