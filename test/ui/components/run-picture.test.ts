import { describe, expect, it } from 'vitest';
import { pictureLines } from '../../../src/ui/components/run-picture.tsx';
import { UNICODE } from '../../../src/ui/theme.ts';
import { sequence } from '../../../src/ui/views/sequence.ts';
import { conversation } from '../views/conversation.ts';

const input = { events: conversation, openBefore: [] };
const draw = (rows: number, chosen?: number) =>
  pictureLines({ view: sequence, input, columns: 73, rows, chosen }, UNICODE).map((line) => line.map(({ text }) => text).join(''));

describe('pictureLines', () => {
  it('shows what its columns are and the newest rows', () => {
    const lines = draw(6);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain('● live');
    expect(lines.at(-1)).toContain('○ #3–4');
  });
  it('gives the rows to the events where there are few', () => {
    expect(draw(3).some((line) => line.includes('● live'))).toBe(false);
    expect(draw(3)).toHaveLength(3);
  });
  it('stands around the chosen event, and marks its row alone', () => {
    const lines = draw(8, 9);
    expect(lines.filter((line) => line.startsWith('❯'))).toEqual([expect.stringContaining('#1 ○')]);
    expect(lines).toHaveLength(8);
    expect(lines.at(-1)).not.toContain('#3–4');
  });
  it('shows the first rows where there are less than there is room for', () => {
    expect(draw(60)).toHaveLength(21);
  });
});
