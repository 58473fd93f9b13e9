// The contract of every decoder: bytes of one connection in, facts out, no I/O, no clock, never throws. The same bytes
// give the same facts however they are split. What cannot be read is reported as `raw:bytes` with the reason.
import type { Fact } from '../event.ts';

export type Flow = 'client-to-server' | 'server-to-client';

export interface Decoder {
  /** Feeds bytes that were seen in one direction; returns the facts that they complete. */
  push(flow: Flow, bytes: Uint8Array): Fact[];
  /** No more bytes come in that direction: returns what was left unfinished. */
  end(flow: Flow): Fact[];
}
