// Progress in a folder: an append-only log of one event per line, and shortcuts over its beginning. Opening and appending
// never throw: whatever goes wrong becomes a warning, and the session goes on in memory.
//
//   progress.jsonl                  the log; the truth
//   progress.snapshot.json          the events of its first bytes (snapshot.ts): mends a log that was cut short
//   progress.folded.json            what those come to (kept.ts): a start reads this and the rest of the log, no more
//   progress.memory.json            what else was worked out of the log (`recall`)
//   progress.jsonl.damaged-<date>   a log as it was when lines were found in it that are no events
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Clock, systemClock } from '../lib/clock.ts';
import type { ProgressEvent } from '../progress/event.ts';
import { packProgress, unpackProgress } from '../progress/pack-progress.ts';
import { comesAfter, type Progress, progressOf, withEvents } from '../progress/progress.ts';
import { createAppender } from './appender.ts';
import { type Contents, readContents } from './contents.ts';
import { readKept, writeKept } from './kept.ts';
import { formatLine, parseLog } from './log.ts';
import { type Mark, markAfter } from './mark.ts';
import { memoryStore } from './memory.ts';
import { mendLog } from './mend.ts';
import { condense, readSnapshot, writeSnapshot } from './snapshot.ts';
import type { ProgressStore, Recalled } from './store.ts';
import { damageWarning, NEWER, unsavable, unwritable } from './warnings.ts';

/** A new snapshot is made when the log has grown by this much beyond the last one, and a new fold by this much. */
const SNAPSHOT_EVERY = 256 * 1024;
const FOLD_EVERY = 64 * 1024;
/** A snapshot takes a while to make: not while the first screens are drawn, in milliseconds. */
const LATER = 2000;

interface Files {
  readonly log: string;
  readonly snapshot: string;
  readonly folded: string;
  readonly memory: string;
}

/** Opens the progress that is kept in `directory`, which is made when it is not there. */
export function openFileStore(directory: string, clock: Pick<Clock, 'date'> = systemClock): ProgressStore {
  const file = (name: string) => path.join(directory, `progress.${name}`);
  const files: Files = { log: file('jsonl'), snapshot: file('snapshot.json'), folded: file('folded.json'), memory: file('memory.json') };
  const now = () => clock.date().getTime();
  let opened: Opened;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    opened = openFolded(files, now) ?? openWhole(files, clock.date());
    accessSync(directory, constants.W_OK);
    if (statSync(files.log, { throwIfNoEntry: false }) !== undefined) accessSync(files.log, constants.W_OK);
  } catch (error) {
    return memoryStore(eventsOrNone(files), unwritable(directory, error));
  }
  if (opened.newer) return memoryStore(opened.events ?? [], NEWER);

  let { warning, progress } = opened;
  // Folded when somebody asks: an answer that is recorded waits for nothing.
  let unfolded: ProgressEvent[] = [];
  let events = opened.events === undefined ? undefined : [...opened.events];
  const appender = createAppender(files.log);
  let unsaved: readonly ProgressEvent[] = [];
  const allEvents = () => {
    events ??= [...eventsOrNone(files), ...unsaved];
    return events;
  };
  return {
    get events() {
      return allEvents();
    },
    get progress() {
      if (unfolded.length > 0) progress = withEvents(progress, unfolded);
      unfolded = [];
      return progress;
    },
    get warning() {
      return warning;
    },
    append(event) {
      events?.push(event);
      unfolded.push(event);
      unsaved = [...unsaved, event];
      try {
        appender.append(unsaved.map(formatLine).join(''));
        if (unsaved.length > 1) warning = undefined;
        unsaved = [];
      } catch (error) {
        warning = unsavable(files.log, error);
      }
    },
    recall: () => recall(files, unsaved, now),
  };
}

interface Opened {
  readonly progress: Progress;
  /** Undefined while nobody needed them. */
  readonly events: readonly ProgressEvent[] | undefined;
  readonly warning: string | undefined;
  readonly newer: boolean;
}

