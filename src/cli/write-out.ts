// What a command writes to a file that its user named: `-` prints it, and nothing that is there is replaced unasked.
import type { Io } from './command.ts';

/** Writes text to a file or, for `-`, to standard output. Returns whether it is in a file. Throws one sentence. */
export async function writeOut(io: Io, file: string, text: string, force: boolean): Promise<boolean> {
  if (file === '-') {
    for (const line of text.trimEnd().split('\n')) io.out(line);
    return false;
  }
  if (io.writeFile === undefined) throw new Error('no file can be written from here: use - in its place and redirect it');
  try {
    await io.writeFile(file, text, { replace: force });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new Error(`${file} is there already: choose another name, or add --force to replace it`);
    throw code === undefined ? error : new Error(`${file} cannot be written (${code})`);
  }
  return true;
}
