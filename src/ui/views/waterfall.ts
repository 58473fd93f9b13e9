// The waterfall of a page: for each protocol, how much of the page is still to come, over time from left to right.
//
//   HTTP/1.1   half 640 ms, all 1,905 ms, 1 late or stalled
//       1–10  ────────▇▇▆▅▃▃▂▁▁
//      11–20  ╌╌╌╌────███████▆▄▃▃▂▁▁▁▁▁▁▁▁▁
//   HTTP/2     half 612 ms, all 613 ms, 20 late or stalled
//       1–20  ──────────────────█
//
// A row stands for several resources where there are more than rows: while none of them is there, it shows what most of them
// do (wait, are asked for, come); from then on its height is the share that is not there yet.
import { protocolName } from '../../wire/protocol-name.ts';
import { type Band, type Cell, type Waterfall, type WaterfallRow, waterfallOf } from '../../wire/waterfall.ts';
import type { Part } from '../components/line.tsx';
import type { Role, Symbols } from '../theme.ts';
import type { View, ViewInput, ViewOptions, ViewRow } from './view.ts';

/** Cells of the names of rows. */
const LABEL = 10;
/** Rows without a wish of the screen's, and the least that show anything. */
const ROWS = 15;
const LEAST_ROWS = 6;

const ROLES: Readonly<Record<Cell['state'], Role>> = { idle: 'dim', queued: 'dim', asked: 'warn', receiving: 'good' };

const milliseconds = (time: number) => `${Math.round(time).toLocaleString('en')} ms`;

function drawn(input: ViewInput, { columns, last = ROWS }: ViewOptions): Waterfall {
  const protocols = new Set(input.events.flatMap((event) => (event.name === 'app:resource' ? [event.data.protocol] : []))).size;
  // A heading for each protocol; the rest is theirs to share.
  const rows = Math.max(LEAST_ROWS, last) - Math.max(1, protocols);
  return waterfallOf(input.events, { cells: Math.max(8, columns - LABEL - 2), rows });
}

function heading({ protocol, done, resources, failed, late, median, last }: Band): Part[] {
  const all = done + failed < resources ? `${done} of ${resources}` : 'all';
  const parts = done === 0 ? 'nothing there yet' : `half ${milliseconds(median)}, ${all} ${milliseconds(last)}`;
  return [
    { text: protocolName(protocol).padEnd(LABEL), role: 'accent', bold: true },
    { text: `  ${parts}` },
    ...(failed > 0 ? [{ text: `, ${failed} failed`, role: 'bad' as const }] : []),
    ...(late > 0 ? [{ text: `, ${late} late or stalled`, role: 'bad' as const }] : []),
  ];
}

const nameOf = ({ from, to }: WaterfallRow) => (from === to ? `#${from}` : `${from}–${to}`);

/** The cells of a row, neighbours of one state joined to one part. */
function cellsOf(row: WaterfallRow, symbols: Symbols): Part[] {
  const alone = row.from === row.to;
  const glyph = ({ open, state }: Cell) => {
    if (open === 0) return ' ';
    if (open === 1 && state === 'asked') return symbols.line;
    if (open === 1 && state !== 'receiving') return symbols.soft;
    return alone ? symbols.barFull : (symbols.spark[Math.max(0, Math.ceil(open * symbols.spark.length) - 1)] ?? '#');
  };
  const parts: { text: string; role: Role }[] = [];
  for (const cell of row.cells) {
    const role = ROLES[cell.state];
    const last = parts.at(-1);
    if (last !== undefined && last.role === role) last.text += glyph(cell);
    else parts.push({ text: glyph(cell), role });
  }
  return parts;
}

export const waterfall: View = {
  title: 'Waterfall',
  head(input, options) {
    const { span } = drawn(input, options);
    const width = Math.max(8, options.columns - LABEL - 2);
    const end = span === 0 ? '' : milliseconds(span);
    const { soft, line, barFull } = options.symbols;
    // Read aloud, a row says its state in words.
    const key = `${soft} waits   ${line} asked for   ${barFull} comes`;
    const shown = barFull === '' || width < key.length + end.length + 10 ? '' : ` ${key} `;
    const rule = Math.max(0, width - 3 - end.length - shown.length);
    const half = Math.floor(rule / 2);
    return [
      [
        { text: ' '.repeat(LABEL + 1), role: 'dim' },
        { text: `0 ${line.repeat(half)}`, role: 'dim' },
        { text: shown },
        { text: `${line.repeat(rule - half)} ${end}`, role: 'dim' },
      ],
    ];
  },
  rows(input, options) {
    const about = input.events.filter((event) => event.name === 'app:resource').map(({ seq }) => seq);
    const last = about.at(-1);
    if (last === undefined) return [];
    const spoken = options.symbols.barFull === '';
    const row = (line: readonly Part[], covers: readonly number[] = [last]): ViewRow => ({ line, event: covers.at(-1) ?? last, covers });
    return drawn(input, options).bands.flatMap((band) => [
      row(heading(band)),
      ...band.rows.map((each) => {
        const name = `${nameOf(each).padStart(LABEL)}  `;
        if (!spoken) return row([{ text: name, role: each.late > 0 ? 'bad' : 'dim' }, ...cellsOf(each, options.symbols)]);
        const state = each.done === undefined ? 'still to come' : `there after ${milliseconds(each.done)}`;
        return row([{ text: `${name}${state}${each.late > 0 ? `, ${each.late} late or stalled` : ''}` }]);
      }),
    ]);
  },
};
