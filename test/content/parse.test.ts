import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFiles } from '../../src/content/parse.ts';
import { course, LESSON } from './course.ts';

describe('parseFiles', () => {
  it('finds everything by its place', () => {
    const { content, problems, samples, unknown } = parseFiles(course());
    expect(problems).toEqual([]);
    expect(unknown).toEqual([]);
    expect([...samples.keys()]).toEqual([`${LESSON}/samples/cat.js`]);
    const [topic] = content.topics;
    expect(topic).toMatchObject({ slug: 'first', title: 'First', status: 'ready' });
    expect(topic?.lessons[0]).toMatchObject({ slug: 'cats', topic: 'first', lab: 'echo', minutes: 1 });
    expect(topic?.lessons[0]?.questions.map((question) => question.id)).toEqual(['cat-one', 'cat-legs']);
    expect(topic?.lessons[0]?.experiments.map((experiment) => experiment.id)).toEqual(['cat-run']);
    expect(content.decisions.map((book) => book.family)).toEqual(['pets']);
  });

  it('knows where things stand', () => {
    const { content, places } = parseFiles(course());
    const lesson = content.topics[0]?.lessons[0];
    if (lesson === undefined) throw new Error('no lesson');
    expect(places.folderOf(lesson)).toBe(LESSON);
    expect(places.lineOf(`${LESSON}/lesson.md`, ['minutes'])).toBe(4);
    expect(places.lineOf(`${LESSON}/quiz.yaml`, ['questions', 1, 'answer'])).toBe(16);
    // Of what is not there, the nearest thing around it.
    expect(places.lineOf(`${LESSON}/quiz.yaml`, ['questions', 1, 'unit'])).toBe(12);
    expect(places.blocks.get(`${LESSON}/lesson.md`)).toEqual([15, 17, 19]);
  });

  it('takes the order from the numbers and drops them from the slugs', () => {
    const lesson = '---\ntitle: T\nsummary: S\nminutes: 1\n---\n';
    const files = new Map([
      ['topics/02-later/01-c/lesson.md', lesson],
      ['topics/01-early/01-a/lesson.md', lesson],
      ['topics/01-early/02-b/lesson.md', lesson],
    ]);
    const { content } = parseFiles(files);
    expect(content.topics.map((topic) => [topic.slug, topic.lessons.map(({ slug }) => slug)])).toEqual([
      ['early', ['a', 'b']],
      ['later', ['c']],
    ]);
  });

  it('names a topic without a topic.yaml after its folder', () => {
    const { content, problems } = parseFiles(course({ 'topics/01-first/topic.yaml': null }));
    expect(problems).toEqual([]);
    expect(content.topics[0]).toMatchObject({ slug: 'first', title: 'first' });
  });

  it('reads files as Windows writes them', () => {
    const files = new Map([...course()].map(([path, text]) => [path, `\ufeff${text.replaceAll('\n', '\r\n')}`]));
    expect(parseFiles(files)).toMatchObject({ problems: [], content: parseFiles(course()).content });
  });

  it('goes on after a broken file and leaves that one out', () => {
    const { content, problems } = parseFiles(course({ [`${LESSON}/quiz.yaml`]: 'questions: 3\n' }));
    expect(problems).toEqual([{ message: '`questions` must be a list', where: `${LESSON}/quiz.yaml`, line: 1 }]);
    expect(content.topics[0]?.lessons[0]).toMatchObject({ questions: [], slug: 'cats' });
  });

  it('asks for front matter and for the parts of a rule book', () => {
    const { problems } = parseFiles(course({ [`${LESSON}/lesson.md`]: '## No front\n', 'decisions/pets/scenarios.yaml': null }));
    expect(problems.map((problem) => problem.message)).toEqual([
      'a lesson begins with front matter between two lines of ---',
      'this folder has no scenarios.yaml: add one',
    ]);
  });

  it('names control characters by line, three of a file at most, and what is no text at all', () => {
    const bad = (text: string) =>
      parseFiles(new Map([['sources.yaml', text]])).problems.filter(({ message }) => /U\+|no text/.test(message));
    expect(bad('# a\n# \u001b[31m red\n')).toEqual([{ message: 'control character U+001B: remove it', where: 'sources.yaml', line: 2 }]);
    expect(bad('# \u202e\n'.repeat(9))).toHaveLength(3);
    expect(bad('\u0001\u0000')).toEqual([{ message: 'this is no text: remove the file, or save it as UTF-8', where: 'sources.yaml' }]);
    expect(bad('# a\tb\r\n')).toEqual([]);
  });

  it('never throws, whatever the files hold', () => {
    const path = fc.constantFrom(...course().keys());
    fc.assert(
      fc.property(path, fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[]:-&*!|>\'"%@`#,? \n\tab1') })), (where, text) => {
        expect(Array.isArray(parseFiles(course({ [where]: text })).problems)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
