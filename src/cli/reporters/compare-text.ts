// A comparison that was run, as lines of text for people and as one value for a program.
import { type Column, columnOf, columnsFor } from '../../compare/columns.ts';
import type { Holds } from '../../compare/judge.ts';
import { onScreen } from '../../compare/measured.ts';
import type { CompareReport, ReportedRow } from '../../compare/report.ts';
import { COSTS, scale } from '../../compare/scale.ts';
import type { Comparison } from '../../compare/schema.ts';
import { faultText, feedText } from '../../compare/settings.ts';
import { amount } from '../../compare/words.ts';
import { wrap } from '../wrap.ts';

export const VERDICT_WORDS: Readonly<Record<Holds, string>> = {
  holds: 'holds',
  partly: 'holds partly',
  'does-not-hold': 'does not hold',
  'not-measurable': 'not measurable here',
};

/** Resident bytes of an idle connection by lab, where they were measured. */
export type Memory = ReadonlyMap<string, number | undefined>;

export interface ScaleRequest {
  readonly clients: number;
  readonly memory: Memory;
}

const GAP = 2;

/** A table whose first column is left-aligned; columns that do not fit in `width` are dropped from the right. */
function table(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  let used = widths[0] ?? 0;
  const shown = widths.findIndex((each, index) => {
    if (index > 0) used += GAP + each;
    return index > 0 && used > width;
  });
  const count = shown < 0 ? widths.length : shown;
  return rows.map((row) =>
    row
      .slice(0, count)
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[index] as number)))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

/** The whole comparison in lines of at most `width`: what was measured, then each claim with its verdict. */
export function compareText(comparison: Comparison, report: CompareReport, width: number, wanted?: ScaleRequest): readonly string[] {
  const { settings, rows } = report;
  const columns = columnsFor(comparison.columns, settings);
  const fault = faultText(settings);
  const lines = [
    comparison.title,
    ...wrap(
      `${comparison.feed ? `${feedText(settings)}, ${settings.messages} of them` : comparison.summary.replace(/\.$/, '')}${fault === '' ? ', on a clean path' : `; ${fault}`}; seed ${report.seed}`,
      width,
    ),
    '',
    ...tables(report, columns, width),
    '',
    ...(comparison.feed ? [] : columns.flatMap(({ head, title }) => hang(`  ${head.padEnd(11)}`, title, width))),
    ...(comparison.feed ? [] : ['']),
    ...wrap(
      comparison.note !== ''
        ? comparison.note
        : 'Bytes are those above TCP, after the connection is set up, both ways; all rows share one process and one clock, so processor time is not told apart: heads and frames are counted instead.',
      width,
    ),
  ];
  for (const row of rows) {
    lines.push('', row.title);
    for (const { about, claim, verdict, because, source } of row.claims)
      lines.push(...hang(`  ${about.padEnd(11)}`, `“${claim}” ${VERDICT_WORDS[verdict]}: ${because} [${source}]`, width));
  }
  if (wanted !== undefined) lines.push('', ...scaleLines(report, wanted, width));
  return lines;
}

/** The table of all that was measured, and where there are screens the same of each. */
function tables({ rows }: CompareReport, columns: readonly Column[], width: number): readonly string[] {
  const heads = columns.map(({ head }) => head);
  const screens = [...new Set(rows.flatMap(({ measured }) => Object.keys(measured.screens)))];
  const block = (title: string, of: (row: ReportedRow) => ReportedRow['measured']): readonly (readonly string[])[] => [
    [title, ...heads],
    ...rows.map((row) => [row.title, ...columns.map((column) => column.text(of(row)))]),
  ];
  const blocks = [
    block(screens.length === 0 ? '' : 'All', ({ measured }) => measured),
    ...screens.map((screen) => block(screen, ({ measured }) => onScreen(measured, screen))),
  ];
  // As one table, so that a column stands beneath itself.
  const lines = table(blocks.flat(), width);
  return blocks.flatMap((each, index) => [...(index === 0 ? [] : ['']), ...lines.slice(index * each.length, (index + 1) * each.length)]);
}

function hang(first: string, text: string, width: number): readonly string[] {
  const [head = '', ...rest] = wrap(text, width - first.length);
  return [first + head, ...rest.map((line) => ' '.repeat(first.length) + line)];
}

const scaled = (row: ReportedRow, rate: number, { clients, memory }: ScaleRequest) =>
  scale({ measured: row.measured, rate, memory: memory.get(row.lab) }, clients);

function scaleLines({ rows, settings }: CompareReport, wanted: ScaleRequest, width: number): readonly string[] {
  const all = rows.map((row) => ({ row, costs: scaled(row, settings.rate, wanted) }));
  const heads = COSTS.map((cost) => all[0]?.costs[cost].title ?? cost);
  return [
    `${amount(wanted.clients)} clients, computed from the above`,
    ...table([['', ...heads], ...all.map(({ row, costs }) => [row.title, ...COSTS.map((cost) => costs[cost].text)])], width),
    '',
    ...all.flatMap(({ row, costs }) => [row.title, ...COSTS.map((cost) => `  ${costs[cost].title.padEnd(24)}${costs[cost].formula}`)]),
  ];
}

/** The same as one value. Numbers that a run does not have are null. */
export function compareJson(comparison: Comparison, report: CompareReport, wanted?: ScaleRequest): unknown {
  if (!comparison.feed) return screensJson(comparison, report);
  const { settings, rows, seed } = report;
  const { rate, size, messages, clients, fault, care, rtt, loss, interval } = settings;
  return {
    comparison: comparison.id,
    feed: { rate, size, messages, clients, interval, seed },
    fault: { fault, care, rtt, loss },
    rows: rows.map((row) => {
      const { wire: _, ...measurements } = row.measured;
      return {
        lab: row.lab,
        title: row.title,
        problem: row.problem ?? null,
        measurements: { ...(rounded(measurements) as object), ...named(comparison, row, measurements) },
        claims: row.claims,
        ...(wanted === undefined
          ? {}
          : {
              scale: {
                clients: wanted.clients,
                badge: 'model',
                connectionMemory: wanted.memory.get(row.lab) ?? null,
                ...Object.fromEntries(
                  Object.entries(scaled(row, settings.rate, wanted)).map(([cost, { value, formula }]) => [cost, { value, formula }]),
                ),
              },
            }),
      };
    }),
  };
}

/** Without a feed there are no messages, and nothing of them: what the columns say, of all screens and of each. */
function screensJson(comparison: Comparison, { rows, seed, settings: { rtt, loss } }: CompareReport): unknown {
  return {
    comparison: comparison.id,
    seed,
    path: { rtt, loss },
    note: comparison.note,
    rows: rows.map((row) => ({
      lab: row.lab,
      title: row.title,
      problem: row.problem ?? null,
      measurements: named(comparison, row, {}),
      screens: Object.fromEntries(
        Object.keys(row.measured.screens).map((screen) => [
          screen,
          named(comparison, { ...row, measured: onScreen(row.measured, screen) }, {}),
        ]),
      ),
      claims: row.claims,
    })),
  };
}

/** The columns of a comparison by name, without those that are there already. */
const named = ({ columns }: Comparison, { measured }: ReportedRow, there: object) =>
  rounded(
    Object.fromEntries(
      columns.filter((name) => !Object.hasOwn(there, name)).map((name) => [name, columnOf(name)?.value(measured) ?? null]),
    ),
  ) as object;

/** Three decimals, as the clock is good for. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1000) / 1000;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rounded(inner)]));
}
