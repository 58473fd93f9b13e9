import { describe, expect, it } from 'vitest';
import type { WireEvent } from '../../src/wire/event.ts';
import { createStatsCounter, HISTORY } from '../../src/wire/live-stats.ts';
import { measure } from '../../src/wire/measure.ts';
import { eventOf, runOf } from './event-of.ts';

const publish = (id: number, time: number) => eventOf('app:publish', { id }, { time, connection: 0, source: 'hook' });
const deliver = (id: number, time: number, client = 'client') =>
  eventOf('app:deliver', { id, client }, { time, connection: 0, source: 'hook' });
const frame = (time: number, size: number) =>
  eventOf('raw:bytes', { reason: '', preview: '' }, { time, size, direction: 'server-to-client' });

function statsOf(events: readonly WireEvent[], now: number) {
  const counter = createStatsCounter();
  for (const event of runOf(...events)) counter.see(event);
  return counter.at(now);
}

describe('createStatsCounter', () => {
  it('is empty before anything happened', () => {
    expect(statsOf([], 0)).toMatchObject({ messages: [0], messageRate: 0, latencyNow: 0, open: 0, missing: 0, silence: 0 });
  });

  it('counts deliveries and bytes by the second, with a mean of the last whole ones', () => {
    const events = Array.from({ length: 40 }, (_, index) => [
      publish(index, index * 100),
      frame(index * 100 + 1, 50),
      deliver(index, index * 100 + 4),
    ]).flat();
    const stats = statsOf(events, 4000);
    expect(stats.messages).toEqual([10, 10, 10, 10, 0]);
    expect(stats.bytes).toEqual([500, 500, 500, 500, 0]);
    expect(stats.messageRate).toBe(10);
    expect(stats.byteRate).toBe(500);
    expect(stats.latency[1]).toBeCloseTo(4);
    expect(stats.latencyNow).toBeCloseTo(4);
    expect(stats.silence).toBeCloseTo(4000 - 3901);
  });

  it('counts requests by the second, of HTTP/1 and of HTTP/2', () => {
    const UP = { direction: 'client-to-server' } as const;
    const request = (time: number) =>
      eventOf('http:request', { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [] }, { ...UP, time });
    const headers = (time: number, ...names: readonly string[]) =>
      eventOf(
        'http2:frame',
        { type: 'HEADERS', stream: 1, flags: [], length: 0, detail: '', headers: names.map((name) => [name, ''] as const) },
        { ...UP, time },
      );
    const stats = statsOf([request(100), request(200), headers(1100, ':method', ':path'), headers(1200, 'grpc-status')], 2000);
    expect(stats.requests).toEqual([2, 1, 0]);
    expect(stats.requestRate).toBe(1.5);
  });

  it('lets rates fall while nothing comes', () => {
    const counter = createStatsCounter();
    counter.see(deliver(1, 500));
    expect(counter.at(1100).messageRate).toBe(1);
    expect(counter.at(9000).messageRate).toBe(0);
    expect(counter.at(9000).messages).toHaveLength(10);
  });

  it('counts whole messages where no application says what it was handed', () => {
    const message = eventOf(
      'ws:message',
      { kind: 'text', text: 'a', length: 1, wireLength: 1, frames: 1, compressed: false },
      { time: 10 },
    );
    expect(statsOf([message, message], 20).messages).toEqual([2]);
  });

  it('keeps no more history than it says, however long the run', () => {
    const events = Array.from({ length: 1000 }, (_, second) => deliver(second, second * 1000));
    const stats = statsOf(events, 999_500);
    expect(stats.messages).toHaveLength(HISTORY);
    expect(stats.messages.every((count) => count === 1)).toBe(true);
  });

  it('counts what a client skipped until it gets it, each client for itself', () => {
    const before = [publish(1, 0), publish(2, 1), publish(3, 2), deliver(1, 3), deliver(3, 4), deliver(1, 5, 'other')];
    expect(statsOf(before, 10).missing).toBe(1);
    expect(statsOf([...before, deliver(2, 6)], 10)).toMatchObject({ missing: 0, duplicates: 0, delivered: 4 });
    expect(statsOf([...before, deliver(1, 6)], 10)).toMatchObject({ missing: 1, duplicates: 1, delivered: 3 });
  });

  it('counts a connection over UDP with its first packet, once', () => {
    const data = { type: '1-RTT', header: 'short', version: '', destination: '', from: '', length: 40, place: 1, detail: '' } as const;
    const packet = eventOf('quic:packet', data, { size: 40, connection: 3 });
    expect(statsOf([packet, packet, packet], 10)).toMatchObject({ open: 1, opened: 1 });
  });

  it('agrees with the exact measurements where both count the same', () => {
    const events = runOf(
      eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { time: 0 }),
      publish(1, 1),
      frame(2, 100),
      deliver(1, 3),
      publish(2, 4),
      eventOf('path:hold', { bytes: 70, milliseconds: 200, reason: 'loss' }, { time: 5 }),
      publish(3, 6),
      deliver(3, 8),
      deliver(3, 9),
      eventOf('app:state', { actor: 'client', state: 'reconnecting', detail: '' }, { time: 10 }),
      eventOf('tcp:close', { by: 'tap', how: 'cut', lostBytes: 30 }, { time: 11 }),
    );
    const exact = measure(events);
    const live = statsOf(events, 20);
    expect(live).toMatchObject({
      opened: exact.connections,
      bytesDown: exact.bytesDown,
      published: exact.published,
      delivered: exact.delivered,
      duplicates: exact.duplicates,
      missing: exact.lost,
      heldBytes: exact.heldBytes,
      lostBytes: exact.lostBytes,
      reconnects: exact.reconnects,
      open: 0,
    });
  });
});
