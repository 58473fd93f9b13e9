// A text as a file of its own in a folder: its name tells what and when, and nothing that is there is written over.
import { writeNewFile } from './write-new.ts';

/** Names that are tried when there are files of that name already. */
const TRIES = 100;

/** A date as it sorts in a folder: `20261125-013000`, by the clock on the wall. */
function stamp(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

export interface NumberedFile {
  /** First part of the name: `wirewise-sse`. */
  readonly base: string;
  /** With its dot. */
  readonly extension: string;
  readonly text: string;
  readonly at: Date;
  /** Ends with a separator, or is empty for the current one. */
  readonly folder?: string;
  readonly mark: string;
}

/** Writes it and resolves with the file's name. Rejects with one sentence where the folder does not take it. */
export async function writeNumberedFile({ base, extension, text, at, folder = '', mark }: NumberedFile): Promise<string> {
  for (let number = 1; number <= TRIES; number++) {
    const name = `${base}-${stamp(at)}${number === 1 ? '' : `-${number}`}${extension}`;
    try {
      await writeNewFile(`${folder}${name}`, text, { mark });
      return name;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new Error(`${name} cannot be written here (${code ?? String(error)}); nothing was saved`);
    }
  }
  throw new Error(`there are ${TRIES} files of that name here already; nothing was saved`);
}
