// How the resources of a page fared, read off a run: the rows of a waterfall. Pure; times in milliseconds since the run began.
import type { WireEvent } from './event.ts';

export interface Timeline {
  readonly protocol: string;
  readonly id: number;
  /** Set where it had to wait for a connection. */
  readonly queued?: number;
  readonly sent?: number;
  readonly firstByte?: number;
  readonly end?: number;
  readonly failed?: number;
  readonly bytes: number;
  /** Longest silence between two of its bytes. */
  readonly gap: number;
}

/** The resources of all protocols, in the order in which they were first heard of. */
export function resourcesOf(events: readonly WireEvent[]): readonly Timeline[] {
  const found = new Map<string, Timeline>();
  for (const event of events) {
    if (event.name !== 'app:resource') continue;
    const { protocol, id, phase, bytes, gap } = event.data;
    const key = `${protocol} ${id}`;
    const known: Timeline = found.get(key) ?? { protocol, id, bytes: 0, gap: 0 };
    const at =
      phase === 'first-byte'
        ? { firstByte: event.time }
        : phase === 'queued'
          ? { queued: known.queued ?? event.time }
          : phase === 'sent'
            ? { sent: event.time }
            : phase === 'end'
              ? { end: event.time }
              : { failed: event.time };
    found.set(key, { ...known, ...at, bytes: Math.max(known.bytes, bytes), gap: Math.max(known.gap, gap) });
  }
  return [...found.values()];
}

/** Least silence that counts as a stall, milliseconds: what a busy machine adds is shorter. */
const LEAST_STALL = 60;
/** The same where the path has no delay of its own to compare with. */
const LEAST_STALL_NEAR = 100;
/** A path with a shorter round trip than this has none to speak of. */
const NEAR = 10;

/**
 * Resources that stalled: their first byte came clearly later than a round trip, or there was a silence within. A round trip
 * is what the fastest first byte of the run took, over all protocols.
 */
export function lateResources(all: readonly Timeline[]): readonly Timeline[] {
  const waits = all.map(firstWait).filter((wait) => wait !== undefined);
  const roundTrip = waits.length === 0 ? 0 : Math.min(...waits);
  const stall = roundTrip < NEAR ? LEAST_STALL_NEAR : Math.max(LEAST_STALL, 0.6 * roundTrip);
  return all.filter((each) => (firstWait(each) ?? 0) > roundTrip + stall || each.gap > stall);
}

const firstWait = ({ sent, firstByte }: Timeline) => (sent === undefined || firstByte === undefined ? undefined : firstByte - sent);

/** The middle one; of an even number the lower of the two in the middle. 0 of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
