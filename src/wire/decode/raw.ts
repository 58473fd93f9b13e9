// Bytes that nobody can read, or not any more: reported in fixed pieces, with the reason, so that none is unaccounted for.
import type { Fact } from '../event.ts';
import { createByteQueue, PIECE, preview, rawOf } from './bytes.ts';
import type { Decoder, Flow } from './decoder.ts';

/** One `raw:bytes` fact. `size` differs from the bytes given where only the first of them were kept. */
export function rawFact(direction: Flow, reason: string, bytes: Uint8Array, size = bytes.length): Fact {
  return {
    name: 'raw:bytes',
    direction,
    size,
    data: { reason, preview: preview(bytes, size) },
    raw: rawOf(bytes),
    fields: [{ name: 'bytes', offset: 0, length: size, value: `${size} bytes`, meaning: reason }],
  };
}

/**
 * Reports everything as raw bytes, for the same reason. `live`: what came together is reported at once, for somebody who
 * watches; the facts then depend on how the bytes were split.
 */
export function createRawDecoder(reason: string, live = false): Decoder {
  const sides = { 'client-to-server': createByteQueue(), 'server-to-client': createByteQueue() };
  return {
    push(flow, bytes) {
      const side = sides[flow];
      side.append(bytes);
      const facts: Fact[] = [];
      while (side.length() >= (live ? 1 : PIECE)) facts.push(rawFact(flow, reason, side.take(PIECE)));
      return facts;
    },
    end(flow) {
      const rest = sides[flow].take(PIECE);
      return rest.length === 0 ? [] : [rawFact(flow, reason, rest)];
    },
  };
}
