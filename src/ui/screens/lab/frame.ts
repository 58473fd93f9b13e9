// The frame inspector as lines: the bytes of one event in hex, and what each field of them means. Pure.
import stringWidth from 'string-width';
import { printable } from '../../../lib/printable.ts';
import { badgeOf, type Field, RAW_LIMIT, type WireEvent } from '../../../wire/event.ts';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';
import { timeText } from '../../views/sequence-words.ts';

export interface FrameRoom {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
}

const DIRECTIONS: Readonly<Record<WireEvent['direction'], string>> = {
  'client-to-server': 'client to server',
  'server-to-client': 'server to client',
  none: 'beside the wire',
};

const pad = (text: string, cells: number) => text + ' '.repeat(Math.max(0, cells - stringWidth(text)));

/** When, where, how large, who says so. */
function factsLine(event: WireEvent, { columns, symbols }: FrameRoom): Line {
  const badge = badgeOf(event.source);
  const facts = [
    `${timeText(event.time)} s`,
    ...(event.connection === 0 ? [] : [`connection ${event.connection}`]),
    DIRECTIONS[event.direction],
    ...(event.size === 0 ? [] : [`${event.size} B on the wire`]),
  ];
  const mark = `${badge === 'live' ? symbols.here : symbols.todo} ${badge}`;
  return [
    { text: pad(elide(facts.join('   '), columns - stringWidth(mark) - 2, symbols.ellipsis), columns - stringWidth(mark)), role: 'dim' },
    { text: mark, role: badge },
  ];
}

const bytesOf = (raw: string) => raw.match(/../g) ?? [];
const isInside = (field: Field | undefined, at: number) =>
  field !== undefined && field.length > 0 && at >= field.offset && at < field.offset + field.length;

/** How many bytes a row of hex has in so many cells. */
export function bytesPerRow(columns: number): number {
  for (const count of [32, 16, 8]) if (5 + count * 3 + 1 + count <= columns) return count;
  return 8;
}

/** Rows of hex with their offsets and, where there is room, the characters; the field's bytes stand out. */
export function hexLines(raw: string, field: Field | undefined, columns: number): readonly Line[] {
  const bytes = bytesOf(raw);
  const count = bytesPerRow(columns);
  const withText = 5 + count * 4 + 1 <= columns;
  return Array.from({ length: Math.ceil(bytes.length / count) }, (_, row): Line => {
    const from = row * count;
    const cells = bytes.slice(from, from + count);
    const parts: Part[] = [{ text: `${from.toString(16).padStart(4, '0')} `, role: 'dim' }];
    for (const [index, byte] of cells.entries()) {
      const here = isInside(field, from + index);
      // The space between two bytes of one field belongs to the field.
      const joined = here && isInside(field, from + index + 1) && index < cells.length - 1;
      parts.push({ text: joined ? `${byte} ` : byte, ...(here ? { inverse: true, bold: true } : {}) });
      if (!joined) parts.push({ text: ' ' });
    }
    if (withText) {
      parts.push({ text: ' '.repeat((count - cells.length) * 3 + 1) });
      for (const [index, byte] of cells.entries()) {
        const code = Number.parseInt(byte, 16);
        const text = code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
        parts.push(isInside(field, from + index) ? { text, inverse: true, bold: true } : { text, role: 'dim' });
      }
    }
    return merged(parts);
  });
}

/** Neighbours of one look as one part: less to draw. */
function merged(parts: readonly Part[]): Line {
  const line: Part[] = [];
  for (const part of parts) {
    const last = line.at(-1);
    if (last !== undefined && last.role === part.role && last.inverse === part.inverse)
      line[line.length - 1] = { ...last, text: last.text + part.text };
    else line.push(part);
  }
  return line;
}

/** A field as a row: its bytes, its name, its value, what that means. */
function fieldLine(field: Field, raw: string, here: boolean, nameWidth: number, room: FrameRoom): Line {
  const { columns, symbols } = room;
  const own = bytesOf(raw).slice(field.offset, field.offset + field.length);
  const shown = own.length > 3 ? `${own.slice(0, 2).join(' ')} ${symbols.ellipsis}` : own.join(' ');
  const rest = columns - 2 - 9 - 1 - nameWidth - 1;
  const value = elide(field.value, Math.max(8, field.meaning === '' ? rest : Math.floor(rest * 0.45)), symbols.ellipsis);
  const meaning = elide(field.meaning, Math.max(0, rest - stringWidth(value) - 2), symbols.ellipsis);
  return [
    { text: here ? `${symbols.cursor} ` : '  ', role: 'accent' },
    { text: shown, role: 'number', ...(here ? { inverse: own.length > 0 } : {}) },
    { text: ' '.repeat(Math.max(1, 10 - stringWidth(shown))) },
    { text: pad(elide(field.name, nameWidth, symbols.ellipsis), nameWidth), ...(here ? { bold: true } : {}) },
    { text: ' ' },
    { text: value, ...(here ? { bold: true } : {}) },
    { text: meaning === '' ? '' : `  ${meaning}`, role: 'dim' },
  ];
}

