// Rows of a sequence diagram as lines: where each part of a line stands and what it is drawn with. Pure.
import stringWidth from 'string-width';
import { badgeOf, type WireEvent } from '../../wire/event.ts';
import { elide } from '../components/elide.ts';
import type { Line, Part } from '../components/line.tsx';
import type { Role, Symbols } from '../theme.ts';
import { isDelayed, type SequenceRow } from './sequence-rows.ts';
import { shortNote, sideOf, timeText, toldText, wordsOf } from './sequence-words.ts';
import type { ViewRow } from './view.ts';

/** Cells of each part of a line; `gap` cells stand between time, connection, application and lanes. */
export interface Geometry {
  readonly time: number;
  readonly connection: number;
  /** Beside each lifeline. */
  readonly app: number;
  /** Cells from one lane to the next. */
  readonly step: number;
  readonly lanes: number;
  /** Between the last lane and the server's line. */
  readonly middle: number;
}

/** Shares out a line between so many lanes and all else; without `apps` nothing stands beside the lifelines. */
export function geometryOf(columns: number, lanes: number, apps = true): Geometry {
  const roomy = columns >= 90;
  const time = columns >= 64 ? 8 : 7;
  const app = !apps ? 0 : roomy ? 12 : columns >= 64 ? 8 : 6;
  const step = roomy && lanes <= 6 ? 2 : 1;
  const laneCells = (lanes - 1) * step + 1;
  const middle = Math.max(8, columns - time - 3 - 1 - app - 1 - laneCells - 1 - 1 - app);
  return { time, connection: 3, app, step, lanes, middle };
}

export const space = (cells: number) => ' '.repeat(Math.max(0, cells));
export const alignRight = (text: string, cells: number) => space(cells - stringWidth(text)) + text;

/** Text that a line of strokes carries near one of its ends, a stroke at the other in any case: `── text ─────`. */
function onStroke(text: string, cells: number, stroke: string, end: 'left' | 'right', mark: string, most = cells - 5): string {
  const shown = elide(text, Math.min(most, cells - 5), mark);
  const used = stringWidth(shown) + 4;
  if (shown === '' || used > cells) return stroke.repeat(Math.max(0, cells));
  const rest = stroke.repeat(cells - used);
  return end === 'left' ? `${stroke}${stroke} ${shown} ${rest}` : `${rest} ${shown} ${stroke}${stroke}`;
}

const SENDER: Readonly<Record<WireEvent['direction'], Role>> = { 'client-to-server': 'client', 'server-to-client': 'server', none: 'text' };

export interface Painter {
  readonly geometry: Geometry;
  readonly symbols: Symbols;
}

/** The lanes of a row as parts, `here` drawn as `mark` in `role`; `over` lies on the lanes after it. */
function laneParts(
  row: SequenceRow,
  { geometry, symbols }: Painter,
  here?: { readonly mark: string; readonly role: Role; readonly over?: string },
) {
  const parts: Part[] = [];
  const slot = row.lanes.indexOf(row.event.connection);
  for (let index = 0; index < geometry.lanes; index++) {
    const connected = row.lanes[index] !== undefined;
    const passed = here?.over !== undefined && slot >= 0 && index > slot;
    if (index > 0) parts.push({ text: (passed ? here.over : ' ').repeat(geometry.step - 1), role: here?.role ?? 'dim' });
    if (here !== undefined && index === slot) parts.push({ text: here.mark, role: here.role });
    else if (passed && !connected) parts.push({ text: here.over, role: here.role });
    else if (connected) parts.push({ text: symbols.lane, role: 'client' });
    else parts.push({ text: index === 0 ? symbols.idle : ' ', role: 'dim' });
  }
  return parts.filter(({ text }) => text !== '');
}

