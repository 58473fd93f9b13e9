import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkFiles, readOwnContent } from '../../src/content/check.ts';
import { layOver } from '../../src/content/overlay.ts';
import { parseFiles } from '../../src/content/parse.ts';
import { describeProblem } from '../../src/lib/problem.ts';
import { course, known, LESSON } from './course.ts';

const base = parseFiles(course()).content;
const problemsOf = (files: Readonly<Record<string, string>>) =>
  checkFiles(new Map(Object.entries(files)), known, base).problems.map(describeProblem);

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** The course with these files of a folder over it. */
async function laid(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'wirewise-own-'));
  folders.push(folder);
  for (const [where, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, where)), { recursive: true });
    await writeFile(path.join(folder, where), text);
  }
  const content = await readOwnContent(folder, known, base);
  if (!content.ok) throw new Error(content.problems.map(describeProblem).join('\n'));
  return content.value;
}

const question = (id: string, prompt: string) => `  - id: ${id}
    kind: choice
    difficulty: 1
    prompt: ${prompt}
    options:
      - { text: One, correct: true, why: It is one. }
      - { text: Two, why: It is not two. }
      - { text: Three, why: It is not three. }
    source: rfc1#1
    see: lesson:cats
`;
const lesson = (title: string) => `---
title: ${title}
summary: What they do.
minutes: 1
---

## What it is

They sleep [^rfc1#1].
`;

describe('layOver', () => {
  it('replaces in place, adds at the end, and says where each entry is from', () => {
    const keyOf = (text: string) => text.slice(0, 1);
    expect(layOver(['a1', 'b1'], ['b2', 'c2'], keyOf)).toEqual({ list: ['a1', 'b2', 'c2'], from: [undefined, 0, 1] });
    expect(layOver(['a1'], ['a2', 'a3'], keyOf)).toEqual({ list: ['a2', 'a3'], from: [0, 1] });
  });
});

describe('a folder over a course', () => {
  it('may hold a quiz alone, for a lesson that is there or for a new one', async () => {
    const { topics } = await laid({
      [`${LESSON}/quiz.yaml`]: `questions:\n${question('cat-legs', 'Legs again?')}${question('cat-tail', 'Tails?')}`,
      'topics/02-ours/01-dogs/quiz.yaml': `questions:\n${question('dog-one', 'Dogs?')}`,
    });
    expect(topics.map(({ slug, title }) => [slug, title])).toEqual([
      ['first', 'First'],
      ['ours', 'ours'],
    ]);
    const [cats] = topics[0]?.lessons ?? [];
    expect(cats?.title).toBe('Cats');
    expect(cats?.questions.map(({ id, prompt }) => [id, prompt])).toEqual([
      ['cat-one', 'What does it say?'],
      ['cat-legs', 'Legs again?'],
      ['cat-tail', 'Tails?'],
    ]);
    expect(cats?.experiments.map(({ id }) => id)).toEqual(['cat-run']);
    expect(topics[1]?.lessons[0]).toMatchObject({ slug: 'dogs', topic: 'ours', title: 'dogs' });
  });

  it('replaces the text of a lesson and keeps its questions, moves it, and puts topics in the order of their numbers', async () => {
    const { topics } = await laid({
      'topics/00-before/01-intro/lesson.md': lesson('Hello'),
      'topics/00-before/02-cats/lesson.md': lesson('Big cats'),
    });
    expect(topics.map(({ slug, lessons }) => [slug, lessons.map(({ title }) => title)])).toEqual([
      ['before', ['Hello', 'Big cats']],
      ['first', []],
    ]);
    expect(topics[0]?.lessons[1]?.questions.map(({ id }) => id)).toEqual(['cat-one', 'cat-legs']);
  });

  it('adds and replaces rules, scenarios and sources', async () => {
    const [pets] = base.decisions;
    const rule = pets?.rules[0];
    if (pets === undefined || rule === undefined) throw new Error('the course has no rule');
    const { decisions, sources } = await laid({
      'sources.yaml': 'ours: { title: Ours, url: "https://example.org/ours", checked: not yet }\n',
      'decisions/pets/rules.yaml': `rules:\n  - candidate: ${rule.candidate}\n    when: ${JSON.stringify(rule.when)}\n    effect: ${rule.effect}\n    because: We say so.\n    source: ours\n`,
    });
    expect(decisions[0]?.rules).toEqual([{ ...rule, because: 'We say so.', source: 'ours' }, ...pets.rules.slice(1)]);
    expect(decisions[0]?.scenarios).toEqual(pets.scenarios);
    expect(Object.keys(sources)).toEqual(['rfc1', 'ours']);
  });

  it('is held to the same checks, each mistake at its line', () => {
    expect(
      problemsOf({
        [`${LESSON}/quiz.yaml`]: `questions:\n${question('cat-legs', 'Legs?').replace('rfc1#1', 'rfc2#1')}`,
        'topics/02-ours/01-dogs/quiz.yaml': `questions:\n${question('cat-one', 'Dogs?').replace('lesson:cats', 'lesson:birds')}`,
        'topics/02-ours/02-mice/samples/mouse.js': 'export {};\n',
      }),
    ).toEqual([
      expect.stringMatching(/^topics\/01-first\/01-cats\/quiz\.yaml:10: there is no source 'rfc2' \(is 'rfc1' meant\?\)/),
      "topics/02-ours/01-dogs/quiz.yaml:2: the id 'cat-one' is taken by the lesson 'cats': choose another",
      "topics/02-ours/01-dogs/quiz.yaml:11: there is no lesson 'birds': mend the name",
      'topics/02-ours/02-mice: this folder has no lesson.md: add one',
    ]);
  });

  it('finds a mistake in an own entry that stands elsewhere in the rule book, and what own rules make of the scenarios', () => {
    const [pets] = base.decisions;
    const other = pets?.candidates.find(({ id }) => id !== pets.scenarios[0]?.accepts[0]);
    const [dimension] = pets?.dimensions ?? [];
    const [value] = Object.values(pets?.scenarios[0]?.requirements ?? {});
    const rule = (candidate: string) =>
      `  - candidate: ${candidate}\n    when: { ${dimension?.id}: ${value} }\n    effect: 3\n    because: So.\n    source: rfc1#9\n`;
    expect(problemsOf({ 'decisions/pets/rules.yaml': `rules:\n${rule('ferret')}` })).toEqual([
      "decisions/pets/rules.yaml:2: there is no candidate 'ferret': add it to candidates.yaml or mend the name",
    ]);
    const knockOuts = (pets?.candidates ?? [])
      .filter(({ id }) => id !== other?.id)
      .map(({ id }) => rule(id).replace('effect: 3', 'effect: exclude'));
    expect(problemsOf({ 'decisions/pets/rules.yaml': `rules:\n${knockOuts.join('')}` })[0]).toMatch(
      /^decisions: with these, decisions\/pets\/scenarios\.yaml of the course is no longer right: the rules make/,
    );
  });
});
