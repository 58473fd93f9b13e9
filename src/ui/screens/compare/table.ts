// The table of a comparison as lines: a row for each transport, what came in over time, what was measured, and a mark for
// each verdict. Columns that do not fit are left out from the right. Pure.
import stringWidth from 'string-width';
import { type Column, columnsFor } from '../../../compare/columns.ts';
import type { Holds } from '../../../compare/judge.ts';
import { CELL } from '../../../compare/live.ts';
import { type Measured, onScreen } from '../../../compare/measured.ts';
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
/** Where ten numbers stand beside each other the names have as much room as the names of screens need. */
const SHORT_NAME = 10;
const CHART_MOST = 44;
/** Without a gap between two rows their charts would run into each other. */
const HEIGHTS = 5;

export interface TableShape {
  readonly name: number;
  readonly gap: number;
  readonly chart: number;
  readonly columns: readonly Column[];
  /** Cells of the verdicts. */
  readonly marks: number;
}

/**
 * What fits. With a feed: the name and the verdicts always, then columns in their order, then the chart takes what is left.
 * Without one nothing comes over time: columns come first, then the verdicts, and what is left stays empty.
 */
export function shapeOf(comparison: Comparison, settings: ComparisonView['settings'], { columns, spoken = false }: TableRoom): TableShape {
  const claims = Math.max(...comparison.rows.map((row) => row.claims.length));
  const wanted = spoken ? 0 : Math.max('claims'.length, 2 * claims - 1);
  const { feed } = comparison;
  const name = feed ? NAME : SHORT_NAME;
  const all = columnsFor(comparison.columns, settings);
  const gap = feed || all.reduce((sum, { width }) => sum + 2 + width, 2 + name) <= columns ? 2 : 1;
  const least = spoken || !feed ? 0 : columns < 70 ? 8 : columns < 100 ? 14 : 22;
  let room = columns - 2 - name - least - (feed ? gap + wanted : 0);
  const shown: Column[] = [];
  for (const column of all) {
    if (gap + column.width > room) break;
    room -= gap + column.width;
    shown.push(column);
  }
  const marks = feed || (shown.length === all.length && room >= gap + wanted) ? wanted : 0;
  return { name, gap, chart: spoken || !feed ? 0 : Math.min(CHART_MOST, least + room), columns: shown, marks };
}

/** The head of the table, and a row for each transport. */
export function tableLines(comparison: Comparison, view: ComparisonView, here: number, room: TableRoom): readonly Line[] {
  const shape = shapeOf(comparison, view.settings, room);
  const { symbols } = room;
  const rows = comparison.rows.map((row, index): Line => {
    const reported = view.report?.rows.find(({ lab }) => lab === row.lab);
    const live = view.rows.get(row.lab);
    // What is measured of screens is known when they are drawn, not before.
    const measured = reported?.measured ?? (comparison.feed ? live?.live.measured() : undefined);
    const failed = reported?.problem !== undefined || live?.phase === 'failed';
    return [
      ...nameParts(row.title, index === here, failed, shape, symbols),
      ...chartParts(view, row.lab, shape.chart, symbols),
      ...numberParts(measured, index === here, shape),
      ...(shape.marks === 0 ? [] : [{ text: ' '.repeat(shape.gap) }, ...marksOf(reported, row.claims.length, symbols)]),
    ];
  });
  const chart: Part = { text: (shape.chart >= 14 ? 'as they come' : '').padEnd(shape.chart), role: 'dim' };
  const marks: Part = { text: shape.marks === 0 ? '' : `${' '.repeat(shape.gap)}${'claims'.padEnd(shape.marks)}`, role: 'dim' };
  return [[{ text: '  ' }, { text: (comparison.feed ? '' : 'All').padEnd(shape.name) }, chart, ...headParts(shape), marks], ...rows];
}

/** A row for each transport beneath the name of each screen, with the columns of the table above. */
export function screenLines(comparison: Comparison, view: ComparisonView, here: number, room: TableRoom): readonly Line[] {
  const { report } = view;
  if (report === undefined) return [[{ text: 'Each screen by itself stands here when all are drawn.' }]];
  const shape = shapeOf(comparison, view.settings, room);
  const names = [...new Set(report.rows.flatMap(({ measured }) => Object.keys(measured.screens)))];
  return names.flatMap((screen, block): readonly Line[] => {
    const title = `${screen.charAt(0).toUpperCase()}${screen.slice(1)}`.slice(0, shape.name).padEnd(shape.name);
    const rows = comparison.rows.map((row, index): Line => {
      const measured = report.rows.find(({ lab }) => lab === row.lab)?.measured;
      const of = measured?.screens[screen] === undefined ? undefined : onScreen(measured, screen);
      return [...nameParts(row.title, index === here, false, shape, room.symbols), ...numberParts(of, index === here, shape)];
    });
    return [...(block === 0 ? [] : [[]]), [{ text: `  ${title}`, bold: true }, ...headParts(shape)], ...rows];
  });
}

const headParts = ({ columns, gap }: TableShape): readonly Part[] =>
  columns.map(({ head, width }) => ({ text: ' '.repeat(gap) + head.padStart(width), role: 'dim' }));

const nameParts = (title: string, here: boolean, failed: boolean, { name }: TableShape, symbols: Symbols): readonly Part[] => [
  { text: here ? `${symbols.cursor} ` : '  ', role: 'accent' },
  {
    text: elide(title, name - 1, symbols.ellipsis).padEnd(name),
    ...(here ? { bold: true } : {}),
    ...(failed ? { role: 'bad' as const } : {}),
  },
];

const numberParts = (measured: Measured | undefined, here: boolean, { columns, gap }: TableShape): readonly Part[] =>
  columns.map((column): Part => {
    const text = measured === undefined ? NONE : column.text(measured);
    const cells = ' '.repeat(Math.max(1, gap + column.width - stringWidth(text)));
    const bad = column.head === 'lost' && measured !== undefined && measured.lost > 0;
    return {
      text: cells + text,
      ...(here ? { bold: true } : {}),
      ...(text === NONE ? { role: 'dim' as const } : bad ? { role: 'warn' as const } : {}),
    };
  });

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
