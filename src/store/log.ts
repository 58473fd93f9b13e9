// The text of the log: one event as a line, and back. Knows what a torn, a foreign and a damaged line look like; touches no file.
import { PROGRESS_VERSION, type ProgressEvent } from '../progress/event.ts';
import { parseEvent } from '../progress/parse-event.ts';

/** Ends a line that a crash or a full disk cut short; no line of ours ends like this, so that readers know it for what it is. */
export const TORN = '#torn\n';

export interface LogText {
  readonly events: readonly ProgressEvent[];
  /** Lines that somebody else than we wrote or changed. */
  readonly damaged: number;
  /** Records that this version does not know: nothing to worry about. */
  readonly unknown: number;
  /** The same text without the damage. */
  readonly mended: string;
  /** Whether a newer version has written here. */
  readonly newer: boolean;
}

/** One event as the line that is appended, line feed included. */
export function formatLine(event: ProgressEvent): string {
  return `${JSON.stringify({ v: PROGRESS_VERSION, ...event })}\n`;
}

/**
 * Reads a log. An unfinished last line is nothing unusual, and counts when it is whole but for its line feed. Events that
 * this version does not know are passed over in silence; lines that are no event at all are counted as damage.
 */
export function parseLog(text: string): LogText {
  const events: ProgressEvent[] = [];
  const good: string[] = [];
  let damaged = 0;
  let unknown = 0;
  let newer = false;
  const lines = text.split('\n');
  const last = lines.length - 1;
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const record = parseRecord(line);
    if (record === undefined) {
      if (index !== last && !line.endsWith(TORN.trimEnd())) damaged += 1;
      continue;
    }
    good.push(line);
    if (record.v > PROGRESS_VERSION) newer = true;
    const { v: _, ...rest } = record;
    const event = parseEvent(rest);
    if (event === undefined) unknown += 1;
    else events.push(event);
  }
  return { events, damaged, unknown, mended: good.map((line) => `${line}\n`).join(''), newer };
}

function parseRecord(line: string): { readonly v: number; readonly [field: string]: unknown } | undefined {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null && Number.isInteger(value.v) ? value : undefined;
  } catch {
    return undefined;
  }
}
