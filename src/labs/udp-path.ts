// One direction of a UDP flow through the tap: datagrams wait as long as the path makes them, leave in order, and are really
// dropped where the path loses them. Knows no protocol.
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/random.ts';
import type { Conditions } from '../wire/conditions.ts';

/** Bytes that may wait in front of a narrow path; what comes beyond is dropped, as a router's queue would. */
const QUEUE_LIMIT = 1 << 20;

interface Waiting {
  readonly datagram: Uint8Array;
  readonly entered: number;
  readonly due: number;
}

export interface UdpPathOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly conditions: () => Conditions;
  readonly onLeave: (datagram: Uint8Array, entered: number) => void;
  /** Asked of each datagram: whether it is lost on demand. */
  readonly loses?: (datagram: Uint8Array) => boolean;
  readonly onDrop: (bytes: number, reason: string) => void;
}

export interface UdpPath {
  push(datagram: Uint8Array): void;
  stop(): void;
}

/** A path in one direction. */
export function createUdpPath({ clock, random, conditions, onLeave, onDrop, loses }: UdpPathOptions): UdpPath {
  const queue: Waiting[] = [];
  let queued = 0;
  let lastDue = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flow = () => {
    clearTimeout(timer);
    const now = clock.now();
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      if (head.due > now) {
        timer = setTimeout(flow, Math.max(0, head.due - now));
        return;
      }
      queue.shift();
      queued -= head.datagram.length;
      onLeave(head.datagram, head.entered);
    }
  };

  return {
    push(datagram) {
      const { rtt, bandwidth, loss, blackhole } = conditions();
      if (blackhole) return onDrop(datagram.length, 'dead path');
      if (loses?.(datagram)) return onDrop(datagram.length, 'loss');
      if (loss > 0 && random.next() < loss / 100) return onDrop(datagram.length, 'loss');
      if (queued + datagram.length > QUEUE_LIMIT) return onDrop(datagram.length, 'the queue is full');
      const now = clock.now();
      lastDue = Math.max(lastDue, now + rtt / 2) + (bandwidth > 0 ? (datagram.length / bandwidth) * 1000 : 0);
      queue.push({ datagram, entered: now, due: lastDue });
      queued += datagram.length;
      flow();
    },
    stop() {
      clearTimeout(timer);
      queue.length = 0;
    },
  };
}
