import { expect, it } from 'vitest';
import { NO_PROGRESS } from '../../../../src/progress/progress.ts';
import type { Entry } from '../../../../src/ui/contents.ts';
import { detailLines } from '../../../../src/ui/screens/home/state.ts';
import { createTheme } from '../../../../src/ui/theme.ts';
import { content } from '../../fixture.ts';

it('how far one is with each lesson stands in a column, with bars only where they have room, and never too wide', () => {
  const { symbols } = createTheme({ colour: false, ascii: false, screenReader: false });
  const lessons = content.topics.flatMap((topic) => topic.lessons);
  const progress = { ...NO_PROGRESS, lessonsRead: new Set(['websocket']) };
  const entry: Entry = { kind: 'go', key: 'go', title: 'Continue', first: false, step: 'WebSocket', route: { screen: 'home' } };
  for (const columns of [32, 33, 36, 60]) {
    const lines = detailLines(entry, { columns, symbols, progress, lessons }).map((line) => line.map(({ text }) => text).join(''));
    const rows = lines.filter((line) => / of \d/.test(line));
    expect(rows).toHaveLength(lessons.length);
    expect(rows.filter((row) => row.length > columns)).toEqual([]);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows[0]?.includes(symbols.barFull)).toBe(columns >= 36);
  }
});
