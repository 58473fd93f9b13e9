import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { saveRecord } from '../../src/store/record-file.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

it('never writes over a record, and says where one cannot be written', async () => {
  const folder = `${await mkdtemp(path.join(tmpdir(), 'wirewise-record-'))}${path.sep}`;
  folders.push(folder);
  expect(await saveRecord('chat', 'one', { folder, mark: 'm' })).toBe('adr-chat.md');
  expect(await saveRecord('chat', 'two', { folder, mark: 'm' })).toBe('adr-chat-2.md');
  expect(await readFile(`${folder}adr-chat.md`, 'utf8')).toBe('one');
  expect(await readFile(`${folder}adr-chat-2.md`, 'utf8')).toBe('two');
  await expect(saveRecord('chat', 'x', { folder: `${folder}gone${path.sep}`, mark: 'm' })).rejects.toThrow(
    'adr-chat.md cannot be written here (ENOENT); nothing was saved',
  );
});
