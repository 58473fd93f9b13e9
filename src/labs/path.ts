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
export function createPath({ from, to, clock, random, conditions, onLeave, onEnd, onHold }: PathOptions): Path {
  const queue: Waiting[] = [];
  let queued = 0;
  let lastDue = 0;
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

  return {
    waiting: () => queued,
    push(bytes) {
      if (over) return;
      const { rtt, bandwidth, loss } = conditions();
      const now = clock.now();
      let due = Math.max(lastDue, now + rtt / 2);
      if (bandwidth > 0) due += (bytes.length / bandwidth) * 1000;
      if (loss > 0 && random.next() < loss / 100) {
        // What the receiver of a lost segment sees: nothing of it, nor of what follows, until it is sent again.
        const wait = Math.max(LEAST_RTO, 2 * rtt);
        due += wait;
        onHold(bytes.length, wait);
      }
      lastDue = due;
      queue.push({ bytes, entered: now, due });
      queued += bytes.length;
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
