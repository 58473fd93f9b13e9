import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../src/wire/resources.ts';
import { drawWaterfall, waterfallOf } from '../../src/wire/waterfall.ts';
import { eventOf, runOf } from './event-of.ts';

const line = (protocol: string, id: number, times: Partial<Timeline>): Timeline => ({ protocol, id, bytes: 1, gap: 0, ...times });
const bars = (all: readonly Timeline[], rows: number, cells = 10) =>
  drawWaterfall(all, { cells, rows, roundTrip: 0, now: 1000 }).bands.map((band) => [
    band.protocol,
    ...band.rows.map(
      (row) =>
        `${row.from}-${row.to} ${row.cells.map(({ open, state }) => (open === 0 ? ' ' : `${state[0]}${open === 1 ? '' : '½'}`)).join('')}`,
    ),
  ]);

describe('a waterfall', () => {
  it('shows what each resource waits for, and when it comes', () => {
    const all = [line('h2', 1, { queued: 0, sent: 20, firstByte: 50, end: 100 })];
    expect(bars(all, 5)).toEqual([['h2', '1-1 qqaaarrrrr']]);
  });

  it('puts several on one row where there are more than rows: the share that is to come', () => {
    const all = [line('h2', 1, { sent: 0, firstByte: 10, end: 50 }), line('h2', 2, { sent: 0, firstByte: 10, end: 100 })];
    expect(bars(all, 1)).toEqual([['h2', '1-2 arrrrr½r½r½r½r½']]);
    expect(bars(all, 2)).toEqual([['h2', '1-1 arrrr     ', '2-2 arrrrrrrrr']]);
  });

  it('has the oldest protocol first, each with a time of its own', () => {
    const all = [
      line('h3', 1, { sent: 500, end: 600 }),
      line('http/1.1', 1, { sent: 0, end: 200 }),
      line('h2', 1, { sent: 300, end: 400 }),
    ];
    expect(bars(all, 9)).toEqual([
      ['http/1.1', '1-1 aaaaaaaaaa'],
      ['h2', '1-1 aaaaa     '],
      ['h3', '1-1 aaaaa     '],
    ]);
  });

  it('shares its rows among a hundred resources of three protocols', () => {
    const all = ['http/1.1', 'h2', 'h3'].flatMap((protocol) =>
      Array.from({ length: 100 }, (_, index) => line(protocol, index + 1, { sent: 0, end: index + 1 })),
    );
    const { bands } = drawWaterfall(all, { cells: 20, rows: 12, roundTrip: 0, now: 100 });
    expect(bands.map(({ rows }) => rows.map(({ from, to }) => `${from}-${to}`))).toEqual(
      Array(3).fill(['1-25', '26-50', '51-75', '76-100']),
    );
    expect(bands.map(({ median, last, done }) => [median, last, done])).toEqual(Array(3).fill([50, 100, 100]));
  });

  it('goes on until now while something is to come, and not beyond', () => {
    const all = [line('h2', 1, { sent: 0, end: 500 }), line('h2', 2, { sent: 0 })];
    expect(bars(all, 2)).toEqual([['h2', '1-1 aaaaa     ', '2-2 aaaaaaaaaa']]);
  });

  it('counts what stalled and what failed', () => {
    const all = [
      line('h2', 1, { sent: 0, firstByte: 100, end: 110 }),
      line('h2', 2, { sent: 0, firstByte: 190, end: 200 }),
      line('h2', 3, { sent: 0, failed: 300 }),
    ];
    const [band] = drawWaterfall(all, { cells: 4, rows: 3, roundTrip: 100, now: 300 }).bands;
    expect(band).toMatchObject({ late: 1, failed: 1, done: 2, resources: 3 });
    expect(band?.rows.map(({ late, done }) => [late, done])).toEqual([
      [0, 110],
      [1, 200],
      [0, undefined],
    ]);
  });

  it('is of the page that was begun last', () => {
    const said = (id: number, phase: 'sent' | 'end', time: number) =>
      eventOf('app:resource', { protocol: 'h2', id, phase, bytes: 0, gap: 0 }, { time, source: 'hook' });
    const begins = eventOf('app:state', { actor: 'client', state: 'begins', detail: '' }, { source: 'hook' });
    const { bands } = waterfallOf(runOf(said(1, 'sent', 0), said(1, 'end', 10), begins, said(2, 'sent', 20), said(2, 'end', 25)), {
      cells: 4,
      rows: 2,
    });
    expect(bands).toMatchObject([{ resources: 1, last: 5 }]);
  });

  it('is nothing where there is nothing', () => {
    expect(waterfallOf([], { cells: 10, rows: 5 })).toEqual({ span: 0, bands: [] });
  });
});
