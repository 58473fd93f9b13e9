import { describe, expect, it } from 'vitest';
import { aboutLines, settingLines } from '../../../../src/ui/screens/compare/deck.ts';
import { startCompare, updateCompare } from '../../../../src/ui/screens/compare/state.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { textOf } from '../experiment/text-of.ts';
import { lineWidth } from './width.ts';

const start = updateCompare(startCompare(), { type: 'pane', pane: 'settings' }, 3);
const room = { columns: 42, rows: 9, symbols: UNICODE };

describe('the settings', () => {
  it('stand in a column, the one under the cursor with its arrows', () => {
    expect(textOf(settingLines(start, room)).split('\n').slice(0, 2)).toEqual([
      '❯ Messages a second               ◀ 20/s ▶',
      '  Bytes of a message               120 B',
    ]);
  });
  it('keep the cursor in sight, and show what is typed and what was wrong', () => {
    const low = updateCompare(start, { type: 'setting', by: 8 }, 3);
    expect(textOf(settingLines(low, { ...room, rows: 3 }))).toContain('❯ Between two polls');
    const typed = { ...start, typed: '99', mistake: 'rate takes less' };
    expect(textOf(settingLines(typed, room))).toContain('> 99_');
    expect(textOf(settingLines(typed, room))).toContain('rate takes less');
  });
  it('explain themselves, and fit', () => {
    const fault = updateCompare(start, { type: 'setting', by: 4 }, 3);
    expect(textOf(aboutLines(fault, 42))).toMatch(/a\s+proxy/);
    expect(aboutLines({ ...fault, pane: 'claims' }, 42)).toEqual([]);
    for (const line of [...settingLines(fault, room), ...aboutLines(fault, 42)]) expect(lineWidth(line)).toBeLessThanOrEqual(42);
  });
});
