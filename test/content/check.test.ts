import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFiles, checkFolder } from '../../src/content/check.ts';
import { knownToContent } from '../../src/content/known.ts';
import { LABS } from '../../src/labs/index.ts';
import { describeProblem } from '../../src/lib/problem.ts';
import { course, known, LESSON, problemsOf } from './course.ts';

describe('checkFiles', () => {
  it('finds nothing in a sound course, and counts it', () => {
    const { problems, counts } = checkFiles(course(), known);
    expect(problems).toEqual([]);
    expect(counts).toEqual({ topics: 1, lessons: 1, experiments: 1, questions: 2, decisions: 1, comparisons: 0, sources: 1 });
  });

  it('sorts by file and line', () => {
    const lines = problemsOf({
      [`${LESSON}/quiz.yaml`]: [`source: rfc1#1\n    see: lesson:cats`, 'source: rfc2#1\n    see: lesson:dogs'],
      'decisions/pets/rules.yaml': ['rfc1#2', ''],
    });
    expect(lines.map((line) => line.split(': ')[0])).toEqual([
      'decisions/pets/rules.yaml:3',
      `${LESSON}/quiz.yaml:10`,
      `${LESSON}/quiz.yaml:11`,
    ]);
  });

  it('does not blame a name whose file could not be read', () => {
    const lines = problemsOf({
      'sources.yaml': 'rfc1: [',
      [`${LESSON}/experiment.yaml`]: 'experiments: nothing',
      'decisions/pets/rules.yaml': null,
    });
    expect(lines).toEqual([
      expect.stringMatching(/^decisions\/pets: this folder has no rules\.yaml/),
      expect.stringMatching(/^sources\.yaml:\d: this is no YAML/),
      `${LESSON}/experiment.yaml:1: \`experiments\` must be a list`,
    ]);
  });

  it('lists placeholders instead of what is wrong with them', () => {
    const lines = problemsOf({ [`${LESSON}/quiz.yaml`]: ['source: rfc1#1', 'source: "FILL IN: id#section"'] });
    expect(lines).toEqual([`${LESSON}/quiz.yaml:10: still to fill in: id#section`]);
  });
});

describe('checkFolder', () => {
  it('names files as somebody in the current folder would', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'wirewise-check-'));
    try {
      await mkdir(path.join(folder, 'topics'));
      await writeFile(path.join(folder, 'topics', 'stray.txt'), 'x');
      const { problems } = await checkFolder(`${folder}/`, known);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.where).toBe(`${folder.replaceAll('\\', '/')}/topics/stray.txt`);
      expect(problems[0]?.message).toMatch(/^nothing reads this file/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says that an empty folder holds no content', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'wirewise-check-'));
    try {
      expect((await checkFolder(folder, known)).problems.map((problem) => problem.message)).toEqual([
        expect.stringContaining('this folder holds no content'),
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('finds nothing wrong with the course itself', async () => {
    const content = fileURLToPath(new URL('../../content', import.meta.url));
    const { problems, counts } = await checkFolder(content, await knownToContent(LABS));
    expect(problems.map(describeProblem)).toEqual([]);
    expect(counts.lessons).toBeGreaterThan(1);
  });
});
