// A store that forgets when the process ends: for tests, and for a home that cannot be written.
import type { ProgressEvent } from '../progress/event.ts';
import { type Progress, progressOf, withEvent } from '../progress/progress.ts';
import type { ProgressStore } from './store.ts';

/** Keeps what is appended in memory; `warning` says why nothing is written, where there is a reason. */
export function memoryStore(events: readonly ProgressEvent[] = [], warning?: string): ProgressStore {
  const kept = [...events];
  let progress: Progress | undefined;
  return {
    events: kept,
    warning,
    get progress() {
      progress ??= progressOf(kept);
      return progress;
    },
    append(event) {
      if (progress !== undefined) progress = withEvent(progress, event);
      kept.push(event);
    },
    recall: () => ({ value: undefined, since: [...kept], keep: async () => undefined }),
  };
}
