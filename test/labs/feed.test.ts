import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFeed, createReplayBuffer, type FeedMessage, idOf } from '../../src/labs/feed.ts';
import { seededRandom } from '../../src/lib/random.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start({ rate = 10, size = 120, seed = 1, random = seededRandom(seed) } = {}) {
  const published: FeedMessage[] = [];
  return { random, published, feed: createFeed({ rate, size, random, publish: (message) => published.push(message) }) };
}

describe('the feed', () => {
  it('publishes so many messages a second, from 1 on without gaps, only while it runs', () => {
    const { feed, published } = start({ rate: 20 });
    vi.advanceTimersByTime(1000);
    expect([feed.running, published.length]).toEqual([false, 0]);
    feed.start();
    feed.start();
    vi.advanceTimersByTime(1000);
    expect(published.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    feed.stop();
    vi.advanceTimersByTime(1000);
    expect([feed.running, published.length]).toEqual([false, 20]);
    feed.burst(3);
    expect(published.at(-1)?.id).toBe(23);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([60, 120, 5000])('writes JSON of %i bytes that names its id first', (size) => {
    const { feed, published } = start({ size });
    feed.burst(12);
    for (const { id, text } of published) {
      expect(Buffer.byteLength(text)).toBe(Math.max(size, text.length));
      expect(text.length).toBeLessThanOrEqual(Math.max(size, 76));
      expect(JSON.parse(text)).toMatchObject({ id, at: id * 100 });
      expect(idOf(text)).toBe(id);
    }
  });

  it('says the same under the same seed, whenever it says it and whatever else is drawn, and other things under another', () => {
    const texts = (seed: number, disturb = false) => {
      const { feed, published, random } = start({ seed });
      for (let said = 0; said < 5; said++) {
        feed.burst(1);
        if (disturb) random.next();
      }
      return published.map(({ text }) => text);
    };
    expect(texts(3, true)).toEqual(texts(3));
    expect(texts(4)).not.toEqual(texts(3));
  });
});

it('knows its messages from any other text', () => {
  expect(idOf('{"id":7,"at":1}')).toBe(7);
  for (const other of ['', '7', '{"id":"7"}', ' {"id":7,', '{"from":"client","id":7,', '{"id":-7,'])
    expect(idOf(other), other).toBeUndefined();
});

it('replays the newest messages after an id, and only as many as it keeps', () => {
  const replay = createReplayBuffer(3);
  for (let id = 1; id <= 5; id++) replay.add({ id, text: '' });
  const after = (id: number) => replay.after(id).map((message) => message.id);
  expect(after(3)).toEqual([4, 5]);
  expect(after(0)).toEqual([3, 4, 5]);
  expect(after(5)).toEqual([]);
});
