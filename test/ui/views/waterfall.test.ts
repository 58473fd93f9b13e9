import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/ui/components/line.tsx';
import { ASCII, createTheme, type Symbols, UNICODE } from '../../../src/ui/theme.ts';
import { viewsOf } from '../../../src/ui/views/index.ts';
import { waterfall } from '../../../src/ui/views/waterfall.ts';
import type { EventData, WireEvent } from '../../../src/wire/event.ts';
import { eventOf, runOf } from '../../wire/event-of.ts';

const textOf = (line: Line) => line.map((part) => part.text).join('');
const said = (protocol: string, id: number, phase: EventData['app:resource']['phase'], time: number) =>
  eventOf('app:resource', { protocol, id, phase, bytes: 0, gap: 0 }, { time, connection: 0, source: 'hook' });

/** A page whose resources end one after another; for HTTP/2 all at once, after a stall. */
function page(count: number): WireEvent[] {
  const hold = eventOf('path:hold', { bytes: 0, milliseconds: 100, reason: 'handshake' }, { source: 'model' });
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  const steady = (protocol: string) =>
    ids.flatMap((id) => [said(protocol, id, 'sent', 0), said(protocol, id, 'first-byte', 100), said(protocol, id, 'end', 100 + id * 4)]);
  const stalled = ids.flatMap((id) => [said('h2', id, 'sent', 0), said('h2', id, 'first-byte', 400), said('h2', id, 'end', 410)]);
  return runOf(hold, ...[...steady('http/1.1'), ...stalled, ...steady('h3')].sort((one, other) => one.time - other.time));
}

const draw = (events: readonly WireEvent[], columns: number, last?: number, symbols: Symbols = UNICODE) => {
  const input = { events, openBefore: [] };
  const options = { columns, symbols, ...(last === undefined ? {} : { last }) };
  return [...waterfall.head(input, options), ...waterfall.rows(input, options).map(({ line }) => line)].map(textOf);
};

describe('the waterfall', () => {
  it('of a hundred resources in an 80-column pane of 12 rows', () => {
    expect(draw(page(100), 60, 12).join('\n')).toMatchInlineSnapshot(`
      "           0 ─── ╌ waits   ─ asked for   ━ comes ─── 500 ms
      HTTP/1.1    half 300 ms, all 500 ms
            1–33  ──────────██▇▆▆▅▄▄▃▂▂▁                          
           34–66  ──────────██████████████▇▇▆▅▅▄▃▃▂▁▁             
          67–100  ──────────███████████████████████████▇▆▆▅▄▄▃▃▂▁▁
      HTTP/2      half 410 ms, all 410 ms, 100 late or stalled
            1–33  ──────────────────────────────────────█         
           34–66  ──────────────────────────────────────█         
          67–100  ──────────────────────────────────────█         
      HTTP/3      half 300 ms, all 500 ms
            1–33  ──────────██▇▆▆▅▄▄▃▂▂▁                          
           34–66  ──────────██████████████▇▇▆▅▅▄▃▃▂▁▁             
          67–100  ──────────███████████████████████████▇▆▆▅▄▄▃▃▂▁▁"
    `);
  });

  it('of few resources has a row for each: a line while they are asked for, a bar while they come', () => {
    const few = page(2).filter((event) => event.name !== 'app:resource' || event.data.protocol === 'h3');
    expect(draw(few, 40).join('\n')).toMatchInlineSnapshot(`
      "           0 ─────────────────── 108 ms
      HTTP/3      half 104 ms, all 108 ms
              #1  ──────────────────────────━ 
              #2  ──────────────────────────━━"
    `);
  });

  it.each([
    ['80x24', 72, 11],
    ['120x40', 68, 14],
  ])('fits %s, in Unicode and in ASCII', (_size, columns, rows) => {
    for (const symbols of [UNICODE, ASCII]) {
      const lines = draw(page(100), columns, rows, symbols);
      expect(lines.length).toBeLessThanOrEqual(rows + 1);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    }
    expect(draw(page(100), columns, rows, ASCII).join('').replaceAll('–', '')).toMatch(/^[\x20-\x7e]*$/);
  });

  it('is said in words to a screen reader', () => {
    const { symbols } = createTheme({ colour: false, ascii: false, screenReader: true });
    expect(
      draw(page(10), 60, 9, symbols)
        .slice(-2)
        .map((line) => line.trim()),
    ).toEqual(['1–5  there after 120 ms', '6–10  there after 140 ms']);
  });

  it('leads from a row to events, and is empty without resources', () => {
    const input = { events: page(4), openBefore: [] };
    const rows = waterfall.rows(input, { columns: 60, symbols: UNICODE });
    expect(rows.every(({ event, covers }) => covers.includes(event))).toBe(true);
    expect(waterfall.rows({ events: [], openBefore: [] }, { columns: 60, symbols: UNICODE })).toEqual([]);
    expect(viewsOf(['waterfall', 'sequence'])[0]).toBe(waterfall);
  });
});
