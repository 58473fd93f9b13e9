import { describe, expect, it } from 'vitest';
import { lazyStore } from '../../src/store/lazy.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { sampleEvent, storeConformance } from './conformance.ts';

storeConformance((events) => lazyStore(() => memoryStore(events)));

describe('the lazy store', () => {
  it('opens nothing before it is used, and then once', () => {
    let opened = 0;
    const store = lazyStore(() => {
      opened += 1;
      return memoryStore([sampleEvent(1)], 'careful');
    });
    expect(opened).toBe(0);
    expect(store.warning).toBe('careful');
    store.append(sampleEvent(2));
    expect(store.events).toHaveLength(2);
    expect(opened).toBe(1);
  });
});
