// Where progress is kept. Two stores obey it: file.ts and memory.ts (tests, and a home that cannot be written).
import type { ProgressEvent } from '../progress/event.ts';
import type { Progress } from '../progress/progress.ts';

export interface ProgressStore {
  /**
   * What was recorded, in order (places that were left again may be gone), then what was appended. A long log is read when
   * this is first asked for; `progress` is there at once.
   */
  readonly events: readonly ProgressEvent[];
  /** The fold of what was recorded when the store was opened and of what was appended since. */
  readonly progress: Progress;
  /** Said once on the first screen: an unwritable home, a damaged file that was kept aside, a newer version's file. */
  readonly warning: string | undefined;
  /**
   * Appends one event. A process that is killed after this returns loses nothing; a power cut may take the last moment.
   * Never throws: a failure turns into `warning`, and the session goes on.
   */
  append(event: ProgressEvent): void;
  /** What was worked out of the log and kept the last time, with the events that came after. Never throws. */
  recall(): Recalled;
}

export interface Recalled {
  /** As it was handed to `keep`, through JSON; undefined when there is none that fits the log. */
  readonly value: unknown;
  /** All events that the value does not hold: with no value, all that there are. */
  readonly since: readonly ProgressEvent[];
  /** Keeps what was worked out of the value and those events. Resolves when it is kept, or cannot be: that costs only time. */
  keep(value: unknown): Promise<void>;
}
