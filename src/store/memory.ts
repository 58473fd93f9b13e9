// A store that forgets when the process ends: for tests, and for a home that cannot be written.
import type { ProgressEvent } from '../progress/event.ts';
import type { ProgressStore } from './store.ts';

/** Keeps what is appended in memory; `warning` says why nothing is written, where there is a reason. */
export function memoryStore(events: readonly ProgressEvent[] = [], warning?: string): ProgressStore {
  const kept = [...events];
  return { events: kept, warning, append: (event) => void kept.push(event) };
}
