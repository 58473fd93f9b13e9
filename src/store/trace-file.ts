// A recorded run as a file of JSON lines, as `--json` prints them: first the header, then one event a line.
import { printableJson } from '../lib/printable.ts';
import type { Trace } from '../wire/trace.ts';
import { writeNumberedFile } from './numbered-file.ts';

export interface SavedTrace {
  /** Name of the file, in the folder that was given. */
  readonly name: string;
  readonly events: number;
}

/**
 * Writes a trace to a file of its own: never over another. Rejects with one sentence where the folder does not take it.
 * @param folder ends with a separator, or is empty for the current one
 */
export async function saveTrace(
  { header, events }: Trace,
  { at, folder = '', mark }: { readonly at: Date; readonly folder?: string; readonly mark: string },
): Promise<SavedTrace> {
  const lines = [printableJson({ type: 'trace', ...header }), ...events.map((event) => printableJson(event))];
  const text = `${lines.join('\n')}\n`;
  const name = await writeNumberedFile({ base: `wirewise-${header.lab}`, extension: '.jsonl', text, at, folder, mark });
  return { name, events: events.length };
}
