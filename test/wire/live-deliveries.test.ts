import { describe, expect, it } from 'vitest';
import { createDeliveryCounter } from '../../src/wire/live-deliveries.ts';

describe('deliveries by their ids', () => {
  it('are late by the time since they were published, where that is known', () => {
    const counter = createDeliveryCounter();
    counter.publish(1, 100);
    expect(counter.deliver(1, 'a', 130)).toBe(30);
    expect(counter.deliver(2, 'a', 140)).toBeUndefined();
    expect(counter.at()).toEqual({ published: 1, delivered: 2, duplicates: 0, missing: 0 });
  });

  it('are missed by one client and not by another, until they come after all; then again they are duplicates', () => {
    const counter = createDeliveryCounter();
    for (const id of [1, 2, 3, 4]) counter.publish(id, id);
    for (const id of [1, 2, 3, 4]) counter.deliver(id, 'a', 10);
    for (const id of [1, 4]) counter.deliver(id, 'b', 10);
    expect(counter.at()).toMatchObject({ delivered: 6, missing: 2, duplicates: 0 });
    expect(counter.deliver(3, 'b', 20)).toBe(17);
    expect(counter.deliver(3, 'b', 21)).toBeUndefined();
    expect(counter.at()).toMatchObject({ delivered: 7, missing: 1, duplicates: 1 });
  });

  it('keep no more than ten thousand, however long the run', () => {
    const counter = createDeliveryCounter();
    counter.deliver(1, 'a', 0);
    counter.deliver(50_000, 'a', 1);
    expect(counter.at().missing).toBe(10_000);
    for (let id = 1; id <= 10_001; id++) counter.publish(id, id);
    expect(counter.deliver(1, 'b', 20_000)).toBeUndefined();
    expect(counter.deliver(10_001, 'b', 20_001)).toBe(10_000);
  });
});
