// Where progress is kept. Two stores obey it: file.ts and memory.ts (tests, and a home that cannot be written).
import type { ProgressEvent } from '../progress/event.ts';

export interface ProgressStore {
  /** Everything that was recorded, in order; read once at the start. */
  readonly events: readonly ProgressEvent[];
  /** Said once on the first screen: an unwritable home, a damaged file that was kept aside, a newer version's file. */
  readonly warning: string | undefined;
  /** Appends one event; it is on disk when this returns. A failure turns into `warning` and the session goes on. */
  append(event: ProgressEvent): void;
}
