// What the network between client and server is like. Applied at the tap, live; every effect is emitted as a `model` event.

import type { Setting } from './setting.ts';

/** A property of the path that the fault deck can set. */
export interface Conditions {
  /** Round-trip time added by the tap, in milliseconds; half of it in each direction. */
  readonly rtt: number;
  /** Bytes per second in each direction; 0 means unlimited. */
  readonly bandwidth: number;
  /**
   * Percent of packets that are lost. Of TCP, a segment's worth (1460 bytes) and all that follows it on that connection and
   * direction is held back until it would have been sent again: a round trip if enough follows to tell the sender, else a
   * retransmission time-out. A model: user space cannot drop a segment. UDP datagrams are really dropped.
   */
  readonly loss: number;
  /** Cuts each connection (RST to both sides) after this many server-to-client bytes; 0 means never. */
  readonly cutAfter: number;
  /** A proxy that buffers responses until they end or 16 KiB are there, unless they carry `X-Accel-Buffering: no`. */
  readonly buffering: boolean;
  /** A middlebox that closes a connection on which nothing moved for this many milliseconds; 0 means never. */
  readonly idleTimeout: number;
  /** Nothing passes and nothing is closed: the peer is dead and nobody says so. */
  readonly blackhole: boolean;
}

/** A clean loopback path. */
export const CLEAN: Conditions = { rtt: 0, bandwidth: 0, loss: 0, cutAfter: 0, buffering: false, idleTimeout: 0, blackhole: false };

/** The conditions as settings: the fault deck draws them, flags set them. */
export const CONDITION_SETTINGS: readonly Setting[] = [
  { kind: 'number', name: 'rtt', title: 'Round-trip time', default: 0, min: 0, max: 5000, step: 20, unit: 'ms' },
  { kind: 'number', name: 'bandwidth', title: 'Bandwidth; 0: unlimited', default: 0, min: 0, max: 1e9, step: 10_000, unit: 'bytes/s' },
  { kind: 'number', name: 'loss', title: 'Loss (held back: a model)', default: 0, min: 0, max: 100, step: 1, unit: '%' },
  { kind: 'number', name: 'cutAfter', title: 'Cut after; 0: never', default: 0, min: 0, max: 1e9, step: 500, unit: 'bytes' },
  { kind: 'switch', name: 'buffering', title: 'A proxy buffers responses', default: false },
  { kind: 'number', name: 'idleTimeout', title: 'Idle time-out; 0: none', default: 0, min: 0, max: 600_000, step: 250, unit: 'ms' },
  { kind: 'switch', name: 'blackhole', title: 'Dead path', default: false },
];
