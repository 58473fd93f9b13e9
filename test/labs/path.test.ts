// One direction of the path with time in the test's hands: what leaves when.
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPath } from '../../src/labs/path.ts';
import { manualClock, systemClock } from '../../src/lib/clock.ts';
import { CLEAN, type Conditions } from '../../src/wire/conditions.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The two properties of sockets that a path looks at. */
class Ends extends EventEmitter {
  paused = false;
  writableNeedDrain = false;
  isPaused = () => this.paused;
  pause = () => {
    this.paused = true;
  };
  resume = () => {
    this.paused = false;
  };
}

function start(first: Partial<Conditions> = {}, draws: readonly number[] = [0.5]) {
  let conditions = { ...CLEAN, ...first };
  let drawn = 0;
  const from = new Ends();
  const to = new Ends();
  const left: [what: string, after: number][] = [];
  const held: [bytes: number, milliseconds: number][] = [];
  const began = systemClock.now();
  const since = () => systemClock.now() - began;
  const path = createPath({
    from: from as unknown as Socket,
    to: to as unknown as Socket,
    clock: systemClock,
    random: { next: () => draws[drawn++ % draws.length] as number },
    conditions: () => conditions,
    onLeave: (bytes) => left.push([String(bytes), since()]),
    onEnd: () => left.push(['end', since()]),
    onHold: (bytes, milliseconds) => held.push([bytes, milliseconds]),
  });
  const push = (text: string) => path.push(Buffer.from(text));
  const set = (change: Partial<Conditions>) => {
    conditions = { ...conditions, ...change };
    path.wake();
  };
  return { path, push, set, from, to, left, held };
}

it('passes on at once where nothing is in the way', () => {
  const { push, left, path } = start();
  push('a');
  expect(left).toEqual([['a', 0]]);
  expect(path.waiting()).toBe(0);
});

it('takes half a round trip, and the end takes it too', () => {
  const { push, left, path } = start({ rtt: 100 });
  push('abc');
  path.end();
  expect(path.waiting()).toBe(3);
  vi.advanceTimersByTime(49);
  expect(left).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(left).toEqual([
    ['abc', 50],
    ['end', 50],
  ]);
  push('late');
  expect(path.waiting()).toBe(0);
});

it('serialises bytes on a narrow path: each waits for those before it', () => {
  const { push, left } = start({ bandwidth: 1000 });
  push('x'.repeat(100));
  push('y'.repeat(50));
  vi.advanceTimersByTime(1000);
  expect(left.map(([, after]) => after)).toEqual([100, 150]);
});

describe('loss', () => {
  it('holds a lost chunk and all that follows, in order', () => {
    const { push, left, held } = start({ loss: 10 }, [0.5, 0.09, 0.5]);
    push('a');
    push('b');
    push('c');
    expect(left).toEqual([['a', 0]]);
    expect(held).toEqual([[1, 200]]);
    vi.advanceTimersByTime(200);
    expect(left.slice(1)).toEqual([
      ['b', 200],
      ['c', 200],
    ]);
  });

  it('never happens at 0 percent, whatever the lot, and always at 100', () => {
    const never = start({ loss: 0 }, [0]);
    never.push('a');
    expect(never.held).toEqual([]);
    const always = start({ loss: 100 }, [0.999]);
    always.push('a');
    expect(always.held).toEqual([[1, 200]]);
  });

  it('waits twice the round trip where that is longer than the least time-out', () => {
    const { push, held } = start({ loss: 100, rtt: 400 });
    push('a');
    expect(held).toEqual([[1, 800]]);
  });
});

it('keeps all in a dead path until it is healed', () => {
  const { push, left, set, path } = start({ blackhole: true });
  push('a');
  path.end();
  vi.advanceTimersByTime(60_000);
  expect(left).toEqual([]);
  expect(path.waiting()).toBe(1);
  set({ blackhole: false });
  expect(left.map(([what]) => what)).toEqual(['a', 'end']);
});

