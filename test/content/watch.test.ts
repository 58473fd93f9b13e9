import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readContentFolder } from '../../src/content/read.ts';
import { watchFolder } from '../../src/content/watch.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

it('tells of files that are written, replaced, moved in and taken away, and of the folder itself, until it is stopped', async () => {
  const above = await mkdtemp(path.join(tmpdir(), 'wirewise-watch-'));
  folders.push(above);
  const folder = path.join(above, 'course');
  await mkdir(folder);
  const stop = new AbortController();
  let seen = '';
  let look: () => void = () => undefined;
  const watching = watchFolder(folder, {
    signal: stop.signal,
    delay: 1,
    changed: async () => {
      seen = [...(await readContentFolder(folder)).files].map(([where, text]) => `${where}=${text}`).join(' ');
      look();
    },
  });
  /** Resolves when the folder was seen to hold this. */
  const shown = async (expected: string) => {
    while (seen !== expected) await new Promise<void>((resolve) => (look = resolve));
  };
  const file = path.join(folder, 'topics/01-a/quiz.yaml');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, 'one');
  await shown('topics/01-a/quiz.yaml=one');
  // As editors save: beside the file, then in its place.
  await writeFile(`${file}~`, 'two');
  await rename(`${file}~`, file);
  await shown('topics/01-a/quiz.yaml=two');
  await writeFile(file, 'three');
  await shown('topics/01-a/quiz.yaml=three');
  await rename(path.join(folder, 'topics/01-a'), path.join(folder, 'topics/02-b'));
  await shown('topics/02-b/quiz.yaml=three');
  // Another folder in its place, at once.
  await mkdir(path.join(above, 'other'));
  await rename(path.join(folder, 'topics'), path.join(above, 'gone'));
  await rename(path.join(above, 'other'), path.join(folder, 'topics'));
  await shown('');
  await writeFile(path.join(folder, 'topics/new.yaml'), 'new');
  await shown('topics/new.yaml=new');
  await rm(path.join(folder, 'topics'), { recursive: true });
  await rename(path.join(above, 'gone'), path.join(folder, 'topics'));
  await shown('topics/02-b/quiz.yaml=three');
  await rename(folder, path.join(above, 'away'));
  await shown('');
  await rename(path.join(above, 'away'), folder);
  await shown('topics/02-b/quiz.yaml=three');
  await writeFile(path.join(folder, 'topics/02-b/quiz.yaml'), 'four');
  await shown('topics/02-b/quiz.yaml=four');
  stop.abort();
  await watching;
  expect(stop.signal.aborted).toBe(true);
}, 30_000);

it('says that a place cannot be watched', async () => {
  const watching = watchFolder(path.join(tmpdir(), 'wirewise-nowhere', 'course'), {
    signal: new AbortController().signal,
    changed: async () => undefined,
  });
  await expect(watching).rejects.toThrow(/cannot be watched \(ENOENT\): check it without --watch/);
});