/** Everything between the application's columns: lanes, what happened, the server's line. */
function betweenParts(row: SequenceRow, painter: Painter): readonly Part[] {
  const { geometry, symbols } = painter;
  const { event } = row;
  const { middle } = geometry;
  const connected = row.lanes.some((lane) => lane !== undefined);
  const server: Part = connected ? { text: symbols.lane, role: 'server' } : { text: symbols.idle, role: 'dim' };
  const role = SENDER[event.direction];
  const said = wordsOf(row);
  // Where there is little room, what the lines say already is left out: that it is a connection, that it is the path.
  const text = stringWidth(said) > middle - 16 ? said.replace(/^connection |^path (?=holds|drops)/, '') : said;
  const stroked = (stroke: string, cells: number, end: 'left' | 'right', words: string): readonly Part[] => {
    // Where there is room, a fifth of an arrow stays line: that it is one is seen before it is read.
    const most = row.kind === 'arrow' && cells >= 36 ? Math.floor(cells * 0.8) - 4 : cells;
    const line = onStroke(words, cells, stroke, end, symbols.ellipsis, most);
    const at = line.indexOf(' ');
    if (at < 0) return [{ text: line, role }];
    const to = line.lastIndexOf(' ');
    return [
      { text: line.slice(0, at), role },
      { text: line.slice(at, to + 1), ...(event.name === 'raw:bytes' ? { role: 'warn' as const } : {}) },
      { text: line.slice(to + 1), role },
    ];
  };
  switch (row.kind) {
    case 'arrow': {
      const wait = isDelayed(event) ? ` +${Math.round(event.time - event.entered)} ms ` : '';
      const delay: readonly Part[] = wait !== '' && middle >= 34 ? [{ text: wait, role: 'model' }] : [];
      const cells = middle - 1 - (delay.length > 0 ? stringWidth(wait) + 1 : 0);
      if (event.direction === 'client-to-server')
        return [
          ...laneParts(row, painter, { mark: symbols.lane, role: 'client', over: symbols.line }),
          ...stroked(symbols.line, cells, 'left', text),
          ...(delay.length > 0 ? [...delay, { text: symbols.line, role }] : []),
          { text: symbols.right, role },
          server,
        ];
      // The head stands in the cell after its lane, on top of the lanes that it passes.
      return [
        ...headed(row, painter, role, symbols.left),
        ...(delay.length > 0 ? [{ text: symbols.line, role }, ...delay] : []),
        ...stroked(symbols.line, cells, 'right', text),
        server,
      ];
    }
    case 'meaning': {
      const end = event.direction === 'client-to-server' ? 'left' : 'right';
      return [...laneParts(row, painter), ...stroked(symbols.soft, middle, end, text), server];
    }
    case 'open':
      return [
        ...laneParts(row, painter, { mark: symbols.opens, role: 'client', over: symbols.soft }),
        ...stroked(symbols.soft, middle - 1, 'left', text),
        { text: symbols.right, role },
        { text: symbols.lane, role: 'server' },
      ];
    case 'close':
      return closeParts(row, painter, text);
    case 'note':
    case 'path': {
      const side = row.kind === 'path' ? undefined : sideOf(event);
      const word = badgeOf(event.source);
      const badge: Part = { text: `${symbols.todo} ${word}`, role: word };
      const shown = text
        .replace(/^(client|server) /, '')
        .replace(/^path: (?=\w+ \S+$)/, 'path ')
        .replace(/^path: /, '');
      const cells = middle - stringWidth(badge.text) - 4;
      const words = elide(stringWidth(shown) > cells ? (shortNote(event) ?? shown) : shown, cells, symbols.ellipsis);
      const room = middle - stringWidth(badge.text) - stringWidth(words) - 2;
      const before = side === 'client' ? 1 : side === 'server' ? room - 1 : Math.max(0, Math.floor(room / 2));
      const [one, other]: readonly [Part, Part] = [badge, { text: words }];
      const said: readonly Part[] = side === 'server' ? [other, { text: '  ' }, one] : [one, { text: '  ' }, other];
      return [...laneParts(row, painter), { text: space(before) }, ...said, { text: space(room - before) }, server];
    }
    case 'app':
      return [...laneParts(row, painter), { text: space(middle) }, server];
  }
}

