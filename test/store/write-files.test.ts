import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { writeNewFiles } from '../../src/store/write-files.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

it('makes folders and files, and writes nothing at all where one of them is there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirewise-files-'));
  folders.push(folder);
  await writeNewFiles(path.join(folder, 'a'), new Map([['b/one.yaml', 'one']]), { mark: '1' });
  expect(await readFile(path.join(folder, 'a/b/one.yaml'), 'utf8')).toBe('one');
  const again = writeNewFiles(
    path.join(folder, 'a/b'),
    new Map([
      ['two.yaml', 'two'],
      ['one.yaml', 'other'],
    ]),
    { mark: '1' },
  );
  await expect(again).rejects.toMatchObject({ code: 'EEXIST', path: path.join(folder, 'a/b/one.yaml') });
  expect(await readdir(path.join(folder, 'a/b'))).toEqual(['one.yaml']);
  expect(await readFile(path.join(folder, 'a/b/one.yaml'), 'utf8')).toBe('one');
});
