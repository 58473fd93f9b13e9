// A recorded run as a file of JSON lines, as `--json` prints them: first the header, then one event a line.
import { printableJson } from '../lib/printable.ts';
import type { Trace } from '../wire/trace.ts';
import { writeNewFile } from './write-new.ts';

export interface SavedTrace {
  /** Name of the file, in the folder that was given. */
  readonly name: string;
  readonly events: number;
}

/** Names that are tried when there are files of that name already. */
const TRIES = 100;

/** A date as it sorts in a folder: `20261125-013000`, by the clock on the wall. */
function stamp(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
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
  for (let number = 1; number <= TRIES; number++) {
    const name = `wirewise-${header.lab}-${stamp(at)}${number === 1 ? '' : `-${number}`}.jsonl`;
    try {
      await writeNewFile(`${folder}${name}`, text, { mark });
      return { name, events: events.length };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new Error(`${name} cannot be written here (${code ?? String(error)}); nothing was saved`);
    }
  }
  throw new Error(`there are ${TRIES} files of that name here already; nothing was saved`);
}