/** Lanes and the head of an arrow that comes from the server. */
function headed(row: SequenceRow, painter: Painter, role: Role, head: string): readonly Part[] {
  const { symbols, geometry } = painter;
  const slot = row.lanes.indexOf(row.event.connection);
  const parts = laneParts(row, painter, { mark: symbols.lane, role: 'client', over: symbols.line });
  if (slot < 0 || slot === geometry.lanes - 1) return [...parts, { text: head, role }];
  // Over the first cell after the lane lies the head; the cell that becomes free is part of the stroke.
  const text = parts.flatMap((part) => [...part.text].map((character): Part => ({ ...part, text: character })));
  const at = slot * geometry.step + 1;
  return [
    ...text.slice(0, at),
    { text: head, role },
    ...text.slice(at + 1).map((part) => recolour(part, role, symbols)),
    { text: symbols.line, role },
  ];
}

const recolour = (part: Part, role: Role, symbols: Symbols): Part => (part.text === symbols.line ? { ...part, role } : part);

function closeParts(row: SequenceRow, painter: Painter, text: string): readonly Part[] {
  const { geometry, symbols } = painter;
  const { event, lanes } = row;
  const data = event.name === 'tcp:close' ? event.data : undefined;
  const orderly = data?.how === 'fin';
  const role: Role = orderly ? (data?.by === 'server' ? 'server' : 'client') : 'bad';
  const mark = orderly ? symbols.closes : symbols.cut;
  const others = lanes.some((lane) => lane !== undefined && lane !== event.connection);
  const badge = badgeOf(event.source);
  const label: Part = { text: badge === 'live' ? '' : ` ${symbols.todo} ${badge} `, role: badge };
  const cells = geometry.middle - 1 - stringWidth(label.text);
  const line = onStroke(text, cells, symbols.soft, 'left', symbols.ellipsis);
  const at = line.indexOf(' ');
  const to = line.lastIndexOf(' ');
  return [
    ...laneParts(row, painter, { mark, role, over: symbols.soft }),
    ...(at < 0
      ? [{ text: line, role }]
      : [
          { text: line.slice(0, at), role },
          { text: line.slice(at, to + 1), ...(orderly ? {} : { bold: true }) },
          { text: line.slice(to + 1), role },
        ]),
    ...(label.text === '' ? [] : [label]),
    { text: symbols.soft, role },
    orderly
      ? { text: others ? symbols.lane : symbols.idle, role: others ? 'server' : 'dim' }
      : { text: others ? symbols.lane : symbols.cut, role: others ? 'server' : role },
  ];
}

/** A row as a line. */
export function paintRow(row: SequenceRow, painter: Painter): ViewRow {
  const { geometry, symbols } = painter;
  const { event, told } = row;
  const mark = symbols.todo;
  const room = geometry.app - stringWidth(mark) - 1;
  const line: Line = [
    { text: alignRight(timeText(event.time), geometry.time), role: 'dim' },
    { text: alignRight(event.connection === 0 ? '' : String(event.connection), geometry.connection), bold: true },
    { text: ' ' },
    ...(told.client === undefined
      ? [{ text: space(geometry.app) }]
      : [{ text: alignRight(`${toldText(told.client, room)} `, geometry.app - stringWidth(mark)) }, { text: mark, role: 'hook' as const }]),
    { text: ' ' },
    ...betweenParts(row, painter),
    ...(told.server === undefined
      ? []
      : [{ text: ' ' }, { text: mark, role: 'hook' as const }, { text: ` ${toldText(told.server, room)}` }]),
  ];
  // Where the layer above has its bytes and fields too, they are what one wants to see of this row.
  const { means } = row;
  return { line, event: (means?.raw === undefined ? event : means).seq, covers: row.covers };
}
