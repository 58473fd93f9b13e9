// Reads content: with watch.ts the only file of content/ that touches files. Takes a folder as texts; understands none of them.
import { readFileSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../lib/problem.ts';
import type { Content } from './schema.ts';

/** Larger files are no content. */
const FILE_LIMIT = 1 << 20;
/** A folder with more files than this was named by mistake. */
const FILES_LIMIT = 5000;

export interface ContentFiles {
  /** Text by path from the folder, with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** What could not be read. */
  readonly problems: readonly Problem[];
}

/** Reads every file below a folder, but nothing whose name begins with a dot, and no editor's backup. Links are not followed: content stays in its folder. */
export async function readContentFolder(folder: string): Promise<ContentFiles> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  let seen = 0;
  const walk = async (below: string): Promise<void> => {
    for (const name of (await readdir(path.join(folder, below))).sort()) {
      if (name.startsWith('.') || name.endsWith('~') || seen > FILES_LIMIT) continue;
      const where = below === '' ? name : `${below}/${name}`;
      try {
        const status = await lstat(path.join(folder, where));
        if (status.isDirectory()) {
          await walk(where);
          continue;
        }
        seen += 1;
        if (status.isSymbolicLink()) problems.push({ message: 'this is a link: put the file itself here', where });
        else if (!status.isFile()) problems.push({ message: 'this is no ordinary file: remove it', where });
        else if (status.size > FILE_LIMIT)
          problems.push({ message: `the file has ${status.size} bytes, and content has at most ${FILE_LIMIT}: split or remove it`, where });
        else files.set(where, await readFile(path.join(folder, where), 'utf8'));
      } catch (error) {
        problems.push({ message: `it cannot be read: ${reason(error)}`, where });
      }
    }
  };
  try {
    await walk('');
  } catch (error) {
    problems.push({ message: `the folder cannot be read: ${reason(error)}`, where: folder });
  }
  if (seen > FILES_LIMIT) {
    const message = `more than ${FILES_LIMIT} files are here: name the folder that holds the content`;
    return { files: new Map(), problems: [{ message, where: folder }] };
  }
  return { files, problems };
}

/** Reads one text file, such as requirements that a command was handed; rejects with Node's own error. */
export function readTextFile(file: string): Promise<string> {
  // Of a folder Node says that it is one, and not which.
  return readFile(file, 'utf8').catch((error: unknown) =>
    Promise.reject(error instanceof Error ? Object.assign(error, { path: file }) : error),
  );
}

/** Reads the JSON that the build made. */
export function readCompiledContent(file: URL): Content {
  return JSON.parse(readFileSync(file, 'utf8')) as Content;
}

/** The commonest failures of a file system, as somebody who must act reads them. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing by this name, mend the name',
  ENOTDIR: 'this is a file, name the folder that it is in',
  EACCES: 'you have no permission, change its mode',
  EPERM: 'you have no permission, change its mode',
  ENAMETOOLONG: 'the name is too long, shorten it',
};

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return code === undefined ? String(error) : (REASONS[code] ?? code);
}
