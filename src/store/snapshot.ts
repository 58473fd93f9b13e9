// A shortcut over the beginning of the log, so that a long one opens fast. It holds nothing that the log does not: when it
// does not fit the log any more, it is passed over and made anew.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { PROGRESS_VERSION, type ProgressEvent } from '../progress/event.ts';
import { parseEvent } from '../progress/parse-event.ts';

export interface Snapshot {
  /** How many bytes of the log it stands for; the log has a line feed before them. */
  readonly bytes: number;
  /** The last bytes of those, as base64: by them a log that was replaced is noticed. */
  readonly tail: string;
  /** The events of those bytes, without places that were left again. */
  readonly events: readonly ProgressEvent[];
}

/** Leftovers of a process that was killed while it wrote are older than this many milliseconds. */
const ABANDONED = 60_000;

/** The snapshot in `file`, or undefined when there is none that this version can use. Never throws. */
export function readSnapshot(file: string): Snapshot | undefined {
  try {
    const { v, bytes, tail, events } = JSON.parse(readFileSync(file, 'utf8'));
    if (v !== PROGRESS_VERSION || !Number.isSafeInteger(bytes) || typeof tail !== 'string' || !Array.isArray(events)) return undefined;
    const known = events.map(parseEvent);
    return known.every((event) => event !== undefined) ? { bytes, tail, events: known } : undefined;
  } catch {
    return undefined;
  }
}

/** Events without what a later one makes pointless: only the last place and the last value of each option count. */
export function condense(events: readonly ProgressEvent[]): readonly ProgressEvent[] {
  const lastOf = new Map<string, ProgressEvent>();
  for (const event of events) {
    if (event.kind === 'visited') lastOf.set('place', event);
    if (event.kind === 'set-option') lastOf.set(`option ${event.option}`, event);
  }
  const last = new Set(lastOf.values());
  return events.filter((event) => (event.kind !== 'visited' && event.kind !== 'set-option') || last.has(event));
}

/**
 * Writes a snapshot beside its place, flushes it and moves it there, without anybody waiting. Resolves to whether it worked; a snapshot that could not be written costs only time.
 */
export async function writeSnapshot(file: string, snapshot: Snapshot, now: number): Promise<boolean> {
  // Loaded when it is needed: it is large, and every start would pay for it.
  const { randomUUID } = await import('node:crypto');
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    removeAbandoned(file, now);
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify({ v: PROGRESS_VERSION, ...snapshot }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    return true;
  } catch {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return false;
  }
}

function removeAbandoned(file: string, now: number): void {
  const folder = path.dirname(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`) || !name.endsWith('.tmp')) continue;
    const full = path.join(folder, name);
    const status = statSync(full, { throwIfNoEntry: false });
    if (status !== undefined && now - status.mtimeMs > ABANDONED) rmSync(full, { force: true });
  }
}
