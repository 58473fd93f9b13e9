import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLine, parseLog, TORN } from '../../src/store/log.ts';
import { sampleEvent } from './conformance.ts';

const three = [1, 2, 3].map(sampleEvent);
const text = three.map(formatLine).join('');

describe('the log', () => {
  it('is one JSON object a line, with the version', () => {
    expect(formatLine(sampleEvent(1))).toBe(
      '{"v":1,"at":"2026-11-24T00:00:01.000Z","kind":"visited","place":{"screen":"lesson","lesson":"websocket","line":1}}\n',
    );
  });

  it('reads what it wrote', () => {
    expect(parseLog(text)).toEqual({ events: three, damaged: 0, unknown: 0, mended: text, newer: false });
  });

  it('reads a log that was cut anywhere without calling it damaged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), (at) => {
        const cut = parseLog(text.slice(0, at));
        expect(cut.damaged).toBe(0);
        // A line that lacks only its line feed is whole.
        expect(cut.events).toEqual(
          three.filter(
            (_, n) =>
              three
                .slice(0, n + 1)
                .map(formatLine)
                .join('').length -
                1 <=
              at,
          ),
        );
      }),
    );
  });

  it('passes over torn pieces that are marked', () => {
    const log = parseLog(`${formatLine(sampleEvent(1))}{"v":1,"at":"20${TORN}${TORN}\n${formatLine(sampleEvent(2))}`);
    expect(log).toMatchObject({ events: [sampleEvent(1), sampleEvent(2)], damaged: 0 });
  });

  it('counts lines that are no event, and mends by leaving them out', () => {
    const broken = `${formatLine(sampleEvent(1))}\0\0\0\nhello\n[1]\n{"kind":"visited"}\n${formatLine(sampleEvent(2))}`;
    const log = parseLog(broken);
    expect(log).toMatchObject({ events: [sampleEvent(1), sampleEvent(2)], damaged: 4 });
    expect(parseLog(log.mended)).toMatchObject({ events: log.events, damaged: 0 });
  });

  it('keeps records that it does not know', () => {
    const foreign = '{"v":1,"at":"2026-11-24T00:00:00Z","kind":"danced"}\n';
    expect(parseLog(foreign + text)).toMatchObject({ events: three, damaged: 0, unknown: 1, mended: foreign + text });
  });

  it('notices a newer version', () => {
    expect(parseLog(`${text}{"v":2,"at":"2026-11-24T00:00:00Z","kind":"lesson-read","lesson":"sse"}\n`)).toMatchObject({
      newer: true,
      events: [...three, { kind: 'lesson-read', lesson: 'sse' }],
    });
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (anything) => void parseLog(anything)));
    fc.assert(fc.property(fc.array(fc.json()), (lines) => void parseLog(lines.join('\n'))));
  });
});
