// What every progress store promises. Each store's test runs it.
import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import type { ProgressStore } from '../../src/store/store.ts';

/** The n-th of a series of events that differ. */
export function sampleEvent(n: number): ProgressEvent {
  const at = new Date(Date.UTC(2026, 10, 24) + n * 1000).toISOString();
  return n % 2 === 0
    ? { at, kind: 'answered', question: `question-${n}`, answer: { kind: 'choice', picked: n % 4 }, grade: 'correct', confidence: 'think' }
    : { at, kind: 'visited', place: { screen: 'lesson', lesson: 'websocket', line: n } };
}

const ODD: readonly ProgressEvent[] = [
  { at: '2026-11-24T00:00:00.000Z', kind: 'lesson-read', lesson: 'line\nfeed \u001b[31m \u2028 "quote" \\ ünïcödé 💬' },
  { at: '2026-11-24T00:00:01.000Z', kind: 'decided', family: 'transport', requirements: {}, winner: '' },
  { at: '2026-11-24T00:00:02.000Z', kind: 'set-option', option: '#torn', value: '#torn\n' },
];

/** `open` gives a store that holds `events` already. */
export function storeConformance(open: (events: readonly ProgressEvent[]) => ProgressStore): void {
  describe('a progress store', () => {
    it('is empty at first and has nothing to warn of', () => {
      const store = open([]);
      expect(store.events).toEqual([]);
      expect(store.warning).toBeUndefined();
    });

    it('gives back what was recorded, in order', () => {
      const events = Array.from({ length: 50 }, (_, n) => sampleEvent(n));
      expect(open(events).events).toEqual(events);
    });

    it('takes any text', () => {
      expect(open(ODD).events).toEqual(ODD);
    });

    it('shows what is appended, after what was there', () => {
      const store = open([sampleEvent(1)]);
      store.append(sampleEvent(2));
      store.append(sampleEvent(3));
      expect(store.events).toEqual([1, 2, 3].map(sampleEvent));
      expect(store.warning).toBeUndefined();
    });
  });
}
