// All progress as one JSON document, and back. What was exported is merged event by event: nothing that is there is lost, and
// what is there already is not written twice.
import type { Result } from '../lib/problem.ts';
import { PROGRESS_VERSION, type ProgressEvent } from './event.ts';
import { parseEvent } from './parse-event.ts';

const FORMAT = 'wirewise-progress';

/** The document. `cards` are for readers: an import works them out again from the events. */
export function exportedText(events: readonly ProgressEvent[], cards: readonly unknown[], at: string): string {
  // One event a line, so that two exports can be compared by any tool.
  const list = (values: readonly unknown[]) =>
    values.length === 0 ? '[]' : `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
  return `{"format":"${FORMAT}","v":${PROGRESS_VERSION},"exported":${JSON.stringify(at)},\n"events":${list(events)},\n"cards":${list(cards)}}\n`;
}

/** The events of a document; a problem says in one sentence why there are none. */
export function parseExported(text: string): Result<readonly ProgressEvent[]> {
  const refused = (message: string): Result<readonly ProgressEvent[]> => ({ ok: false, problems: [{ message }] });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`it is damaged or no JSON (${(error as Error).message})`);
  }
  if (typeof value !== 'object' || value === null) return refused('it is no export of progress');
  const { format, v, events } = value as Record<string, unknown>;
  if (format !== FORMAT) return refused('it is no export of progress: `wirewise export --json FILE` makes one');
  if (typeof v !== 'number') return refused('it does not say its version');
  if (v > PROGRESS_VERSION) return refused('it was written by a newer Wirewise: install that one to import it');
  if (!Array.isArray(events)) return refused('it holds no list of events');
  const parsed = events.map(parseEvent);
  const wrong = parsed.findIndex((event) => event === undefined || Number.isNaN(Date.parse(event.at)));
  if (wrong >= 0) return refused(`event ${wrong + 1} of ${events.length} is damaged or not known to this version`);
  return { ok: true, value: parsed as readonly ProgressEvent[] };
}

/**
 * What has to be appended to `here` so that it holds everything of `there`, in order of time. Places are no knowledge: the one
 * where one is stays. Of an option the later value counts.
 */
export function missingEvents(here: readonly ProgressEvent[], there: readonly ProgressEvent[]): readonly ProgressEvent[] {
  const counts = new Map<string, number>();
  for (const event of here) counts.set(keyOf(event), (counts.get(keyOf(event)) ?? 0) + 1);
  const changed = new Map<string, string>();
  for (const event of here) if (event.kind === 'set-option') changed.set(event.option, event.at);
  const placed = here.some(({ kind }) => kind === 'visited');
  return [...there]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .filter((event) => {
      const left = counts.get(keyOf(event)) ?? 0;
      if (left > 0) {
        counts.set(keyOf(event), left - 1);
        return false;
      }
      if (event.kind === 'visited') return !placed;
      return event.kind !== 'set-option' || event.at > (changed.get(event.option) ?? '');
    });
}

/** The same for the same event, whatever the order in which its fields were written. */
function keyOf(event: ProgressEvent): string {
  return JSON.stringify(event, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
