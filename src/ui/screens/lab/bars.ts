// The two bars of a lab as lines: how it is and what to do about it, and what a person can make happen. Pure.
import stringWidth from 'string-width';
import type { LabAction } from '../../../labs/lab.ts';
import { FILTER_WORDS } from '../../../wire/filter.ts';
import type { LiveStats } from '../../../wire/live-stats.ts';
import type { Step } from '../../../wire/script.ts';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import type { Symbols } from '../../theme.ts';
import { timeText } from '../../views/sequence-words.ts';
import { chartCells, chartsOf, count } from './numbers.ts';

const GAP = 3;
const widthOf = (parts: Line) => stringWidth(parts.map(({ text }) => text).join(''));

/** The lab's actions, wrapped; `suggested` stands out: it is what moves things on. */
export function actionLines(
  actions: readonly LabAction[],
  columns: number,
  suggested: string | undefined,
  symbols: Symbols,
): readonly Line[] {
  const lines: Part[][] = [[]];
  let used = 0;
  for (const { id, key, title } of actions) {
    const mark = id === suggested ? `${symbols.cursor} ` : '';
    const width = stringWidth(`${mark}${key} ${title}`);
    if (used > 0 && used + GAP + width > columns) {
      lines.push([]);
      used = 0;
    }
    const line = lines.at(-1) as Part[];
    if (used > 0) line.push({ text: ' '.repeat(GAP) });
    line.push(
      { text: `${mark}${key}`, bold: true, ...(mark === '' ? {} : { role: 'accent' as const }) },
      { text: ` ${title}`, ...(mark === '' ? { role: 'dim' as const } : { bold: true }) },
    );
    used += (used > 0 ? GAP : 0) + width;
  }
  return lines;
}

/** Where a filter is typed, and what can be typed there. */
export function filterLines(text: string, rows: number, columns: number, symbols: Symbols): readonly Line[] {
  const field: Part[] = [
    { text: 'Filter ', bold: true },
    { text: `${symbols.cursor} `, role: 'accent' },
    { text },
    { text: ' ', inverse: true },
  ];
  const room = columns - widthOf(field) - GAP;
  const words: Part = { text: elide(FILTER_WORDS, rows > 1 ? columns : room, symbols.ellipsis), role: 'dim' };
  if (rows > 1) return [field, [words]];
  return [room < 12 ? field : [...field, { text: ' '.repeat(GAP) }, words]];
}

/** As many rows as there are, and at their end where the rest is. */
export function cutActions(lines: readonly Line[], rows: number, columns: number): readonly Line[] {
  if (lines.length <= rows || rows === 0) return lines.slice(0, rows);
  const rest = lines.slice(rows).reduce((sum, line) => sum + Math.ceil(line.length / 3), 0);
  const more: Line = [
    { text: '?', bold: true },
    { text: ` ${rest} more`, role: 'dim' },
  ];
  const last = lines[rows - 1] ?? [];
  const fits = widthOf(last) + GAP + widthOf(more) <= columns;
  // An action is its key and its title, and the gap before it.
  const kept = fits ? last : last.slice(0, -3);
  const counted: Line = fits
    ? more
    : [
        { text: '?', bold: true },
        { text: ` ${rest + 1} more`, role: 'dim' },
      ];
  return [...lines.slice(0, rows - 1), [...kept, { text: ' '.repeat(GAP) }, ...counted]];
}

/** The action that a person in this situation most probably wants. */
export function suggestedAction(
  actions: readonly LabAction[],
  script: readonly Step[],
  { open, blackhole }: { readonly open: number; readonly blackhole: boolean },
): string | undefined {
  const has = (id: string) => actions.some((action) => action.id === id);
  if (blackhole && has('heal')) return 'heal';
  const first = script[0];
  return open === 0 && first !== undefined && 'do' in first && has(first.do) ? first.do : undefined;
}

