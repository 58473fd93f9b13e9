// Takes lines that are no events out of a log, and keeps the log as it was beside it. Other processes may append meanwhile:
// whatever they wrote into the old file is carried over (appender.ts notices the change and writes again).
import { closeSync, constants, copyFileSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseLog } from './log.ts';

/** A lock of a process that died while it mended, in milliseconds. */
const STALE = 10_000;

/**
 * Mends the log; `rescued` are lines known from elsewhere, which go first where the log lacks them. Returns the name of the file that keeps it as it was, or undefined when nothing was done: another process
 * is at it, or there is no room. Never throws.
 */
export function mendLog(log: string, date: Date, rescued: readonly string[] = []): string | undefined {
  const lock = `${log}.mending`;
  const aside = `${log}.damaged-${date.toISOString().replaceAll(':', '').replace('.', '-')}`;
  const unfinished = `${log}.mended.tmp`;
  try {
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held !== undefined && date.getTime() - held.mtimeMs > STALE) rmSync(lock, { force: true });
    closeSync(openSync(lock, 'wx'));
  } catch {
    return undefined;
  }
  try {
    const old = openSync(log, 'r');
    try {
      copyFileSync(log, aside, constants.COPYFILE_EXCL);
      const before = readFileSync(log);
      const { mended } = parseLog(before.toString('utf8'));
      const there = new Set(mended.split('\n'));
      write(unfinished, 'w', rescued.filter((line) => !there.has(line.trimEnd())).join('') + mended);
      renameSync(unfinished, log);
      // What came into the old file after it was read; its name is gone, its descriptor is not.
      const late = readFileSync(old).subarray(before.length);
      if (late.length > 0) write(log, 'a', parseLog(late.toString('utf8')).mended);
    } finally {
      closeSync(old);
    }
    return path.basename(aside);
  } catch {
    rmSync(unfinished, { force: true });
    return undefined;
  } finally {
    rmSync(lock, { force: true });
  }
}

function write(file: string, flags: string, text: string): void {
  const descriptor = openSync(file, flags, 0o600);
  try {
    const bytes = Buffer.from(text);
    if (writeSync(descriptor, bytes) < bytes.length) throw Object.assign(new Error('the file took only a part'), { code: 'ENOSPC' });
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
