import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { editorLines, replyLines } from '../../../../src/ui/screens/lab/editor-lines.ts';
import { type EditorState, startEditor } from '../../../../src/ui/screens/lab/editor-state.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { composer } from './composer.ts';

const room = { columns: 30, rows: 8, symbols: UNICODE };
const textOf = (line: readonly { readonly text: string }[]) => line.map(({ text }) => text).join('');
const linesOf = (change: Partial<EditorState>, size = room) =>
  editorLines({ ...startEditor(composer), ...change }, composer, size).map(textOf);

describe('the editor as lines', () => {
  it('fills its room exactly and keeps the line of the cursor in it', () => {
    const text = Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n');
    for (const rows of [4, 8, 20]) {
      const lines = linesOf({ text, cursor: text.indexOf('line 17') }, { ...room, rows });
      expect(lines).toHaveLength(rows);
      expect(lines.some((line) => line.includes('line 17'))).toBe(true);
    }
  });

  it('shows the part of a long line where the cursor is, within the columns', () => {
    const text = `${'a'.repeat(60)}END`;
    const lines = linesOf({ text, cursor: text.length });
    expect(lines[0]).toContain('END');
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(room.columns);
  });

  it('marks the line of a mistake and says what it is; without one it says what the text weighs', () => {
    const wrong = linesOf({ text: 'a\nb ?', cursor: 0 });
    expect(wrong[1]).toMatch(/^2!/);
    expect(wrong.at(-1)).toContain('line 2: there are no questions'.slice(0, 20));
    expect(linesOf({ text: 'abc', cursor: 0 }).at(-1)).toBe('3 characters');
  });

  it('lists what may be written, the chosen one marked', () => {
    const suggestions = { from: 0, all: ['one', 'two', 'three', 'four', 'five', 'six'].map((text) => ({ text, detail: 'Int' })) };
    const lines = linesOf({ suggestions, chosen: 5 }, { ...room, rows: 12 });
    expect(lines.find((line) => line.includes(UNICODE.cursor))).toContain('six');
    expect(lines.at(-1)).toContain('1 more');
  });
});

describe('the answer as lines', () => {
  it('says what came, cut at its room, and how much is left', () => {
    const reply = { ok: true, summary: '200, 9 bytes', text: Array.from({ length: 20 }, (_, at) => `row ${at}`).join('\n') };
    const lines = replyLines({ ...startEditor(composer), reply }, room).map(textOf);
    expect(lines).toHaveLength(room.rows);
    expect(lines[0]).toContain('200, 9 bytes');
    expect(lines.at(-1)).toContain('14 more');
    const last = replyLines({ ...startEditor(composer), reply, replyTop: 19 }, room).map(textOf);
    expect(last.at(-1)).toBe('row 19');
  });
});
