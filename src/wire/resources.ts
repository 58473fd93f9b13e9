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

/** Share of a round trip beyond which a silence counts as a stall; what a busy machine adds is shorter on a path that is long enough. */
const STALL = 0.75;
/** Least silence that counts, milliseconds. */
const LEAST_STALL = 60;
/** The same where the path has no delay of its own: a little less than the least retransmission time-out of TCP in practice. */
const NEAR_STALL = 180;
/** There, a first byte that took this many times as long as the fastest of its protocol is late; less may be slow code. */
const NEAR_TIMES = 3;

/**
 * Resources that began late or stalled: their first byte came clearly later than a round trip after the request, or there was
 * a silence within. `roundTrip` is 0 where the path has none to speak of.
 */
export function lateResources(all: readonly Timeline[], roundTrip: number): readonly Timeline[] {
  const stall = roundTrip > 0 ? Math.max(LEAST_STALL, STALL * roundTrip) : NEAR_STALL;
  const fastest = new Map<string, number>();
  for (const each of all)
    fastest.set(
      each.protocol,
      Math.min(fastest.get(each.protocol) ?? Number.POSITIVE_INFINITY, firstWait(each) ?? Number.POSITIVE_INFINITY),
    );
  const limit = ({ protocol }: Timeline) =>
    roundTrip > 0 ? roundTrip + stall : Math.max(stall, NEAR_TIMES * (fastest.get(protocol) ?? 0));
  return all.filter((each) => (firstWait(each) ?? 0) > limit(each) || each.gap > stall);
}

/** The round trip that the tap gives to handshakes; 0 where there is no tap, or none. */
export function roundTripOf(events: readonly WireEvent[]): number {
  const handshakes = events.flatMap((event) =>
    event.name === 'path:hold' && event.data.reason === 'handshake' ? [event.data.milliseconds] : [],
  );
  return handshakes.length === 0 ? 0 : Math.min(...handshakes);
}

const firstWait = ({ sent, firstByte }: Timeline) => (sent === undefined || firstByte === undefined ? undefined : firstByte - sent);

/** The middle one; of an even number the lower of the two in the middle. 0 of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
