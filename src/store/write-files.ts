// Writes several new files into a folder, none over one that is there.
import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeNewFile } from './write-new.ts';

/**
 * Makes the folders that are missing and writes each file, by its path in the folder. Rejects with Node's own error, EEXIST
 * before anything was written where one of the files is there already.
 */
export async function writeNewFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  { mark }: { readonly mark: string },
): Promise<void> {
  for (const name of files.keys()) {
    const file = path.join(folder, name);
    if (await isThere(file)) throw Object.assign(new Error(`${file} is there already`), { code: 'EEXIST', path: file });
  }
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeNewFile(file, text, { mark });
  }
}

function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
