import { expect, it } from 'vitest';
import { createRecorder } from '../../src/labs/recorder.ts';
import { manualClock } from '../../src/lib/clock.ts';
import type { WireEvent } from '../../src/wire/event.ts';

it('numbers and times facts from its start, to three decimals, until it is told to stop', () => {
  const clock = manualClock();
  clock.advance(1000);
  const stop = new AbortController();
  const seen: WireEvent[] = [];
  const emit = createRecorder(clock, stop.signal, (event) => seen.push(event));
  const fact = { name: 'app:publish', direction: 'none', size: 0, data: { id: 1 } } as const;
  emit(fact, { connection: 0, source: 'hook' });
  clock.advance(12.34567);
  emit(fact, { connection: 3, source: 'tap', entered: 1010 });
  stop.abort();
  emit(fact, { connection: 0, source: 'hook' });
  expect(seen).toEqual([
    { ...fact, seq: 0, time: 0, entered: 0, connection: 0, source: 'hook' },
    { ...fact, seq: 1, time: 12.346, entered: 10, connection: 3, source: 'tap' },
  ]);
});
