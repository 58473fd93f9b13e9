import { describe, expect, it } from 'vitest';
import { createEventLog, openAfter } from '../../src/wire/event-log.ts';
import { eventOf, runOf } from './event-of.ts';

const open = (connection: number) => eventOf('tcp:open', { clientPort: 1, serverPort: 2 }, { connection });
const close = (connection: number) => eventOf('tcp:close', { by: 'client', how: 'fin', lostBytes: 0 }, { connection });
const publish = (id: number) => eventOf('app:publish', { id }, { connection: 0 });

describe('createEventLog', () => {
  it('keeps the newest, and says how many are gone', () => {
    const log = createEventLog(8);
    for (const event of runOf(...Array.from({ length: 50 }, (_, id) => publish(id)))) log.push(event);
    expect(log.total).toBe(50);
    expect(log.events.length).toBeGreaterThanOrEqual(8);
    expect(log.events.length).toBeLessThanOrEqual(10);
    expect(log.dropped + log.events.length).toBe(50);
    expect(log.events.at(-1)?.seq).toBe(49);
    expect(log.events[0]?.seq).toBe(log.dropped);
  });

  it('knows which connections were open before the oldest that it keeps', () => {
    const log = createEventLog(4);
    for (const event of runOf(open(1), open(2), close(1), open(3), publish(1), publish(2), publish(3), publish(4))) log.push(event);
    expect(log.events[0]?.name).toBe('app:publish');
    expect(log.openBefore).toEqual([2, 3]);
  });

  it('keeps everything where no limit is set', () => {
    const log = createEventLog(Number.POSITIVE_INFINITY);
    for (const event of runOf(...Array.from({ length: 5000 }, (_, id) => publish(id)))) log.push(event);
    expect(log.dropped).toBe(0);
    expect(log.events).toHaveLength(5000);
  });
});

describe('openAfter', () => {
  it('opens and closes, on top of what was open', () => {
    expect(openAfter(runOf(open(4), close(2)), [1, 2])).toEqual([1, 4]);
  });
});
