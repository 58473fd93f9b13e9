// The newest events of a run that may go on for hours: bounded, and it says what it no longer holds. Pure bookkeeping; it
// knows no clock and no screen.
import type { WireEvent } from './event.ts';

/** Events that are kept where nobody says otherwise: a minute of a busy lab, about six megabytes. */
export const KEEP = 2000;

export interface EventLog {
  /** The kept events, oldest first. The same array grows and shrinks: take a copy of what must stay. */
  readonly events: readonly WireEvent[];
  /** How many were taken in since the start. */
  readonly total: number;
  /** How many of them are no longer kept. */
  readonly dropped: number;
  /** Connections that were open when the oldest kept event was observed. */
  readonly openBefore: readonly number[];
  push(event: WireEvent): void;
}

/** A log of the newest `keep` events; a quarter more are held for a while, so that forgetting is cheap. */
export function createEventLog(keep = KEEP): EventLog {
  const events: WireEvent[] = [];
  let dropped = 0;
  let openBefore: readonly number[] = [];
  return {
    events,
    get total() {
      return dropped + events.length;
    },
    get dropped() {
      return dropped;
    },
    get openBefore() {
      return openBefore;
    },
    push(event) {
      events.push(event);
      if (events.length <= keep * 1.25) return;
      const gone = events.splice(0, events.length - keep);
      dropped += gone.length;
      openBefore = openAfter(gone, openBefore);
    },
  };
}

/** The connections that are open after these events, ascending, if `before` were open when they began. */
export function openAfter(events: readonly WireEvent[], before: readonly number[] = []): readonly number[] {
  const open = new Set(before);
  for (const { name, connection } of events) {
    if (name === 'tcp:open') open.add(connection);
    if (name === 'tcp:close') open.delete(connection);
  }
  return [...open].sort((one, other) => one - other);
}
