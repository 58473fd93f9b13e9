import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNewFile } from '../../src/store/write-new.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wirewise-write-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);
const leftovers = async () => (await readdir(folder)).filter((name) => name.endsWith('.tmp'));

describe('writeNewFile', () => {
  it('writes a file where there is none', async () => {
    await writeNewFile(at('one.md'), 'text\n', { mark: 'a' });
    expect(await readFile(at('one.md'), 'utf8')).toBe('text\n');
    expect(await leftovers()).toEqual([]);
  });

  it('leaves alone what is there, and takes its place only when told', async () => {
    await writeFile(at('two.md'), 'mine');
    await expect(writeNewFile(at('two.md'), 'other', { mark: 'a' })).rejects.toMatchObject({ code: 'EEXIST', path: at('two.md') });
    expect(await readFile(at('two.md'), 'utf8')).toBe('mine');
    await writeNewFile(at('two.md'), 'other', { mark: 'a', replace: true });
    expect(await readFile(at('two.md'), 'utf8')).toBe('other');
    expect(await leftovers()).toEqual([]);
  });

  it('does not write through a link that somebody else has put there', async () => {
    await writeFile(at('target.md'), 'kept');
    await symlink(at('target.md'), at('link.md'));
    await expect(writeNewFile(at('link.md'), 'other', { mark: 'a' })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(at('target.md'), 'utf8')).toBe('kept');
  });

  it('names the file that was asked for where there is no folder', async () => {
    await expect(writeNewFile(at('no/three.md'), 'text', { mark: 'a' })).rejects.toMatchObject({ code: 'ENOENT', path: at('no/three.md') });
  });

  it('lets one of several writers win', async () => {
    const all = await Promise.allSettled(['a', 'b', 'c'].map((mark) => writeNewFile(at('race.md'), mark, { mark })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readFile(at('race.md'), 'utf8')).length).toBe(1);
    expect(await leftovers()).toEqual([]);
  });
});
