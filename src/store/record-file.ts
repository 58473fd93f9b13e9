// A decision record as a new Markdown file in the current folder.
import { writeNewFile } from './write-new.ts';

/** Names that are tried when there are files of that name already. */
const TRIES = 100;

/**
 * Writes a text to `adr-NAME.md`, or `adr-NAME-2.md` and so on: never over another file. Resolves with the file's name;
 * rejects with one sentence where the folder does not take it.
 * @param folder ends with a separator, or is empty for the current one
 */
export async function saveRecord(name: string, text: string, { folder = '', mark }: { readonly folder?: string; readonly mark: string }) {
  for (let number = 1; number <= TRIES; number++) {
    const file = `adr-${name}${number === 1 ? '' : `-${number}`}.md`;
    try {
      await writeNewFile(`${folder}${file}`, text, { mark });
      return file;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new Error(`${file} cannot be written here (${code ?? String(error)}); nothing was saved`);
    }
  }
  throw new Error(`there are ${TRIES} records of that name here already; nothing was saved`);
}
