// A value that was worked out of the beginning of the log, in a file of its own, so that a year of log need not be folded at
// each start. It holds nothing that the log does not: when it does not fit any more it is passed over and made anew.
import { readFileSync } from 'node:fs';
import { type Mark, readAfter } from './mark.ts';
import { writeBeside } from './write-beside.ts';

/** Of the file; who keeps a value puts the version of its own inside. */
const KEPT_VERSION = 1;

export interface Kept {
  readonly mark: Mark;
  readonly value: unknown;
  /** What the log holds beyond it. */
  readonly after: Buffer;
}

/** The value that is kept in `file`, if it fits the log. Never throws. */
export function readKept(file: string, log: string): Kept | undefined {
  try {
    const { v, bytes, tail, value } = JSON.parse(readFileSync(file, 'utf8'));
    if (v !== KEPT_VERSION || !Number.isSafeInteger(bytes) || typeof tail !== 'string') return undefined;
    const mark = { bytes, tail };
    const after = readAfter(log, mark);
    return after && { mark, value, after };
  } catch {
    return undefined;
  }
}

/** Keeps a value that stands for the log up to a mark. Never rejects. */
export async function writeKept(file: string, { bytes, tail }: Mark, value: unknown, now: number): Promise<void> {
  await writeBeside(file, () => JSON.stringify({ v: KEPT_VERSION, bytes, tail, value }), now);
}
