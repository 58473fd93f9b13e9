import { describe, expect, it } from 'vitest';
import { CELL, createLiveRow } from '../../src/compare/live.ts';
import { measureRow } from '../../src/compare/measured.ts';
import type { WireEvent } from '../../src/wire/event.ts';
import { eventOf } from '../wire/event-of.ts';
import { streamOf } from './rows.ts';

const seen = (events: readonly WireEvent[]) => {
  const row = createLiveRow();
  for (const event of events) row.see(event);
  return row;
};

describe('a row while it runs', () => {
  it.each([{}, { requestEach: true }, { latency: 40 }, { cut: 4, back: 7 }])('comes to the numbers of the whole run: %o', (options) => {
    const events = streamOf(options);
    const {
      direction,
      published,
      delivered,
      requests,
      connections,
      openPeak,
      bytesUp,
      bytesDown,
      setupBytes,
      per,
      bytesPerMessage,
      latencyMedian,
    } = measureRow(events);
    expect(seen(events).measured()).toMatchObject({
      direction,
      published,
      delivered,
      requests,
      connections,
      openPeak,
      bytesUp,
      bytesDown,
      setupBytes,
      per,
      bytesPerMessage,
      latencyMedian,
    });
  });
  it('has nothing to say before anything was seen', () => {
    expect(createLiveRow().measured()).toMatchObject({
      direction: 'none',
      per: 'nothing',
      bytesPerMessage: null,
      latencyMedian: null,
      cut: null,
    });
  });
  it('knows when messages came, and when it was cut', () => {
    const row = seen(streamOf({ messages: 5, cut: 3 }));
    const cells = row.cells(600);
    expect(cells).toHaveLength(Math.floor(600 / CELL) + 1);
    expect(cells.flatMap((count, index) => (count > 0 ? [index * CELL] : []))).toEqual([100, 200, 300]);
    expect(row.cutAt).toBe(350);
  });
  it('does not grow with the run', () => {
    const row = createLiveRow();
    for (let id = 1; id <= 20_000; id++) {
      row.see(eventOf('app:publish', { id }, { time: id * CELL }));
      row.see(eventOf('app:deliver', { id, client: 'client' }, { time: id * CELL }));
    }
    expect(row.cells(20_000 * CELL).length).toBe(4800);
    expect(row.cells(20_000 * CELL).every((count) => count === 1)).toBe(true);
  });
});
