// What the network between client and server is like. Applied at the tap, live; every effect is emitted as a `model` event.

/** A property of the path that the fault deck can set. */
export interface Conditions {
  /** Round-trip time added by the tap, in milliseconds; half of it in each direction. */
  readonly rtt: number;
  /** Bytes per second in each direction; 0 means unlimited. */
  readonly bandwidth: number;
  /**
   * Percent of chunks that are treated as a lost TCP segment: the chunk, and all that follows it on that connection and
   * direction, is held back for a retransmission time-out. A model: user space cannot drop a segment.
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
