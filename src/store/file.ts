// Progress in a folder: an append-only log of one event per line, and a snapshot of its beginning. Opening and appending
// never throw: whatever goes wrong becomes a warning, and the session goes on in memory.
//
//   progress.jsonl                  the log; the truth
//   progress.snapshot.json          a shortcut over its first bytes (snapshot.ts)
//   progress.jsonl.damaged-<date>   a log as it was when lines were found in it that are no events
import { accessSync, closeSync, constants, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Clock, systemClock } from '../lib/clock.ts';
import { printable } from '../lib/printable.ts';
import type { ProgressEvent } from '../progress/event.ts';
import { createAppender } from './appender.ts';
import { formatLine, type LogText, parseLog } from './log.ts';
import { memoryStore } from './memory.ts';
import { mendLog } from './mend.ts';
import { condense, readSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts';
import type { ProgressStore } from './store.ts';

/** A new snapshot is made when the log has grown by this much beyond the last one. */
const SNAPSHOT_EVERY = 256 * 1024;
/** How much of the log's end before a snapshot's limit is compared. */
const TAIL_BYTES = 96;

/** Opens the progress that is kept in `directory`, which is made when it is not there. */
export function openFileStore(directory: string, clock: Pick<Clock, 'date'> = systemClock): ProgressStore {
  const log = path.join(directory, 'progress.jsonl');
  const snapshotFile = path.join(directory, 'progress.snapshot.json');
  let contents: Contents;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    contents = readContents(log, readSnapshot(snapshotFile));
    accessSync(directory, constants.W_OK);
    if (statSync(log, { throwIfNoEntry: false }) !== undefined) accessSync(log, constants.W_OK);
  } catch (error) {
    return memoryStore(eventsOrNone(log, snapshotFile), unwritable(directory, error));
  }
  if (contents.text.newer) return memoryStore(contents.events, NEWER);

  let warning: string | undefined;
  if (contents.broken) {
    warning = damageWarning(contents, mendLog(log, clock.date(), contents.rescued.map(formatLine)));
  } else if (contents.unread >= SNAPSHOT_EVERY && contents.complete) {
    const { bytes, tail } = contents;
    void writeSnapshot(snapshotFile, { bytes, tail, events: condense(contents.events) }, clock.date().getTime());
  }

  const events = [...contents.events];
  const appender = createAppender(log);
  let unsaved = '';
  return {
    events,
    get warning() {
      return warning;
    },
    append(event) {
      events.push(event);
      unsaved += formatLine(event);
      try {
        appender.append(unsaved);
        if (unsaved !== formatLine(event)) warning = undefined;
        unsaved = '';
      } catch (error) {
        warning = unsavable(log, error);
      }
    },
  };
}

interface Contents {
  readonly events: readonly ProgressEvent[];
  /** What of the log was read, after the snapshot. */
  readonly text: LogText;
  /** How many bytes those were. */
  readonly unread: number;
  /** Whole lines of the log, in bytes, and the end of them: what a new snapshot would stand for. */
  readonly bytes: number;
  readonly tail: string;
  /** Whether every record was understood, so that a snapshot would leave nothing out. */
  readonly complete: boolean;
  /** Whether lines are damaged, or the log is shorter than it was. */
  readonly broken: boolean;
  /** What the snapshot knows of a broken log. */
  readonly rescued: readonly ProgressEvent[];
}

/** Reads the log, from where the snapshot ends if that fits. Throws Node's error, but not for a log that is not there. */
function readContents(log: string, snapshot: Snapshot | undefined): Contents {
  const status = statSync(log, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
  // Without a log there is nothing to continue: whoever removed it wanted to start anew.
  if (status === undefined) return contentsOf(Buffer.alloc(0), 0, undefined, false);
  const descriptor = openSync(log, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const fitting = snapshot !== undefined && fits(descriptor, size, snapshot);
    const from = fitting ? snapshot.bytes : 0;
    const bytes = Buffer.alloc(size - from);
    const read = readSync(descriptor, bytes, 0, bytes.length, from);
    return contentsOf(bytes.subarray(0, read), from, snapshot, fitting);
  } finally {
    closeSync(descriptor);
  }
}

function fits(descriptor: number, size: number, { bytes, tail }: Snapshot): boolean {
  if (bytes <= 0 || bytes > size) return false;
  const there = Buffer.alloc(Math.min(TAIL_BYTES, bytes));
  readSync(descriptor, there, 0, there.length, bytes - there.length);
  return there.toString('base64') === tail;
}

function contentsOf(bytes: Buffer, from: number, snapshot: Snapshot | undefined, fitting: boolean): Contents {
  const text = parseLog(bytes.toString('utf8'));
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const shorter = snapshot !== undefined && !fitting && bytes.length < snapshot.bytes;
  const broken = text.damaged > 0 || shorter;
  const before = snapshot !== undefined && (fitting || broken) ? snapshot.events : [];
  return {
    events: fitting ? [...before, ...text.events] : union(before, text.events),
    text,
    unread: bytes.length,
    bytes: from + whole,
    tail: bytes.subarray(Math.max(0, whole - TAIL_BYTES), whole).toString('base64'),
    complete: text.unknown === 0,
    broken,
    rescued: fitting ? [] : before,
  };
}

/** Both, each event once; those of `first` that the second lacks go first. */
function union(first: readonly ProgressEvent[], second: readonly ProgressEvent[]): readonly ProgressEvent[] {
  if (first.length === 0) return second;
  const there = new Set(second.map((event) => JSON.stringify(event)));
  return [...first.filter((event) => !there.has(JSON.stringify(event))), ...second];
}

/** What can still be read where nothing can be written. */
function eventsOrNone(log: string, snapshotFile: string): readonly ProgressEvent[] {
  try {
    return readContents(log, readSnapshot(snapshotFile)).events;
  } catch {
    return [];
  }
}

const NEWER =
  'Your progress was written by a newer Wirewise: it is shown as far as this version understands it, and this session is not recorded. Install the newer version to go on.';

function damageWarning({ text, events }: Contents, keptAs: string | undefined): string {
  const lines = text.damaged === 0 ? 'A part' : text.damaged === 1 ? 'One line' : `${text.damaged} lines`;
  const kept = keptAs === undefined ? 'the file is left as it is' : `the file as it was is kept as ${printable(keptAs)}`;
  return `${lines} of your progress could not be read; ${kept}, and ${events.length} records were read.`;
}

function unwritable(directory: string, error: unknown): string {
  return `Progress cannot be saved in ${printable(directory)} (${reason(error)}): this session is kept in memory only. Set WIREWISE_HOME to a folder that can be written.`;
}

function unsavable(log: string, error: unknown): string {
  return `Your last steps could not be saved in ${printable(log)} (${reason(error)}); they are kept in memory, and the next step tries again.`;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'a file stands where the folder should be',
  EEXIST: 'a file stands where the folder should be',
  EISDIR: 'a folder stands where the file should be',
};

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return REASONS[code] ?? printable(code);
}
