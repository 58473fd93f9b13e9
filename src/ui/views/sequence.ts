// The sequence diagram: client on the left, server on the right, bytes as arrows between them, time downwards.
//
//       s  c  ○ hook client ─────────── ● live ─────────── server ○ hook
//   0.010  1         ╭╌╌ connection opened, port 41462 … ╌╌╌╌╌▶│
//   0.117  1    #1 ○ │◀──────────── TEXT 120 B fin "{"id":1… ──│ ○ #1
//   0.203            ┊ ○ hook  reconnecting: in 76 ms          ┊
//
// A lifeline is whole while a connection is open and dashed while none is; several connections have a lane each. What the
// tap saw is an arrow; what a library said stands beside the lifelines; what the path did stands between them.
import stringWidth from 'string-width';
import type { Part } from '../components/line.tsx';
import { alignRight, geometryOf, type Painter, paintRow, space } from './sequence-paint.ts';
import { type SequenceRow, sequenceRows, widestLanes } from './sequence-rows.ts';
import type { View, ViewInput, ViewOptions } from './view.ts';

/** Lanes that are drawn at most; connections beyond that share the last ones' room. */
const MOST_LANES = 12;

function painterOf(input: ViewInput, { columns, symbols }: ViewOptions, apps: boolean): Painter {
  return { geometry: geometryOf(columns, Math.min(MOST_LANES, widestLanes(input)), apps), symbols };
}

/** A row stands for several events: it is wanted where one of them is. */
function wantedRows(rows: readonly SequenceRow[], { events }: ViewInput, only: ViewOptions['only']): readonly SequenceRow[] {
  if (only === undefined) return rows;
  const wanted = new Set(events.filter(only).map(({ seq }) => seq));
  return rows.filter(({ covers }) => covers.some((seq) => wanted.has(seq)));
}

/** The diagram; `apps`: with columns for what the applications say, where there is anybody who says it. */
const diagram = (apps: boolean): View => ({
  title: 'Conversation',
  head(input, options) {
    const { geometry, symbols } = painterOf(input, options, apps);
    const { time, connection, app, step, lanes, middle } = geometry;
    const hook: Part = { text: `${symbols.todo} hook`, role: 'hook' };
    const hookWidth = stringWidth(hook.text);
    const between = (lanes - 1) * step + 1 + middle + 1;
    const live = `${symbols.here} live`;
    const rest = between - 'client'.length - 'server'.length - stringWidth(live) - 4;
    const half = Math.floor(rest / 2);
    const beside = app >= hookWidth;
    return [
      [
        { text: alignRight('seconds', time), role: 'dim' },
        { text: alignRight('#', connection), role: 'dim' },
        { text: ' ' },
        ...(beside ? [{ text: space(app - hookWidth) }, hook] : [{ text: space(app) }]),
        { text: ' ' },
        { text: 'client', role: 'client' },
        { text: ` ${symbols.line.repeat(Math.max(0, half))} `, role: 'dim' },
        { text: live, role: 'live' },
        { text: ` ${symbols.line.repeat(Math.max(0, rest - half))} `, role: 'dim' },
        { text: 'server', role: 'server' },
        { text: ' ' },
        ...(beside ? [hook] : []),
      ],
    ];
  },
  rows(input, options) {
    const painter = painterOf(input, options, apps);
    const wanted = options.last ?? Number.POSITIVE_INFINITY;
    const all = input.events.length;
    // A row stands for few events as a rule, but thousands of publishes can be one row: look further back then.
    for (let taken = wanted * 6; ; taken *= 4) {
      const from = Math.max(0, all - taken);
      const rows = wantedRows(sequenceRows(input, options.allLayers, from), input, options.only);
      if (rows.length > wanted || from === 0) return rows.slice(-Math.min(wanted, rows.length)).map((row) => paintRow(row, painter));
    }
  },
});

export const sequence = diagram(true);
/** The same of bytes alone: for a service and clients that are not ours. */
export const wire = diagram(false);
