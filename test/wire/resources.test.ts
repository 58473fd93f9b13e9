import { describe, expect, it } from 'vitest';
import { lateResources, medianOf, resourcesOf, roundTripOf, type Timeline } from '../../src/wire/resources.ts';
import { eventOf } from './event-of.ts';

const said = (protocol: string, id: number, phase: 'queued' | 'sent' | 'first-byte' | 'end' | 'failed', time: number, bytes = 0, gap = 0) =>
  eventOf('app:resource', { protocol, id, phase, bytes, gap }, { time, source: 'hook' });
const line = (id: number, wait: number, gap = 0): Timeline => ({
  protocol: 'h2',
  id,
  sent: 10,
  firstByte: 10 + wait,
  end: 10 + wait + gap,
  bytes: 1,
  gap,
});

describe('the timeline of a resource', () => {
  it('is gathered from its phases, each protocol for itself', () => {
    const events = [said('h2', 1, 'sent', 1), said('h3', 1, 'sent', 2), said('h2', 1, 'first-byte', 5), said('h2', 1, 'end', 9, 700, 3)];
    expect(resourcesOf(events)).toEqual([
      { protocol: 'h2', id: 1, sent: 1, firstByte: 5, end: 9, bytes: 700, gap: 3 },
      { protocol: 'h3', id: 1, sent: 2, bytes: 0, gap: 0 },
    ]);
  });

  it('says that it waited and that it failed', () => {
    expect(resourcesOf([said('h2', 1, 'queued', 1), said('h2', 1, 'failed', 5)])).toMatchObject([{ queued: 1, failed: 5 }]);
  });
});

describe('a stall', () => {
  const late = (all: readonly Timeline[], roundTrip: number) => lateResources(all, roundTrip).map(({ id }) => id);
  it('is a first byte that came clearly later than a round trip', () => {
    expect(late([line(1, 100), line(2, 160), line(3, 190)], 100)).toEqual([3]);
  });
  it('is a silence within', () => {
    expect(late([line(1, 100), line(2, 100, 50), line(3, 100, 90)], 100)).toEqual([3]);
  });
  it('is a time-out of TCP, or near it, where the path has no round trip', () => {
    expect(late([line(1, 1), line(2, 170), line(3, 200), line(4, 3, 190)], 0)).toEqual([3, 4]);
  });
  it('is not what a slow program does to all resources of its protocol', () => {
    expect(late([line(1, 90), line(2, 200), line(3, 260), line(4, 300)], 0)).toEqual([4]);
  });
  it('is nothing that a resource without an answer has', () => {
    expect(late([{ protocol: 'h2', id: 1, sent: 1, bytes: 0, gap: 0 }], 5)).toEqual([]);
  });
});

describe('the round trip of a path', () => {
  const hold = (milliseconds: number) => eventOf('path:hold', { bytes: 0, milliseconds, reason: 'handshake' }, { source: 'model' });
  it('is what the tap gives to handshakes', () => expect(roundTripOf([hold(1080), hold(80)])).toBe(80));
  it('is none where no tap says it', () => expect(roundTripOf([])).toBe(0));
});

describe('the median', () => {
  it.each([
    [[], 0],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2],
  ])('of %j is %i', (numbers, middle) => expect(medianOf(numbers)).toBe(middle));
});
