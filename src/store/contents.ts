// Reads the whole log, by way of its snapshot where that fits. Writes nothing.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { ProgressEvent } from '../progress/event.ts';
import { type LogText, parseLog } from './log.ts';
import { fits, type Mark, markAfter } from './mark.ts';
import type { Snapshot } from './snapshot.ts';

export interface Contents {
  readonly events: readonly ProgressEvent[];
  /** What of the log was read, after the snapshot. */
  readonly text: LogText;
  /** How many bytes those were. */
  readonly unread: number;
  /** Whole lines of the log: what a new snapshot would stand for. */
  readonly mark: Mark;
  /** Whether every record was understood and the last line is whole, so that a shortcut would leave nothing out. */
  readonly complete: boolean;
  /** Whether lines are damaged, or the log is shorter than it was. */
  readonly broken: boolean;
  /** What the snapshot knows of a broken log. */
  readonly rescued: readonly ProgressEvent[];
}

/** Reads the log, from where the snapshot ends if that fits. Throws Node's error, but not for a log that is not there. */
export function readContents(log: string, snapshot: Snapshot | undefined): Contents {
  const status = statSync(log, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
  // Without a log there is nothing to continue: whoever removed it wanted to start anew.
  if (status === undefined) return contentsOf(Buffer.alloc(0), undefined, false);
  const descriptor = openSync(log, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const fitting = snapshot !== undefined && fits(descriptor, size, snapshot);
    const from = fitting ? snapshot.bytes : 0;
    const bytes = Buffer.alloc(size - from);
    const read = readSync(descriptor, bytes, 0, bytes.length, from);
    return contentsOf(bytes.subarray(0, read), snapshot, fitting);
  } finally {
    closeSync(descriptor);
  }
}

function contentsOf(bytes: Buffer, snapshot: Snapshot | undefined, fitting: boolean): Contents {
  const text = parseLog(bytes.toString('utf8'));
  const shorter = snapshot !== undefined && !fitting && bytes.length < snapshot.bytes;
  const broken = text.damaged > 0 || shorter;
  const before = snapshot !== undefined && (fitting || broken) ? snapshot.events : [];
  const mark = fitting ? markAfter(bytes, snapshot?.bytes ?? 0, snapshot) : markAfter(bytes, 0, undefined);
  return {
    events: fitting ? [...before, ...text.events] : union(before, text.events),
    text,
    unread: bytes.length,
    mark,
    complete: text.unknown === 0 && (bytes.length === 0 || bytes.at(-1) === 0x0a),
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