/** Rows of a list of which the one under the cursor is always there. */
function around<Item>(items: readonly Item[], index: number, rows: number): readonly Item[] {
  const from = Math.max(0, Math.min(index - Math.floor(rows / 2), items.length - rows));
  return items.slice(from, from + Math.max(0, rows));
}

/** What is told of an event that has neither bytes nor fields: its data. */
function dataLines(event: WireEvent, { columns, symbols }: FrameRoom): readonly Line[] {
  const entries = Object.entries(event.data).filter(([, value]) => value !== undefined && value !== '');
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  const lines = entries.map(([name, value]): Line => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [{ text: '  ' }, { text: pad(name, width + 2), role: 'dim' }, { text: elide(text, columns - width - 4, symbols.ellipsis) }];
  });
  const why =
    event.source === 'tap'
      ? 'It has no bytes of its own: the layer beneath it has counted them.'
      : event.source === 'hook'
        ? 'A library said so; these are no bytes on the wire.'
        : 'The path did this, or we worked it out; these are no bytes on the wire.';
  return [...lines, ...wrapParts([{ text: `  ${why}`, role: 'dim' }], columns, '  ')];
}

/** A field that has no bytes of its own and says much, a message as JSON: its words take the place of the bytes. */
function wholeLines(event: WireEvent, selected: number, room: FrameRoom): readonly Line[] {
  const { columns, rows, symbols } = room;
  const fields = event.fields ?? [];
  const text = printable(fields[selected]?.meaning ?? '');
  const cells = columns - 2;
  const all = Array.from({ length: Math.ceil(text.length / cells) }, (_, row) => text.slice(row * cells, (row + 1) * cells));
  const shown = all.slice(0, Math.max(1, rows - 3));
  const whole = shown.map((part, row): Line => {
    const cut = row === shown.length - 1 && shown.length < all.length;
    return [{ text: '  ' }, { text: cut ? elide(`${part} `, cells, symbols.ellipsis) : part, role: 'string' }];
  });
  const nameWidth = Math.min(18, Math.max(4, ...fields.map(({ name }) => stringWidth(name))));
  const list = around(
    fields.map((each, index) => ({ each, index })),
    selected,
    rows - 1 - whole.length,
  ).map(({ each, index }) => fieldLine(each, event.raw ?? '', index === selected, nameWidth, room));
  return [factsLine(event, room), ...list, ...whole].slice(0, rows);
}

/** The inspector: at most `rows` lines. */
export function frameLines(event: WireEvent, selected: number, room: FrameRoom): readonly Line[] {
  const { columns, rows } = room;
  const facts = factsLine(event, room);
  const fields = event.fields ?? [];
  const raw = event.raw ?? '';
  if (raw === '' && fields.length === 0) return [facts, ...dataLines(event, room)].slice(0, rows);
  const field = fields[selected];
  if (field !== undefined && field.length === 0 && stringWidth(field.meaning) > columns) return wholeLines(event, selected, room);
  const nameWidth = Math.min(18, Math.max(4, ...fields.map(({ name }) => stringWidth(name))));
  const said =
    field === undefined || field.meaning === ''
      ? []
      : wrapParts([{ text: `${field.name}: ${field.meaning}` }], columns - 2, '').slice(0, 2);

  const all = hexLines(raw, field, columns);
  const perRow = bytesPerRow(columns);
  const hexRow = field === undefined || field.length === 0 ? 0 : Math.floor(field.offset / perRow);
  // Hex takes what the fields leave, two rows at least where it has them.
  const needed = fields.length + (rows >= 9 ? said.length : 0);
  const hexRows = Math.min(all.length, Math.max(Math.min(2, rows - 3), rows - 1 - needed));
  const hex = around(all, hexRow, hexRows);
  const cut = event.size * 2 > raw.length && raw.length >= RAW_LIMIT * 2;
  const note: readonly Line[] =
    cut && rows >= 12 ? [[{ text: `the first ${raw.length / 2} of ${event.size} bytes are kept`, role: 'dim' }]] : [];
  const meaning = rows >= 9 ? said : [];
  const list = around(
    fields.map((each, index) => ({ each, index })),
    selected,
    rows - 1 - hex.length - note.length - meaning.length,
  );
  return [
    facts,
    ...hex,
    ...note,
    ...list.map(({ each, index }) => fieldLine(each, raw, index === selected, nameWidth, room)),
    ...meaning.map((line): Line => [{ text: '  ' }, ...line]),
  ].slice(0, rows);
}
