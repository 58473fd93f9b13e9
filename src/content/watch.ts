// Tells when something in a content folder may have changed. Knows nothing of what is in it. Every folder is watched by
// itself and looked at anew after each change, since editors put a new file in the place of the old one.
import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

export interface WatchOptions {
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Called at the start and after each change, never twice at a time. */
  readonly changed: () => Promise<void>;
  /** How long changes are gathered before they are told, in milliseconds. */
  readonly delay?: number;
}

/** Folders beyond this many are not watched: the folder was named by mistake. */
const FOLDERS_LIMIT = 1000;

/** Watches until `signal` is aborted, through the removal and return of the folder too. Rejects when it cannot be watched. */
export async function watchFolder(folder: string, { signal, changed, delay = 80 }: WatchOptions): Promise<void> {
  const root = path.resolve(folder);
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let wake: () => void = () => undefined;
  let isDue = false;
  /** The first of several changes sets the time, so that somebody who writes all the time is told all the same. */
  const notice = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      isDue = true;
      wake();
    }, delay);
  };
  const add = (place: string, isOfInterest: (name: string) => boolean) => {
    if (watchers.has(place)) return;
    const watcher = watch(place, { persistent: true }, (_, name) => {
      if (name !== null && !isOfInterest(name)) return;
      // Another folder may have come in the place of one that is watched.
      const moved = path.join(place, name ?? '');
      for (const [below, old] of watchers) {
        if (below !== moved && !below.startsWith(moved + path.sep)) continue;
        old.close();
        watchers.delete(below);
      }
      notice();
    });
    watcher.on('error', () => {
      watcher.close();
      watchers.delete(place);
      notice();
    });
    watchers.set(place, watcher);
  };
  const follow = async (): Promise<void> => {
    const parent = path.dirname(root);
    add(parent, (name) => name === path.basename(root));
    const folders = await foldersBelow(root);
    for (const [place, watcher] of watchers) {
      if (place === parent || folders.includes(place)) continue;
      watcher.close();
      watchers.delete(place);
    }
    const before = watchers.size;
    for (const place of folders) {
      try {
        add(place, isContent);
      } catch (error) {
        // It went away since it was listed: its parent tells of that.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    // A folder that was made in one of these before it was watched has told nobody.
    if (watchers.size > before) await follow();
  };
  const stop = () => wake();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      isDue = false;
      await follow();
      await changed();
      if (!isDue && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw syscall === 'watch' ? new Error(`${folder} cannot be watched (${code}): check it without --watch`) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** What an editor puts beside a file while it saves is no change of content. */
const isContent = (name: string) => !name.startsWith('.') && !name.endsWith('~');

async function foldersBelow(root: string): Promise<readonly string[]> {
  const found: string[] = [root];
  for (let index = 0; index < found.length && found.length < FOLDERS_LIMIT; index++) {
    const place = found[index] as string;
    const entries = await readdir(place, { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) found.splice(index--, 1);
    else for (const entry of entries) if (entry.isDirectory() && isContent(entry.name)) found.push(path.join(place, entry.name));
  }
  return found;
}
