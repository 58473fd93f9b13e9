// A shortcut over the beginning of the log, so that a long one opens fast. It holds nothing that the log does not: when it
// does not fit the log any more, it is passed over and made anew.
import { readFileSync } from 'node:fs';
import { PROGRESS_VERSION, type ProgressEvent } from '../progress/event.ts';
import { parseEvent } from '../progress/parse-event.ts';
import type { Mark } from './mark.ts';
import { writeBeside } from './write-beside.ts';

/** Its mark says how much of the log it stands for. */
export interface Snapshot extends Mark {
  /** The events of those bytes, without places that were left again. */
  readonly events: readonly ProgressEvent[];
}

/** The snapshot in `file`, or undefined when there is none that this version can use. Never throws. */
export function readSnapshot(file: string): Snapshot | undefined {
  try {
    const { v, bytes, tail, events } = JSON.parse(readFileSync(file, 'utf8'));
    if (v !== PROGRESS_VERSION || !Number.isSafeInteger(bytes) || typeof tail !== 'string' || !Array.isArray(events)) return undefined;
    const known = events.map(parseEvent);
    return known.every((event) => event !== undefined) ? { bytes, tail, events: known } : undefined;
  } catch {
    return undefined;
  }
}

/** Events without what a later one makes pointless: only the last place (of each interview too) and the last value of an option count. */
export function condense(events: readonly ProgressEvent[]): readonly ProgressEvent[] {
  const lastOf = new Map<string, ProgressEvent>();
  for (const event of events) {
    if (event.kind === 'visited') lastOf.set('place', event);
    if (event.kind === 'visited' && event.place.screen === 'interview') lastOf.set(`interview ${event.place.interview}`, event);
    if (event.kind === 'set-option') lastOf.set(`option ${event.option}`, event);
  }
  const last = new Set(lastOf.values());
  return events.filter((event) => (event.kind !== 'visited' && event.kind !== 'set-option') || last.has(event));
}

/** Writes a snapshot without anybody waiting. Resolves to whether it worked; one that could not be written costs only time. */
export function writeSnapshot(file: string, snapshot: Snapshot, now: number): Promise<boolean> {
  return writeBeside(file, () => JSON.stringify({ v: PROGRESS_VERSION, ...snapshot }), now);
}
