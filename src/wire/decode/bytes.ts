// Byte handling that every decoder needs: a queue of bytes not yet read, a collector that counts all and keeps some, and
// the ways in which bytes become text for the inspector. Knows no protocol. Bytes handed in must not change afterwards.
import { RAW_LIMIT } from '../event.ts';

/** Bytes of a payload that are shown in one line. */
const PREVIEW_LIMIT = 160;
/** The most that a decoder holds of one thing (a payload, a message, an event); beyond it bytes are only counted. */
export const HOLD_LIMIT = 1024 * 1024;
/** Bodies without chunks, and bytes nobody can read, are reported in pieces of this size, however they arrive. */
export const PIECE = 16 * 1024;

const EMPTY = new Uint8Array(0);
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const encoder = new TextEncoder();

/** Bytes that came and were not read yet. */
export interface ByteQueue {
  readonly length: () => number;
  readonly append: (bytes: Uint8Array) => void;
  /** What waits, without taking it. */
  readonly view: () => Uint8Array;
  /** Takes up to `count` bytes from the front. */
  readonly take: (count: number) => Uint8Array;
}

/** A queue, holding `initial` at first. */
export function createByteQueue(initial: Uint8Array = EMPTY): ByteQueue {
  let held = initial;
  return {
    length: () => held.length,
    append(bytes) {
      held = held.length === 0 ? bytes : concat([held, bytes]);
    },
    view: () => held,
    take(count) {
      const taken = held.subarray(0, count);
      held = held.subarray(count);
      return taken;
    },
  };
}

/** Counts the bytes of one thing and keeps its first ones. */
export interface Collector {
  readonly add: (bytes: Uint8Array) => void;
  /** All bytes added. */
  readonly length: () => number;
  /** The first bytes, as many as were to be kept. */
  readonly kept: () => Uint8Array;
}

/** A collector that keeps the first `limit` bytes. */
export function createCollector(limit: number): Collector {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    add(bytes) {
      if (length < limit && bytes.length > 0) parts.push(bytes.subarray(0, limit - length));
      length += bytes.length;
    },
    length: () => length,
    kept: () => concat(parts),
  };
}

/** The parts as one array. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

/** Two hexadecimal digits a byte. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** The `raw` of a fact: hex of its first bytes. */
export function rawOf(bytes: Uint8Array): string {
  return hex(bytes.subarray(0, RAW_LIMIT));
}

/** One character a byte: how HTTP/1 heads are read (RFC 9110 section 5.5 calls anything beyond ASCII opaque). */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** UTF-8, malformed sequences replaced; a byte order mark stays. */
export function utf8(bytes: Uint8Array): string {
  return lenient.decode(bytes);
}

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Whether the bytes are well-formed UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Cuts a text to `limit` characters and shows that it did. */
export function elide(text: string, limit = PREVIEW_LIMIT): string {
  // A cut between the two halves of a character leaves neither.
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The first bytes as text where they are text, else as hex. `total` is how many there are where `bytes` is only a start. */
export function preview(bytes: Uint8Array, total = bytes.length): string {
  const start = bytes.subarray(0, PREVIEW_LIMIT);
  const whole = start.length === total;
  // A sequence may be cut at the end of what is shown: up to three bytes are no evidence against UTF-8.
  const text = (whole ? [0] : [0, 1, 2, 3]).map((cut) => start.subarray(0, start.length - cut)).find(isUtf8);
  if (text === undefined) return hexPreview(bytes, total);
  return whole ? utf8(text) : `${utf8(text)}…`;
}

/** The first bytes as hex. */
export function hexPreview(bytes: Uint8Array, total = bytes.length): string {
  const start = bytes.subarray(0, 32);
  return start.length === total ? hex(start) : `${hex(start)}…`;
}
