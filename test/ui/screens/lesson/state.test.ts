import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../src/content/catalog.ts';
import { layoutLesson, sourcesOf } from '../../../../src/ui/screens/lesson/lines.ts';
import {
  isAtEnd,
  type LessonIntent,
  offsetOf,
  percentRead,
  placeOf,
  type Room,
  startLesson,
  updateLesson,
} from '../../../../src/ui/screens/lesson/state.ts';
import { content } from '../../fixture.ts';

const room: Room = {
  layout: {
    starts: [0, 3, 10, 40],
    headings: [
      { text: 'One', line: 3 },
      { text: 'Two', line: 40 },
    ],
  },
  total: 60,
  rows: 20,
  choices: 3,
};
const walk = (intents: readonly LessonIntent[], inRoom = room, unit = 0) =>
  intents.reduce((state, intent) => updateLesson(state, intent, inRoom), startLesson(unit));
const down: LessonIntent = { type: 'scroll', by: 1 };
const up: LessonIntent = { type: 'scroll', by: -1 };

describe('the reader', () => {
  it('scrolls by exact lines and stays within the lesson', () => {
    expect(offsetOf(walk([up]), room)).toBe(0);
    expect(offsetOf(walk([down, down, up, down]), room)).toBe(2);
    expect(offsetOf(walk(Array.from({ length: 99 }, () => down)), room)).toBe(40);
  });

  it('comes back to the end when that was in the middle of a unit, at any size of the window, and else to its unit', () => {
    const inside: Room = { ...room, total: 62 };
    const end = walk([{ type: 'end' }], inside);
    expect(offsetOf(startLesson(end.unit), inside)).toBeLessThan(offsetOf(end, inside));
    const back = startLesson(placeOf(end, inside));
    expect(offsetOf(back, inside)).toBe(42);
    expect(isAtEnd(back, { ...inside, rows: 11 })).toBe(true);
    expect(offsetOf(updateLesson(back, up, inside), inside)).toBe(41);
    expect(placeOf(walk([{ type: 'heading', by: 1 }]), room)).toBe(1);
  });

  it('keeps two lines when it turns a page', () => {
    expect(offsetOf(walk([{ type: 'page', by: 1 }]), room)).toBe(18);
    expect(
      offsetOf(
        walk([
          { type: 'page', by: 1 },
          { type: 'page', by: -1 },
        ]),
        room,
      ),
    ).toBe(0);
  });

  it('goes to the next section, to the end and to the start', () => {
    expect(offsetOf(walk([{ type: 'heading', by: 1 }]), room)).toBe(3);
    expect(
      offsetOf(
        walk([
          { type: 'heading', by: 1 },
          { type: 'heading', by: 1 },
        ]),
        room,
      ),
    ).toBe(40);
    expect(offsetOf(walk([{ type: 'end' }]), room)).toBe(40);
    expect(offsetOf(walk([{ type: 'end' }, { type: 'heading', by: -1 }]), room)).toBe(3);
    expect(offsetOf(walk([{ type: 'end' }, { type: 'start' }]), room)).toBe(0);
  });

  it('walks through what comes next at the end, and back out of it', () => {
    const state = walk([{ type: 'end' }, down, down]);
    expect([state.choice, isAtEnd(state, room)]).toEqual([2, true]);
    expect(walk([{ type: 'end' }, down, down, down, down]).choice).toBe(2);
    expect(offsetOf(walk([{ type: 'end' }, down, up, up]), room)).toBe(39);
  });

  it('shows the same words when the window changes its width', () => {
    const narrow: Room = { ...room, layout: { ...room.layout, starts: [0, 6, 22, 90] }, total: 130 };
    const state = walk([{ type: 'scroll', by: 10 }]);
    expect(offsetOf(state, room)).toBe(10);
    expect(offsetOf(state, narrow)).toBe(22);
  });

  it('opens where one was, and is at the end at once when all is visible', () => {
    expect(offsetOf(startLesson(2), room)).toBe(10);
    expect(offsetOf(startLesson(77), room)).toBe(40);
    expect(percentRead(startLesson(0), { ...room, rows: 80 })).toBe(100);
    expect(percentRead(walk([{ type: 'scroll', by: 10 }]), room)).toBe(25);
  });
});

describe('layoutLesson', () => {
  const lesson = content.topics[0]?.lessons[0] as (typeof content.topics)[0]['lessons'][0];
  const text = (columns: number) =>
    layoutLesson(lesson, createCatalog(content), columns, { cite: (reference) => reference.toUpperCase() })
      .lines.map((line) =>
        line
          .map((part) => part.text)
          .join('')
          .replaceAll('\u00a0', ' '),
      )
      .join('\n');

  it('lays out every kind of block, the myths and the sources', () => {
    expect(text(48)).toMatchInlineSnapshot(`
      "WebSocket
      One connection, both sides speak when they like.

      5 minutes   1 experiment


      What it is

      A WebSocket lets both sides send at any time
      [RFC6455#1.2], with send().

      ▎ Run the lab before you read on.

      1. Notice. A dead path closes nothing.
      2. Come back.

      Frame   Opcode
      ──────────────
      text    0x1
      ping    0x9

      client      server
        │ ───────▶ │

      │ client.js
      │ const socket = 1;


      You will hear

      ✗  “Masking encrypts.”
      ✓  The key is in the frame. [RFC6455#10.3]


      Sources

      RFC 6455, The WebSocket
        Protocol  read 2026-11-24
        https://www.rfc-editor.org/rfc/rfc6455"
    `);
  });

  it('starts each unit at a line that is there, in order', () => {
    const { starts, lines, headings } = layoutLesson(lesson, createCatalog(content), 30, {});
    expect([...starts]).toEqual([...starts].sort((one, other) => one - other));
    expect(starts.at(-1)).toBeLessThan(lines.length);
    for (const heading of headings) expect(lines[heading.line]?.map((part) => part.text).join('')).toBe(heading.text);
  });

  it('names every cited source once', () => {
    expect(sourcesOf(lesson)).toEqual(['rfc6455']);
  });
});
