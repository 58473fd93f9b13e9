// The only file of content/ that touches files. Reads a folder as texts; understands none of them.
import { readFileSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../lib/problem.ts';
import type { Content } from './schema.ts';

/** Larger files are no content. */
const FILE_LIMIT = 1 << 20;

export interface ContentFiles {
  /** Text by path from the folder, with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** What could not be read. */
  readonly problems: readonly Problem[];
}

/** Reads every file below a folder. Links are not followed: content stays in its folder. */
export async function readContentFolder(folder: string): Promise<ContentFiles> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  let names: string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (error) {
    return { files, problems: [{ message: `the folder cannot be read (${reason(error)})`, where: folder }] };
  }
  for (const name of names.sort()) {
    const where = name.replaceAll(path.sep, '/');
    try {
      const full = path.join(folder, name);
      const status = await lstat(full);
      if (status.isDirectory()) continue;
      if (!status.isFile()) problems.push({ message: 'this is no ordinary file: copy the file here instead of linking it', where });
      else if (status.size > FILE_LIMIT)
        problems.push({ message: `the file has ${status.size} bytes; content files have at most ${FILE_LIMIT}`, where });
      else files.set(where, await readFile(full, 'utf8'));
    } catch (error) {
      problems.push({ message: `the file cannot be read (${reason(error)})`, where });
    }
  }
  return { files, problems };
}

/** Reads the JSON that the build made. */
export function readCompiledContent(file: URL): Content {
  return JSON.parse(readFileSync(file, 'utf8')) as Content;
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
