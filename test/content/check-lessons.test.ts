import { describe, expect, it } from 'vitest';
import { course, LESSON, problemsOf } from './course.ts';

const lesson = `${LESSON}/lesson.md`;

describe('what lessons refer to', () => {
  it.each([
    ['a lab', ['lab: echo', 'lab: ecco'], `${lesson}:5: there is no lab 'ecco' (is 'echo' meant?)`],
    [
      'a decision',
      ['decision: pets', 'decision: pet'],
      `${lesson}:6: there is no decision 'pet': add decisions/pet/, or leave the line out`,
    ],
    [
      'the source of a myth',
      ['source: rfc1#2', 'source: rfc11#2'],
      `${lesson}:10: there is no source 'rfc11' (is 'rfc1' meant?): add it to`,
    ],
    ['the source of a term', ['source: rfc1#1 }', 'source: "" }'], `${lesson}:12: a claim needs a source`],
    ['a citation', ['[^rfc1#1]', '[^rfc1#]'], `${lesson}:17: 'rfc1#' names no section after the #`],
  ] as const)('%s', (_, change, expected) => {
    const lines = problemsOf({ [lesson]: change });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(expected);
  });

  it('a part that claims something without a citation', () => {
    expect(problemsOf({ [lesson]: ['A cat sleeps [^rfc1#1].', 'A cat sleeps.'] })).toEqual([
      `${lesson}:15: this part cites nothing: end a claim with [^id#section] of sources.yaml`,
    ]);
  });

  it('a term that is explained twice', () => {
    const twice = problemsOf({ [lesson]: ['glossary:', 'glossary:\n  - { term: cat, meaning: A pet, source: rfc1#1 }'] });
    expect(twice).toEqual([`${lesson}:13: 'cat' is explained twice: keep one`]);
  });

  it('a lesson that takes longer than it says', () => {
    const long = `A cat sleeps [^rfc1#1]. ${'Purr. '.repeat(400)}`;
    expect(problemsOf({ [lesson]: ['A cat sleeps [^rfc1#1].', long] })).toEqual([
      `${lesson}:4: it takes about 1.7 minutes to read, not 1: shorten or split it`,
    ]);
  });
});

describe('samples', () => {
  it('must be what the lesson shows', () => {
    expect(problemsOf({ [lesson]: ["'miaow'", "'woof'"] })).toEqual([
      expect.stringContaining(`${lesson}:19: this code is not what stands in samples/cat.js`),
    ]);
  });

  it('must be there', () => {
    expect(problemsOf({ [`${LESSON}/samples/cat.js`]: null })).toEqual([
      `${lesson}:19: there is no samples/cat.js: add it, or mend the name`,
    ]);
  });

  it('must be shown, or used by one that is', () => {
    const spare = `${LESSON}/samples/spare.js`;
    expect(problemsOf({ [spare]: 'x' })).toEqual([expect.stringContaining(`${spare}: no code block shows this sample`)]);
    expect(problemsOf({ [spare]: 'x', [`${LESSON}/samples/cat.js`]: ['// A cat.', "import './spare.js';"] })).toEqual([]);
  });
});

describe('topics and folders', () => {
  const topic = 'topics/01-first/topic.yaml';
  it.each([
    [
      'planned with lessons',
      { [topic]: ['status: ready', 'status: planned\nplanned: All.'] },
      `${topic}:3: the topic is planned and has lessons`,
    ],
    [
      'growing without a word on what is missing',
      { [topic]: ['ready', 'growing'] },
      `${topic}:1: the topic is growing: say in \`planned\``,
    ],
    [
      'ready without a lesson',
      { 'topics/02-b/topic.yaml': 'title: B\nsummary: B.\nstatus: ready\n' },
      'topics/02-b/topic.yaml:3: the topic is ready and has no lesson',
    ],
    [
      'two of one number',
      {
        'topics/01-first/01-dogs/lesson.md':
          course()
            .get(lesson)
            ?.replace(/```[\s\S]*```/, '') ?? '',
      },
      'the number 01 is taken by',
    ],
    [
      'a lesson of the same name',
      {
        'topics/02-b/01-cats/lesson.md':
          course()
            .get(lesson)
            ?.replace(/```[\s\S]*```/, '') ?? '',
      },
      "the lesson 'cats' is also in",
    ],
    ['a folder without a lesson', { 'topics/01-first/02-x/quiz.yaml': 'questions: []' }, 'this folder has no lesson.md: add one'],
    ['a stray file', { 'topics/01-first/01-cats/notes.txt': 'x' }, 'nothing reads this file'],
    ['a day that is none', { 'sources.yaml': ['2026-11-24', '2026-02-30'] }, 'sources.yaml:1: 2026-02-30 is no day of the calendar'],
  ] as const)('%s', (_, changes, expected) => {
    const lines = problemsOf(changes as never);
    expect(lines.join('\n')).toContain(expected);
    expect(lines).toHaveLength(1);
  });

  it('a folder that no course has, once', () => {
    expect(problemsOf({ 'docs/a.md': 'x', 'docs/b/c.md': 'x' })).toEqual([
      'docs: nothing reads this folder: remove it, or mend its name (topics, decisions, interviews)',
    ]);
  });

  it('a topic needs no topic.yaml, and a README no reader', () => {
    expect(problemsOf({ [topic]: null, 'README.md': 'Hello' })).toEqual([]);
  });
});
