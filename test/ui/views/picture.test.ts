import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { previewOf } from '../../../src/picture/preview.ts';
import { paintScene } from '../../../src/picture/scene.ts';
import type { Line } from '../../../src/ui/components/line.tsx';
import { ASCII, createTheme, UNICODE } from '../../../src/ui/theme.ts';
import { picture } from '../../../src/ui/views/picture.ts';
import type { EventData, WireEvent } from '../../../src/wire/event.ts';
import { eventOf, runOf } from '../../wire/event-of.ts';

const preview = previewOf(paintScene(7, 96, 64), 'whole');
const shown = (format: string, bytes: number, more: Partial<EventData['app:picture']> = {}) =>
  eventOf(
    'app:picture',
    { who: 'a browser', target: '/evening.jpg', format, width: 480, height: 320, bytes, originalBytes: 100_000, preview, ...more },
    { source: 'hook' },
  );
const textOf = (line: Line) => line.map((part) => part.text).join('');
const draw = (events: readonly WireEvent[], columns: number, last: number, symbols = UNICODE) =>
  picture.rows({ events, openBefore: [] }, { columns, symbols, last });

describe('the picture', () => {
  const run = runOf(shown('image/jpeg', 100_000), shown('image/jpeg', 10_000), shown('image/avif', 4_000), shown('image/avif', 4_000));

  it('is the newest, with another one beside it where there is room, in as many rows as it may have', () => {
    const rows = draw(run, 70, 14);
    expect(rows.slice(0, 2).map(({ line }) => textOf(line).replace(/ {2,}/g, '  ').trim())).toEqual([
      'image/jpeg 480x320  image/avif 480x320'.replaceAll(' 480', '  480'),
      '10,000 bytes, 10 % of the original  4,000 bytes, 4 % of the original',
    ]);
    expect(rows.length).toBeLessThanOrEqual(14);
    expect(rows.length).toBeGreaterThan(10);
    for (const { line } of rows) expect(stringWidth(textOf(line))).toBeLessThanOrEqual(70);
    expect(rows[5]?.line.filter(({ cell }) => cell !== undefined).length).toBeGreaterThan(40);
    expect(rows[0]?.event).toBe(3);
  });

  it('is alone on a narrow screen', () => {
    const rows = draw(run, 40, 10);
    expect(textOf(rows[0]?.line ?? [])).toMatch(/^image\/avif {2}480x320 +$/);
  });

  it('is words for whoever has them read', () => {
    const { symbols } = createTheme({ colour: false, ascii: true, screenReader: true });
    expect(draw(run, 80, 20, symbols).map(({ line }) => textOf(line))).toEqual([
      'image/jpeg  480x320, 10,000 bytes, 10 % of the original',
      'image/avif  480x320, 4,000 bytes, 4 % of the original',
    ]);
  });

  it('is shades where there are no colours, all of them ASCII', () => {
    const text = draw(run, 40, 12, ASCII)
      .map(({ line }) => textOf(line))
      .join('\n');
    expect(text).toMatch(/^[ -~\n]*$/);
    expect(new Set(text.split('\n').slice(2).join('').replaceAll(' ', '')).size).toBeGreaterThan(2);
  });

  it('is only what is known of it where its pixels are not what they say', () => {
    const broken = runOf(shown('image/\u001b[2Javif', 10, { preview: { ...preview, width: 1000 } }));
    expect(draw(broken, 60, 12)).toHaveLength(2);
    expect(draw([], 60, 12)).toEqual([]);
    expect(picture.head({ events: [], openBefore: [] }, { columns: 60, symbols: UNICODE }).map(textOf)).toEqual([
      'No picture has come yet.',
    ]);
  });
});