export interface Status {
  readonly phase: 'idle' | 'starting' | 'running' | 'failed';
  readonly problem: string | undefined;
  readonly stats: LiveStats;
  /** Seconds since the run began, in milliseconds. */
  readonly elapsed: number;
  /** How many events came since the picture stands still; undefined while it follows. */
  readonly fresh: number | undefined;
  readonly suggested: LabAction | undefined;
  /** The path in words; empty where it is clean. */
  readonly path: string;
  /** Whether the charts stand elsewhere on the screen. */
  readonly charted: boolean;
  /** Whether only the wire is counted. @default false */
  readonly wireOnly?: boolean;
  /** What became of something that was asked for a moment ago; stands until the next key. */
  readonly said?: { readonly good: boolean; readonly text: string } | undefined;
  /** Where what runs is a tap: the service behind it, `localhost:3000`. */
  readonly service?: string | undefined;
}

/** Silence, in milliseconds, that is worth a word while a connection is open. */
const SILENT = 2500;

function situation({ phase, problem, stats, elapsed, fresh, suggested, said, service }: Status, symbols: Symbols): Line {
  if (phase === 'failed')
    return [
      { text: `${symbols.wrong} ${problem ?? 'it failed'}`, role: 'bad', bold: true },
      { text: '   R starts again', bold: true },
    ];
  if (said !== undefined)
    return [
      { text: said.good ? symbols.done : symbols.wrong, role: said.good ? 'good' : 'bad' },
      { text: ` ${said.text}`, bold: true },
    ];
  if (phase === 'starting') return [{ text: service === undefined ? 'Starting the lab' : 'Opening the tap', bold: true }];
  if (fresh !== undefined)
    return [
      { text: 'Standing still', role: 'warn' },
      { text: `, ${count(fresh)} new   ` },
      { text: 'space', bold: true },
      { text: ' goes on' },
    ];
  if (phase === 'idle') return [{ text: 'Ended', bold: true }, { text: '   R starts again' }];
  const connections = stats.open === 1 ? '1 connection' : `${stats.open} connections`;
  if (stats.open === 0 && service !== undefined) return unconnected(stats, service, symbols);
  if (stats.open === 0)
    return [
      { text: 'No connection', bold: true },
      ...(suggested === undefined
        ? []
        : [{ text: '   press ' }, { text: suggested.key, role: 'accent' as const, bold: true }, { text: `: ${suggested.title}` }]),
    ];
  const silent = stats.silence >= SILENT;
  return [
    { text: `${symbols.here} live`, role: 'live' },
    { text: `  ${connections}`, bold: true },
    silent
      ? { text: `  silent for ${Math.floor(stats.silence / 1000)} s`, role: 'warn' }
      : { text: `  ${timeText(elapsed).replace(/\.\d+$/, '')} s`, role: 'dim' },
  ];
}

/** A tap that nobody uses right now. */
function unconnected({ refused, opened }: LiveStats, service: string, symbols: Symbols): Line {
  if (refused > 0)
    return [
      { text: `${symbols.wrong} Nothing listens on ${service}`, role: 'bad' },
      { text: '   the next connection tries again', role: 'dim' },
    ];
  return [{ text: opened === 0 ? 'Nobody has connected yet' : 'No connection is open', bold: true }];
}

/** The line above everything. */
export function statusLine(status: Status, columns: number, symbols: Symbols): Line {
  const left = situation(status, symbols);
  let room = columns - widthOf(left);
  const path: Part[] = [];
  if (status.path !== '' && room > 16) {
    const text = elide(status.path, Math.max(8, Math.min(44, room - 14)), symbols.ellipsis);
    path.push({ text: '   ' }, { text: `${symbols.todo} model `, role: 'model' }, { text });
    room -= widthOf(path);
  }
  const charts = chartsOf(status.stats, status.wireOnly);
  const cells = status.charted ? 0 : room >= 100 ? 16 : room >= 76 ? 10 : room >= 60 ? 6 : 0;
  const figures: Part[] = [];
  for (const { value, series, role } of charts) {
    const parts: Part[] = [
      { text: '   ' },
      ...(cells > 0 ? [{ text: chartCells(series, cells, symbols), role }, { text: ' ' }] : []),
      { text: value.padStart(8) },
    ];
    if (widthOf(figures) + widthOf(parts) + 1 > room) break;
    figures.push(...parts);
  }
  const gap = Math.max(0, room - widthOf(figures));
  return [...left, ...path, { text: ' '.repeat(gap) }, ...figures];
}
