import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEdgeStore, type Entry } from '../../src/labs/edge-store.ts';
import { storedAtNoon } from '../cache/exchange.ts';

const entry = (size = 10): Entry => ({ stored: storedAtNoon([]), body: Buffer.alloc(size) });

describe('what an edge keeps', () => {
  it('gives the newest first, and replaces what it is told to', () => {
    const store = createEdgeStore({ maxEntries: 10, maxBytes: 1e6 });
    const [one, two, three] = [entry(), entry(), entry()];
    store.put('/', one, []);
    store.put('/', two, []);
    expect(store.find('/')).toEqual([two, one]);
    store.put('/', three, [one]);
    expect(store.find('/')).toEqual([three, two]);
    expect(store.drop('/')).toBe(2);
    expect([store.entries, store.bytes]).toEqual([0, 0]);
  });

  it('removes what was used least recently', () => {
    const store = createEdgeStore({ maxEntries: 2, maxBytes: 1e6 });
    const [one, two, three] = [entry(), entry(), entry()];
    store.put('/1', one, []);
    store.put('/2', two, []);
    store.touch(one);
    store.put('/3', three, []);
    expect([store.find('/1').length, store.find('/2').length, store.find('/3').length, store.evicted]).toEqual([1, 0, 1, 1]);
  });

  it('never holds more than its limits, and counts to nothing when empty', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(3000), fc.boolean())), (steps) => {
        const store = createEdgeStore({ maxEntries: 4, maxBytes: 6000 });
        for (const [target, size, drop] of steps) {
          if (drop) store.drop(`/${target}`);
          else store.put(`/${target}`, entry(size), []);
          expect(store.entries).toBeLessThanOrEqual(4);
          expect(store.bytes).toBeLessThanOrEqual(6000);
        }
        for (let target = 0; target <= 5; target += 1) store.drop(`/${target}`);
        expect([store.entries, store.bytes]).toEqual([0, 0]);
      }),
    );
  });

  it('refuses what is larger than all there is room for', () => {
    const store = createEdgeStore({ maxEntries: 4, maxBytes: 1000 });
    expect([store.put('/', entry(2000), []), store.entries]).toEqual([false, 0]);
  });
});
