// The list of the edge screen as lines: one exchange a row, in columns. Pure.
import stringWidth from 'string-width';
import { ageText, bytesText, outcomeMark, timeText } from '../../cache-words.ts';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import type { EdgeRow } from '../../hooks/use-edge.ts';
import type { Symbols } from '../../theme.ts';
import { adviceOf } from './filter.ts';

/** Cells of the columns; what is left is the request's. */
const OUTCOME = 11;
const STATUS = 3;
const BYTES = 8;
const TIME = 7;
/** The least that a request needs, and the width below which the other columns are made narrow for it. */
const REQUEST = 16;
const NARROW = 90;

interface Columns {
  readonly request: number;
  /** Cells of the later columns; 0 where there is no room for one. */
  readonly age: number;
  readonly bytes: number;
  readonly mend: number;
  readonly compact: boolean;
}

function columnsOf(columns: number): Columns {
  const compact = columns < NARROW;
  let rest = columns - (2 + 2 + OUTCOME + 2 + STATUS + 2) - (TIME + 2);
  const take = (cells: number) => {
    if (rest - cells - 2 < REQUEST) return 0;
    rest -= cells + 2;
    return cells;
  };
  const age = take(compact ? 9 : 14);
  const bytes = take(BYTES);
  const mend = take(compact ? 4 : 5);
  return { request: Math.max(4, rest), age, bytes, mend, compact };
}

const padded = (text: string, cells: number, symbols: Symbols) => {
  const cut = elide(text, cells, symbols.ellipsis);
  return cut + ' '.repeat(Math.max(0, cells - stringWidth(cut)));
};

/** The names of the columns. */
export function listHead(columns: number, symbols: Symbols): Line {
  const { request, age, bytes, mend, compact } = columnsOf(columns);
  const text = [
    `    ${'did'.padEnd(OUTCOME)}`,
    'got'.padEnd(STATUS),
    padded('request', request, symbols),
    ...(age > 0 ? [(compact ? 'age/ttl' : 'age of ttl').padStart(age)] : []),
    ...(bytes > 0 ? ['bytes'.padStart(bytes)] : []),
    'time'.padStart(TIME),
    ...(mend > 0 ? ['mend'.padEnd(mend)] : []),
  ].join('  ');
  return [{ text, role: 'dim' }];
}

/** One exchange. */
export function listLine(row: EdgeRow, chosen: boolean, columns: number, symbols: Symbols): Line {
  const { decision } = row.exchange;
  const { request, age, bytes, mend, compact } = columnsOf(columns);
  const { mark, role } = outcomeMark(decision.outcome, symbols);
  const gravest = adviceOf(row)[0]?.weight;
  const look: Omit<Part, 'text'> = chosen ? { bold: true } : {};
  const quiet: Omit<Part, 'text'> = chosen ? { bold: true } : { role: 'dim' };
  const parts: Part[] = [
    { text: chosen ? `${symbols.cursor} ` : '  ', role: 'accent' },
    { text: `${mark} ${decision.outcome.padEnd(OUTCOME)}`, role, ...look },
    { text: `  ${String(decision.status).padEnd(STATUS)}  `, ...(decision.status >= 500 ? { role: 'bad' as const } : {}), ...look },
    { text: padded(`${decision.method} ${decision.target}`, request, symbols), ...look },
  ];
  if (age > 0) parts.push({ text: `  ${ageText(decision, compact).padStart(age)}`, ...look });
  if (bytes > 0) parts.push({ text: `  ${(row.bytes === undefined ? symbols.ellipsis : bytesText(row.bytes)).padStart(bytes)}`, ...quiet });
  parts.push({ text: `  ${(row.milliseconds === undefined ? symbols.ellipsis : timeText(row.milliseconds)).padStart(TIME)}`, ...quiet });
  // What only depends has no room where there is little.
  if (gravest !== undefined && gravest.length <= mend)
    parts.push({ text: `  ${gravest}`, role: gravest === 'harm' ? 'bad' : gravest === 'cost' ? 'warn' : 'dim', ...look });
  return parts;
}
