// One direction of a UDP flow with time in the test's hands.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createUdpPath } from '../../src/labs/udp-path.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function start(first: Partial<Conditions>, draws: readonly number[] = [], loses: (datagram: Uint8Array) => boolean = () => false) {
  let conditions = { ...CLEAN, ...first };
  const lots = [...draws];
  const began = systemClock.now();
  const left: [bytes: number, after: number][] = [];
  const dropped: [bytes: number, reason: string][] = [];
  const path = createUdpPath({
    clock: systemClock,
    random: { next: () => lots.shift() ?? 1 },
    conditions: () => conditions,
    loses,
    onLeave: (datagram) => left.push([datagram.length, systemClock.now() - began]),
    onDrop: (bytes, reason) => dropped.push([bytes, reason]),
  });
  return {
    path,
    left,
    dropped,
    set(change: Partial<Conditions>) {
      conditions = { ...conditions, ...change };
    },
  };
}
const of = (size: number) => new Uint8Array(size);

describe('a datagram', () => {
  it('leaves at once on a clean path', () => {
    const { path, left } = start({});
    path.push(of(100));
    expect(left).toEqual([[100, 0]]);
  });

  it('takes half of the round trip, and its time on a narrow path, in order', () => {
    const { path, left } = start({ rtt: 100, bandwidth: 10_000 });
    path.push(of(1000));
    path.push(of(500));
    vi.advanceTimersByTime(149);
    expect(left).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(left).toEqual([[1000, 150]]);
    vi.advanceTimersByTime(50);
    expect(left).toEqual([
      [1000, 150],
      [500, 200],
    ]);
  });

  it('is really lost, and does not hold what follows', () => {
    const { path, left, dropped } = start({ loss: 10 }, [0.05, 0.5]);
    path.push(of(1));
    path.push(of(2));
    expect(left).toEqual([[2, 0]]);
    expect(dropped).toEqual([[1, 'loss']]);
  });

  it('is dropped on a dead path, and by a queue that is full', () => {
    const { path, left, dropped, set } = start({ bandwidth: 1 });
    for (let index = 0; index < 11; index++) path.push(of(100_000));
    expect(dropped).toEqual([[100_000, 'the queue is full']]);
    set({ blackhole: true });
    path.push(of(7));
    expect(dropped.at(-1)).toEqual([7, 'dead path']);
    path.stop();
    vi.runAllTimers();
    expect(left).toEqual([]);
  });

  it('of the wished kind is lost on demand', () => {
    const { path, left, dropped } = start({}, [], ({ length }) => length > 500 && length < 650);
    for (const size of [100, 600, 700]) path.push(of(size));
    expect(dropped).toEqual([[600, 'loss']]);
    expect(left.map(([size]) => size)).toEqual([100, 700]);
  });
});
