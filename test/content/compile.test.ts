import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../src/content/compile.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));

describe('compileContent', () => {
  it('makes JSON of the course that says the same when it is read', async () => {
    const compiled = await compileContent(content);
    if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
    expect(JSON.parse(JSON.stringify(compiled.value))).toEqual(compiled.value);
    expect(compiled.value.topics.map((topic) => topic.slug)).toEqual([
      'real-time',
      'http-versions',
      'api-styles',
      'http-caching',
      'cdn-and-edge',
    ]);
  });

  it('every topic of the course has its own words', () => {
    const topics = readdirSync(path.join(content, 'topics'));
    expect(topics.filter((folder) => !existsSync(path.join(content, 'topics', folder, 'topic.yaml')))).toEqual([]);
  });

  it('hands back the problems of a folder', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'wirewise-compile-'));
    try {
      await writeFile(path.join(folder, 'sources.yaml'), 'rfc1: 3\n');
      expect(await compileContent(folder)).toEqual({
        ok: false,
        problems: [{ message: '`rfc1` must be a mapping of names to values', where: 'sources.yaml', line: 1 }],
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
