// One direction of one connection through the tap: bytes come in, wait as long as the path makes them, and go out in
// order. Delay, bandwidth, loss, a blackhole and backpressure live here. Knows no protocol.
import type { Socket } from 'node:net';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';

/** Bytes that may wait in one direction before the sender is paused. */
const QUEUE_LIMIT = 1 << 20;
/** Least retransmission time-out that senders use in practice, milliseconds (RFC 6298 section 2.4 asks for a second). */
const LEAST_RTO = 200;
/** Bytes of a full TCP segment on an Ethernet path. */
const SEGMENT = 1460;
/** Chunks from here on are taken for content, where one is to be lost on demand. */
const CONTENT = 1000;
/** Segments that must arrive after a lost one for the sender to notice before its timer does (RFC 5681 section 3.2). */
const DUPLICATES = 3;

interface Waiting {
  readonly bytes: Uint8Array;
  readonly entered: number;
  /** When it may leave. */
  readonly due: number;
}

export interface PathOptions {
  readonly from: Socket;
  readonly to: Socket;
  readonly clock: Clock;
  readonly random: Random;
  readonly conditions: () => Conditions;
  /** Asked of each chunk but the first that is large enough to carry content: whether its first segment is lost on demand. */
  readonly loses?: () => boolean;
  /** Nothing leaves before: the connection's handshake is still on its way. In the clock's milliseconds. */
  readonly notBefore?: number;
  /** A chunk leaves towards its receiver. */
  readonly onLeave: (bytes: Uint8Array, entered: number) => void;
  /** The sender's FIN leaves, after all its bytes. */
  readonly onEnd: () => void;
  readonly onHold: (bytes: number, milliseconds: number) => void;
}

export interface Path {
  /** Bytes that came in and have not left. */
  waiting(): number;
  push(bytes: Uint8Array): void;
  end(): void;
  /** Looks again at what waits: the conditions have changed. */
  wake(): void;
  stop(): void;
}

/** A path in one direction. */
export function createPath({ from, to, clock, random, conditions, onLeave, onEnd, onHold, loses, notBefore = 0 }: PathOptions): Path {
  const queue: Waiting[] = [];
  let queued = 0;
  let chunks = 0;
  let lastDue = notBefore;
  let ended: { readonly due: number } | undefined;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flow = () => {
    if (over || conditions().blackhole) return;
    clearTimeout(timer);
    const now = clock.now();
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      if (head.due > now) {
        timer = setTimeout(flow, Math.max(0, head.due - now));
        return;
      }
      if (to.writableNeedDrain) return; // `drain` wakes us
      queue.shift();
      queued -= head.bytes.length;
      if (from.isPaused() && queued < QUEUE_LIMIT / 2) from.resume();
      onLeave(head.bytes, head.entered);
      if (over) return;
    }
    if (ended !== undefined) {
      if (ended.due > now) timer = setTimeout(flow, Math.max(0, ended.due - now));
      else {
        over = true;
        onEnd();
      }
    }
  };
  to.on('drain', flow);
  const enqueue = (bytes: Uint8Array, wait: number) => {
    const { rtt, bandwidth } = conditions();
    const now = clock.now();
    lastDue = Math.max(lastDue, now + rtt / 2) + wait;
    queued += bytes.length;
    // On a narrow path the first bytes of a chunk arrive before the last ones have been sent.
    const step = bandwidth > 0 ? SEGMENT : bytes.length;
    for (let from = 0; from < bytes.length; from += step) {
      const piece = bytes.subarray(from, from + step);
      if (bandwidth > 0) lastDue += (piece.length / bandwidth) * 1000;
      queue.push({ bytes: piece, entered: now, due: lastDue });
    }
  };

  return {
    waiting: () => queued,
    push(bytes) {
      if (over) return;
      const { rtt, loss } = conditions();
      const segments = Math.ceil(bytes.length / SEGMENT);
      chunks += 1;
      // The first is the handshake of TLS, which can be as large as content.
      const demanded = chunks > 1 && bytes.length >= CONTENT && loses?.() === true;
      const lost = demanded ? 0 : loss > 0 ? firstLost(segments, loss, random) : segments;
      if (lost > 0) enqueue(bytes.subarray(0, lost * SEGMENT), 0);
      if (lost < segments) {
        // What the receiver of a lost segment sees: nothing of it, nor of what follows, until it is sent again: a round trip
        // later where enough segments follow to tell the sender, after its time-out where they do not.
        const rest = bytes.subarray(lost * SEGMENT);
        const wait = segments - lost > DUPLICATES ? rtt : Math.max(LEAST_RTO, 2 * rtt);
        enqueue(rest, wait);
        if (wait > 0) onHold(rest.length, wait);
      }
      if (queued > QUEUE_LIMIT) from.pause();
      flow();
    },
    end() {
      ended = { due: Math.max(lastDue, clock.now() + conditions().rtt / 2) };
      flow();
    },
    wake: flow,
    stop() {
      over = true;
      clearTimeout(timer);
      to.off('drain', flow);
    },
  };
}

/** Index of the first of these segments that is lost; their number where none is. */
function firstLost(segments: number, percent: number, random: Random): number {
  for (let index = 0; index < segments; index++) if (random.next() < percent / 100) return index;
  return segments;
}
