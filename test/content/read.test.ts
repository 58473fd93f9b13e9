import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCompiledContent, readContentFolder } from '../../src/content/read.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wirewise-read-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});
const write = async (name: string, text: string) => {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), text);
};

describe('readContentFolder', () => {
  it('reads texts by their path, whatever the depth, and no hidden files', async () => {
    await write('b/c/d.md', 'deep');
    await write('a.yaml', 'ä');
    await write('.git/config', 'x');
    const { files, problems } = await readContentFolder(folder);
    expect([...files]).toEqual([
      ['a.yaml', 'ä'],
      ['b/c/d.md', 'deep'],
    ]);
    expect(problems).toEqual([]);
  });

  it('says that there is no such folder, or that it is a file', async () => {
    await write('file', '');
    const missing = path.join(folder, 'nowhere');
    expect((await readContentFolder(missing)).problems).toEqual([
      { message: 'the folder cannot be read: there is nothing by this name, mend the name', where: missing },
    ]);
    expect((await readContentFolder(path.join(folder, 'file'))).problems[0]?.message).toContain('this is a file, name the folder');
  });

  it('follows no links', async () => {
    await write('a.md', 'x');
    await symlink(path.join(folder, 'a.md'), path.join(folder, 'link.md'));
    await symlink(folder, path.join(folder, 'loop'));
    const { files, problems } = await readContentFolder(folder);
    expect([...files.keys()]).toEqual(['a.md']);
    expect(problems).toEqual([
      { message: 'this is a link: put the file itself here', where: 'link.md' },
      { message: 'this is a link: put the file itself here', where: 'loop' },
    ]);
  });

  it('does not read what is too large for content', async () => {
    await write('big.md', 'x'.repeat(2 ** 20 + 1));
    const { files, problems } = await readContentFolder(folder);
    expect(files.size).toBe(0);
    expect(problems[0]).toMatchObject({ where: 'big.md', message: expect.stringContaining('1048577 bytes') });
  });

  // The superuser may read everything, and Windows knows no such modes.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('says which file may not be read, and goes on', async () => {
    await write('a.md', 'x');
    await write('b.md', 'y');
    await chmod(path.join(folder, 'a.md'), 0);
    const { files, problems } = await readContentFolder(folder);
    expect([...files.keys()]).toEqual(['b.md']);
    expect(problems).toEqual([{ message: 'it cannot be read: you have no permission, change its mode', where: 'a.md' }]);
  });
});

describe('readCompiledContent', () => {
  it('reads the JSON that the build made', async () => {
    await write('content.json', '{"sources":{},"topics":[],"decisions":[],"comparisons":[]}');
    expect(readCompiledContent(pathToFileURL(path.join(folder, 'content.json')))).toEqual({
      sources: {},
      topics: [],
      decisions: [],
      comparisons: [],
    });
  });
});
