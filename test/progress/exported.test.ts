import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { exportedText, missingEvents, parseExported } from '../../src/progress/exported.ts';
import { progressOf } from '../../src/progress/progress.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25) + minute * 60_000).toISOString();
const anyEvent: fc.Arbitrary<ProgressEvent> = fc.oneof(
  fc.record({
    at: fc.nat(500).map(at),
    kind: fc.constant('answered' as const),
    question: fc.constantFrom('a', 'b', 'c'),
    answer: fc.record({ kind: fc.constant('choice' as const), picked: fc.nat(3) }),
    grade: fc.constantFrom('correct', 'wrong'),
    confidence: fc.constantFrom('guess', 'sure'),
  }) as fc.Arbitrary<ProgressEvent>,
  fc.record({ at: fc.nat(500).map(at), kind: fc.constant('lesson-read' as const), lesson: fc.constantFrom('x', 'y', 'ünï\u2028"') }),
  fc.record({
    at: fc.nat(500).map(at),
    kind: fc.constant('set-option' as const),
    option: fc.constantFrom('interview'),
    value: fc.string(),
  }),
);
const byTime = (events: readonly ProgressEvent[]) => [...events].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

describe('exported progress', () => {
  it('comes back event by event', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(parseExported(exportedText(events, [{ id: 'question:a' }], at(0)))).toEqual({ ok: true, value: events });
      }),
    );
  });

  it('is merged without a loss, and twice is as once', () => {
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), (here, there) => {
        const merged = [...here, ...missingEvents(here, there)];
        for (const event of there) if (event.kind !== 'set-option') expect(merged).toContainEqual(event);
        expect(merged.slice(0, here.length)).toEqual(here);
        expect(missingEvents(merged, there)).toEqual([]);
        expect(missingEvents(merged, merged)).toEqual([]);
      }),
    );
  });

  it('comes to the same progress whichever of two logs is merged into the other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyEvent, { selector: ({ at: when }) => when }), fc.nat(20), (events, cut) => {
        const done = events.filter(({ kind }) => kind !== 'set-option');
        const [one, other] = [byTime(done.slice(0, cut)), byTime(done.slice(cut))];
        const merge = (here: readonly ProgressEvent[], there: readonly ProgressEvent[]) =>
          progressOf([...here, ...missingEvents(here, there)]);
        expect(merge(one, other)).toEqual(merge(other, one));
        expect(merge(one, other)).toEqual(progressOf(byTime(done)));
      }),
    );
  });

  it('keeps the place where one is, and the later value of an option', () => {
    const visited = (lesson: string, minute: number): ProgressEvent => ({
      at: at(minute),
      kind: 'visited',
      place: { screen: 'lesson', lesson, line: 0 },
    });
    const set = (value: string, minute: number): ProgressEvent => ({ at: at(minute), kind: 'set-option', option: 'interview', value });
    expect(missingEvents([visited('sse', 1)], [visited('websocket', 9)])).toEqual([]);
    expect(missingEvents([], [visited('websocket', 9)])).toHaveLength(1);
    expect(missingEvents([set('2026-12-10', 5)], [set('2026-12-01', 1), set('2026-12-24', 9)])).toEqual([set('2026-12-24', 9)]);
  });

  it('knows an event again whatever the order of its fields', () => {
    const event: ProgressEvent = { at: at(1), kind: 'reviewed', card: 'experiment:e', grade: 'correct', confidence: 'sure' };
    const turned = Object.fromEntries(Object.entries(event).reverse()) as unknown as ProgressEvent;
    expect(missingEvents([event], [turned])).toEqual([]);
  });

  it('is refused in one sentence when it is damaged, cut short, of a newer version, or something else', () => {
    const text = exportedText([{ at: at(1), kind: 'lesson-read', lesson: 'sse' }], [], at(2));
    for (let length = 0; length < text.trimEnd().length; length++)
      expect(parseExported(text.slice(0, length)).ok, `${length} bytes`).toBe(false);
    for (const wrong of [
      '[]',
      'null',
      '{"format":"other"}',
      text.replace('"v":1', '"v":99'),
      text.replace('lesson-read', 'danced'),
      text.replace(at(1), 'yesterday'),
      text.replace('"events":[', '"events":7,"was":['),
    ]) {
      const parsed = parseExported(wrong);
      expect(parsed.ok, wrong).toBe(false);
      if (!parsed.ok) expect(parsed.problems).toHaveLength(1);
    }
  });
});
