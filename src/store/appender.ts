// Appends lines to one file that others may append to, mend or remove at the same time. Knows no events.
//
// Each piece goes out in one write to a file opened with O_APPEND, so that the pieces of two processes never mix. It is in
// the system's hands when `append` returns (a killed process loses nothing); the flush to the disk follows without anybody
// waiting for it, because on a slow disk it takes longer than a frame.
import { closeSync, constants, fstatSync, fsync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { TORN } from './log.ts';

export interface Appender {
  /** Appends text that ends in a line feed. Throws Node's error, and may have written a part: append the same text again. */
  append(text: string): void;
}

/** An appender of `file`, which is opened on the first append and created when it is not there. */
export function createAppender(file: string): Appender {
  let descriptor: number | undefined;
  let flushing = false;
  let unflushed = false;

  function isCurrent(opened: number): boolean {
    const there = statSync(file, { bigint: true, throwIfNoEntry: false });
    const ours = fstatSync(opened, { bigint: true });
    return there !== undefined && there.ino === ours.ino && there.dev === ours.dev;
  }

  function open(): number {
    if (descriptor !== undefined && isCurrent(descriptor)) return descriptor;
    const before = descriptor;
    descriptor = openSync(file, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
    // A flush that is under way still needs the old one; it is closed then.
    if (before !== undefined && !flushing) closeSync(before);
    return descriptor;
  }

  function flush(): void {
    if (flushing) {
      unflushed = true;
      return;
    }
    const flushed = descriptor;
    if (flushed === undefined) return;
    flushing = true;
    fsync(flushed, () => {
      flushing = false;
      if (flushed !== descriptor) closeSync(flushed);
      if (!unflushed) return;
      unflushed = false;
      flush();
    });
  }

  return {
    append(text) {
      // Again when the file was replaced between opening and writing: what went into the old one nobody reads any more.
      for (let attempt = 0; attempt < 5; attempt++) {
        const opened = open();
        const bytes = Buffer.from(endOfTorn(opened) + text);
        const written = writeSync(opened, bytes);
        if (written < bytes.length) throw Object.assign(new Error('the file took only a part'), { code: 'ENOSPC' });
        if (isCurrent(opened)) break;
      }
      flush();
    },
  };
}

/** No line of ours is longer; of a longer one only the end is looked at. */
const LINE_LIMIT = 64 * 1024;

/** What must go before the next line, when the last one was cut short or lacks only its line feed. */
function endOfTorn(descriptor: number): string {
  const { size } = fstatSync(descriptor);
  if (size === 0 || endOf(descriptor, size, 1) === '\n') return '';
  const line = endOf(descriptor, size, LINE_LIMIT).split('\n').at(-1) ?? '';
  try {
    JSON.parse(line);
    return '\n';
  } catch {
    return TORN;
  }
}

function endOf(descriptor: number, size: number, length: number): string {
  const bytes = Buffer.alloc(Math.min(size, length));
  readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('utf8');
}