it('waits for a receiver whose buffer is full, and goes on when it has drained', () => {
  const { push, left, to } = start();
  to.writableNeedDrain = true;
  push('a');
  expect(left).toEqual([]);
  to.writableNeedDrain = false;
  to.emit('drain');
  expect(left).toEqual([['a', 0]]);
});

it('stops reading from the sender at a megabyte, and reads again at half of it', () => {
  const { push, from, to } = start();
  to.writableNeedDrain = true;
  push('x'.repeat(1 << 20));
  expect(from.paused).toBe(false);
  push('y');
  expect(from.paused).toBe(true);
  to.writableNeedDrain = false;
  to.emit('drain');
  expect(from.paused).toBe(false);
});

it('lets nothing out and listens to nothing once it is stopped', () => {
  const { push, path, left, to } = start({ rtt: 10 });
  push('a');
  path.stop();
  vi.advanceTimersByTime(1000);
  expect(left).toEqual([]);
  expect(to.listenerCount('drain')).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

/** A socket as far as a path looks at it. */
const socket = () => Object.assign(new EventEmitter(), { isPaused: () => false, writableNeedDrain: false }) as unknown as Socket;

/** Pushes chunks at once; what left at once, and what was held. `draws` are the lots, then nothing is lost. */
function pushAtOnce(sizes: readonly number[], conditions: Partial<Conditions>, draws: readonly number[], loses = () => false) {
  const left: number[] = [];
  const held: (readonly [bytes: number, milliseconds: number])[] = [];
  const lots = [...draws];
  const path = createPath({
    from: socket(),
    to: socket(),
    clock: manualClock(),
    random: { next: () => lots.shift() ?? 1 },
    loses,
    conditions: () => ({ ...CLEAN, ...conditions }),
    onLeave: (bytes) => left.push(bytes.length),
    onEnd: () => {},
    onHold: (bytes, milliseconds) => held.push([bytes, milliseconds]),
  });
  for (const size of sizes) path.push(new Uint8Array(size));
  const waiting = path.waiting();
  path.stop();
  return { left, held, waiting };
}

describe('a lost segment of a chunk', () => {
  it('holds a small chunk, which is one segment, for a time-out', () => {
    expect(pushAtOnce([500], { loss: 50 }, [0])).toEqual({ left: [], held: [[500, 200]], waiting: 500 });
  });

  it('lets what is before it pass, and holds what is behind', () => {
    expect(pushAtOnce([14_600], { loss: 50, rtt: 0 }, [1, 1, 0])).toMatchObject({ left: [2920, 11_680] });
    expect(pushAtOnce([14_600], { loss: 50, rtt: 80 }, [1, 1, 0])).toMatchObject({ held: [[11_680, 80]], waiting: 14_600 });
  });

  it('is told by those that follow, if they are enough: a round trip; else the timer must run out', () => {
    expect(pushAtOnce([1460 * 4], { loss: 50, rtt: 150 }, [0]).held).toEqual([[1460 * 4, 150]]);
    expect(pushAtOnce([1460 * 3], { loss: 50, rtt: 150 }, [0]).held).toEqual([[1460 * 3, 300]]);
  });

  it('holds chunks that come after it, too', () => {
    expect(pushAtOnce([500, 500], { loss: 50 }, [0])).toMatchObject({ left: [], waiting: 1000 });
  });

  it('can be demanded, of a chunk with content that is not the first', () => {
    let wanted = true;
    const once = () => {
      const now = wanted;
      wanted = false;
      return now;
    };
    expect(pushAtOnce([2000, 500, 9000, 9000], { rtt: 0 }, [], once)).toMatchObject({ left: [2000, 500, 9000, 9000], waiting: 0 });
    wanted = true;
    expect(pushAtOnce([2000, 500, 9000], { rtt: 80 }, [], once)).toMatchObject({ held: [[9000, 80]] });
  });

  it('is none where nothing is lost', () => {
    expect(pushAtOnce([20_000], { loss: 50 }, [])).toEqual({ left: [20_000], held: [], waiting: 0 });
    expect(pushAtOnce([20_000], {}, [0, 0, 0])).toEqual({ left: [20_000], held: [], waiting: 0 });
  });
});
