// Where progress is kept. Two stores obey it: file.ts and memory.ts (tests, and a home that cannot be written).
import type { ProgressEvent } from '../progress/event.ts';

export interface ProgressStore {
  /** What was recorded, in order: read once at the start (places that were left again may be gone), then what was appended. */
  readonly events: readonly ProgressEvent[];
  /** Said once on the first screen: an unwritable home, a damaged file that was kept aside, a newer version's file. */
  readonly warning: string | undefined;
  /**
   * Appends one event. A process that is killed after this returns loses nothing; a power cut may take the last moment.
   * Never throws: a failure turns into `warning`, and the session goes on.
   */
  append(event: ProgressEvent): void;
}
