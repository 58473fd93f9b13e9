import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/ui/components/line.tsx';
import { ASCII, UNICODE } from '../../../src/ui/theme.ts';
import { VIEWS, viewsOf } from '../../../src/ui/views/index.ts';
import { sequence } from '../../../src/ui/views/sequence.ts';
import { rowOf } from '../../../src/ui/views/view.ts';
import { conversation } from './conversation.ts';

const textOf = (line: Line) => line.map((part) => part.text).join('');
const input = { events: conversation, openBefore: [] };
const draw = (columns: number, symbols = UNICODE) =>
  [...sequence.head(input, { columns, symbols }), ...sequence.rows(input, { columns, symbols }).map(({ line }) => line)].map(textOf);

describe('the sequence diagram', () => {
  it('at 72 columns', () => {
    expect(draw(72).join('\n')).toMatchInlineSnapshot(`
      " seconds  #   ○ hook client ────────── ● live ────────── server ○ hook
         0.003             ┊  ○ hook  connecting                    ┊
         0.010  1          ╭╌╌╌ opened, port 41461 to 39919 ╌╌╌╌╌╌╌▶│
         0.013  1          │─── GET /feed HTTP/1.1 ────────────────▶│
         0.015             │          accepted: 1 connected  ○ hook │
         0.017  1          │◀───────── HTTP/1.1 101 Switching Pr… ──│
         0.017  1          │ ╌╌╌╌ WebSocket open, accept is right ╌╌│
         0.018             │  ○ hook  open                          │
         0.117  1     #1 ○ │◀───────── TEXT 33 B fin "{"id":1,"a… ──│ ○ #1
         0.160  1          │─── PING "are you there?" mas… ────────▶│
         0.180             │          ○ model  path rtt 200         │
         0.215             │                                        │ ○ #2
         0.216  1          │  ○ model  holds 35 B for 200 ms (loss) │
         0.516  1     #2 ○ │◀── +300 ms ─ TEXT 33 B fin "{"id":2… ──│
         0.600  2          │╭╌╌ opened, port 41462 to 39919 ╌╌╌╌╌╌╌▶│
         0.610  2          ││── TEXT 24 B fin masked "on … ────────▶│
         0.620  1          │◀───────── TEXT 12 B fin "on the fir… ──│
         0.700  1          ╳│╌╌ cut by tap, 154 B lost … ╌ ○ model ╌│
         0.710  2          ┊╰╌╌ closed (FIN) by server ╌╌╌╌╌╌╌╌╌╌╌╌╌┊
         0.712             ┊  ○ hook  reconnecting: in 76 ms        ┊
         0.715             ┊                                        ┊ ○ #3–4"
    `);
  });
  it('at 54 columns, in ASCII', () => {
    const drawn = draw(54, ASCII).join('\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
    expect(drawn).toMatch(/^[\u0000-\u007f–×]*$/);
    expect(drawn).toMatchInlineSnapshot(`
      "seconds  # o hook client --- * live ---- server o hook
        0.003           :  o hook  connecting       :
        0.010  1        +... opened, port 4146... .>|
        0.013  1        |--- GET /feed HTTP/1.1 --->|
        0.015           |  accepted: 1 c...  o hook |
        0.017  1        |<-- HTTP/1.1 101 Swit... --|
        0.017  1        | . WebSocket open, ac... ..|
        0.018           |  o hook  open             |
        0.117  1   #1 o |<-- TEXT 33 B fin "{"... --| o #1
        0.160  1        |--- PING "are you the... ->|
        0.180           |   o model  path rtt 200   |
        0.215           |                           | o #2
        0.216  1        |  o model  holds 35 B f... |
        0.516  1   #2 o |<-- TEXT 33 B fin "{"... --|
        0.600  2        |+.. opened, port 4146... .>|
        0.610  2        ||-- TEXT 24 B fin mas... ->|
        0.620  1        |<-- TEXT 12 B fin "on... --|
        0.700  1        X|.. cut by t... . o model .|
        0.710  2        :+.. closed (FIN) by s... ..:
        0.712           :  o hook  reconnecting:... :
        0.715           :                           : o #3–4"
    `);
  });
  it('is never wider than its room, and its lifelines are straight', () => {
    for (const columns of [54, 60, 72, 89, 90, 110, 150])
      for (const line of draw(columns)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    const heads = draw(72).filter((line) => line.includes('◀'));
    expect(new Set(heads.map((line) => line.lastIndexOf('│'))).size).toBe(1);
  });
  it('draws only as many rows as are wanted, the newest', () => {
    const all = sequence.rows(input, { columns: 72, symbols: UNICODE });
    const last = sequence.rows(input, { columns: 72, symbols: UNICODE, last: 3 });
    expect(last).toHaveLength(3);
    expect(last.map(({ line }) => textOf(line))).toEqual(all.slice(-3).map(({ line }) => textOf(line)));
  });
  it('finds the row of an event that is folded into another', () => {
    const rows = sequence.rows(input, { columns: 72, symbols: UNICODE });
    const folded = rows.findIndex(({ covers }) => covers.length > 1);
    expect(rowOf(rows, rows[folded]?.covers.at(-1) as number)).toBe(folded);
    expect(rowOf(rows, 99_999)).toBe(rows.length - 1);
    expect(rowOf([], 3)).toBe(-1);
  });
});

describe('viewsOf', () => {
  it('gives the views that a lab names, and the sequence diagram where it names none that is there', () => {
    expect(viewsOf(undefined)).toEqual([VIEWS.sequence]);
    expect(viewsOf(['hologram'])).toEqual([VIEWS.sequence]);
    expect(viewsOf(['hologram', 'sequence'])).toEqual([VIEWS.sequence]);
  });
});
