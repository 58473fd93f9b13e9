// A place in the log: how many of its bytes something stands for, and the last of them, by which a log that was replaced is
// noticed.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export interface Mark {
  /** The log has a line feed before them. */
  readonly bytes: number;
  /** The last bytes of those, as base64. */
  readonly tail: string;
}

/** How much of the log's end before a mark is compared. */
const TAIL_BYTES = 96;

/** Whether the log that is open still begins with what the mark stands for. */
export function fits(descriptor: number, size: number, { bytes, tail }: Mark): boolean {
  if (bytes <= 0 || bytes > size) return false;
  const there = Buffer.alloc(Math.min(TAIL_BYTES, bytes));
  readSync(descriptor, there, 0, there.length, bytes - there.length);
  return there.toString('base64') === tail;
}

/** The mark after the last whole line of `bytes`, which were read from `from` on; `before` where there is none. */
export function markAfter(bytes: Buffer, from: number, before: Mark | undefined): Mark {
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole === 0) return before ?? { bytes: from, tail: '' };
  // A tail that would reach back before what was read is completed from the mark that was there.
  const tail = Buffer.concat([Buffer.from(before?.tail ?? '', 'base64'), bytes.subarray(0, whole)]).subarray(-TAIL_BYTES);
  return { bytes: from + whole, tail: tail.toString('base64') };
}

/** What the log holds after a mark; undefined when it does not fit. Throws Node's error, but not for a log that is not there. */
export function readAfter(log: string, mark: Mark): Buffer | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(log, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { size } = fstatSync(descriptor);
    if (!fits(descriptor, size, mark)) return undefined;
    const bytes = Buffer.alloc(size - mark.bytes);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, mark.bytes));
  } finally {
    closeSync(descriptor);
  }
}
