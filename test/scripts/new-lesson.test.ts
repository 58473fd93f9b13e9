// Scaffolds lessons in a copy of the project and checks what came out.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFolder } from '../../src/content/check.ts';
import { knownToContent } from '../../src/content/known.ts';
import { LABS } from '../../src/labs/index.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(path.join(tmpdir(), 'wirewise-new-lesson-'));
  await mkdir(path.join(copy, 'scripts'));
  for (const script of ['new-lesson.mjs', 'import-source.mjs'])
    await cp(path.join(project, 'scripts', script), path.join(copy, 'scripts', script));
  for (const folder of ['src', 'node_modules']) await symlink(path.join(project, folder), path.join(copy, folder), 'junction');
  // Two topics without their lessons: what is scaffolded does not hang on what the course holds.
  const bare = /content\/topics\/(04-http-caching|05-cdn-and-edge)\/\d/;
  await cp(path.join(project, 'content'), path.join(copy, 'content'), {
    recursive: true,
    filter: (from) => !bare.test(from.replaceAll(path.sep, '/')),
  });
});
afterAll(() => rm(copy, { recursive: true, force: true }));

const newLesson = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly error: string }>((resolve) => {
    execFile(process.execPath, ['scripts/new-lesson.mjs', ...args], { cwd: copy }, (failure, out, error) =>
      resolve({ code: failure === null ? 0 : Number(failure.code), out, error }),
    );
  });

describe('new:lesson', () => {
  it('makes a lesson whose only problems are its placeholders', async () => {
    const { code, out } = await newLesson('http-caching', 'freshness', '--lab', 'sse');
    expect(code).toBe(0);
    expect(out).toContain('Created content/topics/04-http-caching/01-freshness with lesson.md, quiz.yaml, experiment.yaml.');
    const { problems } = await checkFolder(path.join(copy, 'content'), await knownToContent(LABS));
    const own = problems.filter(({ where = '' }) => where.includes('01-freshness/'));
    expect(own.length).toBeGreaterThan(20);
    const others = own.filter(({ message }) => !message.startsWith('still to fill in: '));
    expect(others).toEqual([]);
  });

  it('takes the next number and refuses to overwrite', async () => {
    const before = await readdir(path.join(copy, 'content/topics/05-cdn-and-edge'));
    expect((await newLesson('05-cdn-and-edge', 'hashes')).out).toContain('05-cdn-and-edge/01-hashes with lesson.md, quiz.yaml.');
    expect((await newLesson('cdn-and-edge', 'herds')).out).toContain('05-cdn-and-edge/02-herds');
    const again = await newLesson('api-styles', 'hashes');
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.error).toBe(
      "new:lesson: there is a lesson 'hashes' already, in content/topics/05-cdn-and-edge/01-hashes: choose another slug\n",
    );
    expect(before).toEqual(['topic.yaml']);
  });

  it.each([
    ['no arguments', [], 'it takes a topic and a slug'],
    ['an unknown topic', ['cats', 'x'], "there is no topic 'cats'; there are real-time,"],
    ['a slug that climbs', ['real-time', '../x'], 'a slug has lower-case letters'],
    ['an unknown flag', ['--force'], "Unknown option '--force'"],
    ['a topic that would paint the terminal', ['\u001b[31m', 'x'], "there is no topic '·[31m'"],
  ])('%s: one sentence, exit 2', async (_, args, sentence) => {
    const { code, out, error } = await newLesson(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(`new:lesson: ${sentence}`);
    expect(error.trimEnd()).not.toContain('\n');
  });
});
