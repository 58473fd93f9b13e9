// The editor of a lab as lines: the text with its cursor, what may be written there, what is wrong with it, and what came back.
import stringWidth from 'string-width';
import type { Composer } from '../../../labs/composer.ts';
import { elide } from '../../components/elide.ts';
import type { Line, Part } from '../../components/line.tsx';
import type { Symbols } from '../../theme.ts';
import { type EditorState, placeOf } from './editor-state.ts';

export interface EditorRoom {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
}

/** Rows for suggestions; the rest is told as a number. */
const SUGGESTED = 5;

/** The text, and beneath it suggestions or the first mistake or what the text weighs; exactly as many lines as there are rows. */
export function editorLines(state: EditorState, composer: Composer, room: EditorRoom): readonly Line[] {
  const below = belowLines(state, composer, room).slice(0, Math.max(0, room.rows - 3));
  const rows = room.rows - below.length;
  const { line, column } = placeOf(state.text, state.cursor);
  const all = state.text.split('\n');
  const wrong = new Set(composer.check(state.text).map(({ at }) => placeOf(state.text, at).line));
  const gutter = String(all.length).length + 1;
  const from = Math.max(0, Math.min(line - Math.floor(rows / 2), all.length - rows));
  const width = Math.max(4, room.columns - gutter - 1);
  const lines = all.slice(from, from + rows).map((text, index): Line => {
    const at = from + index;
    const bad = wrong.has(at);
    const number: Part = { text: `${String(at + 1).padStart(gutter - 1)}${bad ? '!' : ' '}`, role: bad ? 'bad' : 'dim' };
    if (at !== line) return [number, { text: elide(text, width, room.symbols.ellipsis) }];
    // A long line is shown around its cursor.
    const start = Math.max(0, column - width + 2);
    const shown = text.slice(start, start + width - 1);
    const here = column - start;
    return [number, { text: shown.slice(0, here) }, { text: shown[here] ?? ' ', inverse: true }, { text: shown.slice(here + 1) }];
  });
  return [...lines, ...Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => []), ...below];
}

function belowLines(state: EditorState, composer: Composer, { columns, symbols }: EditorRoom): readonly Line[] {
  const { all } = state.suggestions;
  if (all.length > 0) {
    const from = Math.max(0, Math.min(state.chosen - SUGGESTED + 1, all.length - SUGGESTED));
    const widest = Math.max(...all.map(({ text }) => stringWidth(text)));
    const lines = all.slice(from, from + SUGGESTED).map(({ text, detail }, index): Line => {
      const here = from + index === state.chosen;
      const name = elide(text, Math.max(8, columns - 6), symbols.ellipsis);
      return [
        { text: here ? ` ${symbols.cursor} ` : '   ', role: 'accent' },
        { text: name, ...(here ? { bold: true } : {}) },
        { text: ' '.repeat(Math.max(2, Math.min(widest, 24) - stringWidth(name) + 2)) },
        {
          text: elide(detail, Math.max(0, columns - 3 - Math.max(stringWidth(name), Math.min(widest, 24)) - 2), symbols.ellipsis),
          role: 'dim',
        },
      ];
    });
    const rest = all.length - lines.length;
    return rest > 0 ? [...lines, [{ text: `   ${rest} more`, role: 'dim' }]] : lines;
  }
  const mistake = state.text.trim() === '' ? undefined : composer.check(state.text)[0];
  if (mistake !== undefined) {
    const { line } = placeOf(state.text, mistake.at);
    return [[{ text: elide(`${symbols.wrong} line ${line + 1}: ${mistake.message}`, columns, symbols.ellipsis), role: 'bad' }]];
  }
  const weight = composer.weigh(state.text);
  return weight === '' ? [] : [[{ text: elide(weight, columns, symbols.ellipsis), role: 'model' }]];
}

/** What came back, or that nothing has yet. */
export function replyLines({ reply, replyTop }: EditorState, { columns, rows, symbols }: EditorRoom): readonly Line[] {
  if (reply === 'none') return [[{ text: 'The answer will stand here, as it came.', role: 'dim' }]];
  if (reply === 'awaited') return [[{ text: `Sent${symbols.ellipsis}`, role: 'dim' }]];
  const lines = reply.text.split('\n');
  const room = Math.max(1, rows - 1);
  const shown = lines.slice(replyTop, replyTop + room);
  const hidden = lines.length - replyTop - shown.length;
  if (hidden > 0) shown.pop();
  return [
    [
      { text: `${reply.ok ? symbols.done : symbols.wrong} `, role: reply.ok ? 'good' : 'bad' },
      { text: elide(reply.summary, columns - 10, symbols.ellipsis), bold: true },
      { text: `  ${symbols.todo} hook`, role: 'hook' },
    ],
    ...shown.map((text): Line => [{ text: elide(text, columns, symbols.ellipsis) }]),
    ...(hidden > 0 ? [[{ text: `${symbols.down} ${hidden + 1} more, pgdn`, role: 'dim' } as const]] : []),
  ];
}