/** By the fold of the log's beginning; undefined when there is none that fits, or when the rest needs more than to be read. */
function openFolded(files: Files, now: () => number): Opened | undefined {
  const kept = readKept(files.folded, files.log);
  const value = kept?.value as { readonly progress?: unknown; readonly snapshot?: unknown } | undefined;
  const before = unpackProgress(value?.progress);
  if (kept === undefined || before === undefined || typeof value?.snapshot !== 'number') return undefined;
  const rest = parseLog(kept.after.toString('utf8'));
  if (rest.damaged > 0 || rest.newer || !comesAfter(before, rest.events)) return undefined;
  const progress = withEvents(before, rest.events);
  if (rest.unknown === 0 && isWhole(kept.after)) {
    const mark = markAfter(kept.after, kept.mark.bytes, kept.mark);
    if (mark.bytes - value.snapshot >= SNAPSHOT_EVERY) setTimeout(() => shortenLater(files, now()), LATER).unref();
    else if (kept.after.length >= FOLD_EVERY) void keepFold(files, mark, progress, value.snapshot, now());
  }
  return { progress, events: undefined, warning: undefined, newer: false };
}

/** By the whole log, mended where it must be. Throws Node's error. */
function openWhole(files: Files, date: Date): Opened {
  const contents = readContents(files.log, readSnapshot(files.snapshot));
  const { events, text, broken } = contents;
  const opened = { progress: progressOf(events), events, newer: text.newer };
  if (text.newer || !broken) {
    if (!text.newer) void shorten(files, contents, opened.progress, date.getTime());
    return { ...opened, warning: undefined };
  }
  return { ...opened, warning: damageWarning(contents, mendLog(files.log, date, contents.rescued.map(formatLine))) };
}

/** Makes the shortcuts that are worth their while. Never rejects. */
async function shorten(files: Files, contents: Contents, progress: Progress, now: number): Promise<void> {
  const { mark, events, complete, broken, unread } = contents;
  if (!complete || broken || mark.bytes < FOLD_EVERY) return;
  const anew = unread >= SNAPSHOT_EVERY;
  if (anew) await writeSnapshot(files.snapshot, { ...mark, events: condense(events) }, now);
  await keepFold(files, mark, progress, anew ? mark.bytes : mark.bytes - unread, now);
}

function shortenLater(files: Files, now: number): void {
  try {
    const contents = readContents(files.log, readSnapshot(files.snapshot));
    void shorten(files, contents, progressOf(contents.events), now);
  } catch {
    // The next start tries again.
  }
}

/** `snapshot`: how many bytes of the log the snapshot stands for. */
function keepFold(files: Files, mark: Mark, progress: Progress, snapshot: number, now: number): Promise<void> {
  return writeKept(files.folded, mark, { progress: packProgress(progress), snapshot }, now);
}

function recall(files: Files, unsaved: readonly ProgressEvent[], now: () => number): Recalled {
  const keeping = (mark: Mark, complete: boolean) => async (value: unknown) => {
    // What is not in the log yet will come after the mark: kept now, it would count twice.
    if (complete && unsaved.length === 0) await writeKept(files.memory, mark, value, now());
  };
  const kept = readKept(files.memory, files.log);
  if (kept !== undefined) {
    const rest = parseLog(kept.after.toString('utf8'));
    const mark = markAfter(kept.after, kept.mark.bytes, kept.mark);
    const keep = keeping(mark, rest.unknown === 0 && rest.damaged === 0 && isWhole(kept.after));
    return { value: kept.value, since: [...rest.events, ...unsaved], keep };
  }
  try {
    const { events, mark, complete, broken, text } = readContents(files.log, readSnapshot(files.snapshot));
    return { value: undefined, since: [...events, ...unsaved], keep: keeping(mark, complete && !broken && !text.newer && mark.bytes > 0) };
  } catch {
    return { value: undefined, since: unsaved, keep: async () => undefined };
  }
}

const isWhole = (bytes: Buffer) => bytes.length === 0 || bytes.at(-1) === 0x0a;

/** What can still be read where nothing can be written. */
function eventsOrNone(files: Files): readonly ProgressEvent[] {
  try {
    return readContents(files.log, readSnapshot(files.snapshot)).events;
  } catch {
    return [];
  }
}
