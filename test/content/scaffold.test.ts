import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../src/content/check.ts';
import { compileContent } from '../../src/content/compile.ts';
import { type Known, knownToContent } from '../../src/content/known.ts';
import { planScaffold, type Scaffold, type Surroundings } from '../../src/content/scaffold.ts';
import type { Content } from '../../src/content/schema.ts';
import { LABS } from '../../src/labs/index.ts';
import { describeProblem } from '../../src/lib/problem.ts';

let base: Content;
let known: Known;
beforeAll(async () => {
  const compiled = await compileContent(fileURLToPath(new URL('../../content', import.meta.url)));
  if (!compiled.ok) throw new Error(compiled.problems.map(describeProblem).join('\n'));
  base = compiled.value;
  known = await knownToContent(LABS);
});

const there = (paths: readonly string[] = []): Surroundings => ({
  paths,
  topics: base.topics,
  families: base.decisions.map(({ family }) => family),
  folder: 'ours',
});
function plan(asked: Scaffold, paths?: readonly string[]) {
  const planned = planScaffold(asked, there(paths));
  if ('problem' in planned) throw new Error(planned.problem);
  return planned;
}

describe('new files', () => {
  it.each<readonly [Scaffold, string]>([
    [{ kind: 'topic', name: 'our-gateway' }, 'topics/06-our-gateway'],
    [{ kind: 'lesson', name: 'at-our-place', topic: 'real-time', lab: 'sse' }, 'topics/01-real-time/11-at-our-place'],
    [{ kind: 'question', lesson: 'sse' }, 'topics/01-real-time/02-sse'],
    [{ kind: 'question', lesson: 'sse', ask: 'number' }, 'topics/01-real-time/02-sse'],
    [{ kind: 'scenario', name: 'ticket-sale' }, 'interviews'],
    [{ kind: 'scenario', name: 'ticket-sale', family: 'transport' }, 'decisions/transport'],
  ])('%j: the checks find nothing but what is to be filled in', (asked, folder) => {
    const planned = plan(asked);
    expect(planned.folder).toBe(folder);
    const files = new Map([...planned.files].map(([name, text]) => [`${planned.folder}/${name}`, text]));
    const { problems } = checkFiles(files, known, base);
    expect(problems.length).toBeGreaterThan(2);
    expect(problems.filter(({ message }) => !message.startsWith('still to fill in: ')).map(describeProblem)).toEqual([]);
  });

  it('take the numbers after those of the course and of the folder', () => {
    const paths = ['topics/07-ours/topic.yaml', 'topics/07-ours/03-one/lesson.md', 'topics/01-real-time/12-two/quiz.yaml'];
    expect(plan({ kind: 'topic', name: 'more' }, paths).folder).toBe('topics/08-more');
    expect(plan({ kind: 'lesson', name: 'more', topic: 'ours' }, paths).folder).toBe('topics/07-ours/04-more');
    expect(plan({ kind: 'lesson', name: 'more', topic: '01-real-time' }, paths).folder).toBe('topics/01-real-time/13-more');
    expect(plan({ kind: 'question', lesson: 'one' }, paths).folder).toBe('topics/07-ours/03-one');
  });

  it.each<readonly [Scaffold, string, boolean]>([
    [{ kind: 'topic', name: 'real-time' }, "there is a topic 'real-time' already, in the course", false],
    [{ kind: 'topic', name: 'sse' }, "there is a lesson 'sse' already, in the topic real-time of the course", false],
    [{ kind: 'topic', name: '../x' }, "a slug has lower-case letters, digits and hyphens, unlike '../x'", true],
    [{ kind: 'lesson', name: 'one', topic: 'ours' }, "there is a lesson 'one' already, in ours/topics/07-ours/03-one", false],
    [{ kind: 'lesson', name: 'two', topic: 'cats' }, "there is no topic 'cats'; there are real-time,", true],
    [{ kind: 'lesson', name: 'two', topic: 'ours', lab: '../x' }, "a lab's id has lower-case letters", true],
    [{ kind: 'question', lesson: 'cats' }, "there is no lesson 'cats' to ask about", true],
    [{ kind: 'scenario', name: 'cats', family: 'pets' }, "there is no family 'pets'; there are transport,", true],
  ])('%j is refused', (asked, sentence, usage) => {
    const planned = planScaffold(asked, there(['topics/07-ours/03-one/lesson.md']));
    expect(planned).toEqual({ problem: expect.stringContaining(sentence), usage });
  });
});
