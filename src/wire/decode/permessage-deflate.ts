// Undoes permessage-deflate for one direction (RFC 7692 section 7.2.2), synchronously, one message at a time. Context
// takeover is the last 32 KiB of what came out before, handed to the next message as its dictionary.
import { constants, inflateRawSync } from 'node:zlib';
import { concat, HOLD_LIMIT } from './bytes.ts';

/** RFC 7692 section 7.2.1 takes these four bytes off the end of each message; section 7.2.2 puts them back. */
const TAIL = Uint8Array.of(0x00, 0x00, 0xff, 0xff);
const WINDOW = 32 * 1024;

export interface Inflater {
  /** The message, or a sentence on why it cannot be shown. */
  inflate(compressed: Uint8Array): Uint8Array | string;
  /** A message was not seen whole: what refers back to it cannot be read any more. */
  lose(): void;
}

/** An inflater for one direction. A message that would become longer than `limit` is not inflated. */
export function createInflater({ takeover, limit = HOLD_LIMIT }: { readonly takeover: boolean; readonly limit?: number }): Inflater {
  let window = new Uint8Array(0);
  let lost = false;

  const step = (input: Uint8Array, dictionary: Uint8Array, room: number) => {
    const options = {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: Math.max(1, room),
      info: true,
      ...(dictionary.length > 0 ? { dictionary } : {}),
    };
    // With `info` it also tells how much it read; the declared type does not know that.
    return inflateRawSync(input, options) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
  };

  return {
    inflate(compressed) {
      if (lost) return 'not inflated: it refers back to a message that was not read (context takeover, RFC 7692 section 7.1.1)';
      try {
        let input = concat([compressed, TAIL]);
        let dictionary: Uint8Array = window;
        const parts: Uint8Array[] = [];
        let length = 0;
        // A final block ends the deflate stream; more may follow in the same message (RFC 7692 section 7.2.3.4).
        while (input.length > 0) {
          const { buffer, engine } = step(input, dictionary, limit - length);
          parts.push(buffer);
          length += buffer.length;
          dictionary = concat([dictionary, buffer]).slice(-WINDOW);
          if (engine.bytesWritten === 0) break;
          input = input.subarray(engine.bytesWritten);
        }
        if (takeover) window = new Uint8Array(dictionary);
        return concat(parts);
      } catch (problem) {
        lost = takeover;
        const tooLong = (problem as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
        return tooLong
          ? `not inflated: it would be longer than ${limit} bytes`
          : 'not inflated: it is no deflate data (RFC 7692 section 7.2.2)';
      }
    },
    lose() {
      lost = takeover;
    },
  };
}
