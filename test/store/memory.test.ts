import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../../src/progress/event.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { sampleEvent, storeConformance } from './conformance.ts';

storeConformance((events) => memoryStore(events));

describe('the memory store', () => {
  it('says what it is told to', () => {
    expect(memoryStore([], 'read-only').warning).toBe('read-only');
  });

  it('leaves the list that it was given alone', () => {
    const given: ProgressEvent[] = [sampleEvent(1)];
    memoryStore(given).append(sampleEvent(2));
    expect(given).toEqual([sampleEvent(1)]);
  });
});
