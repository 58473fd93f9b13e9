import { describe, expect, it } from 'vitest';
import type { Io } from '../../../src/cli/command.ts';
import { check } from '../../../src/cli/commands/check.ts';
import type { Problem } from '../../../src/lib/problem.ts';
import type { Services } from '../../../src/services.ts';

const problem = (line: number): Problem => ({ message: 'this is wrong\u001b[2J', where: 'quiz.yaml', line });

/** Checks a folder that has, one after the other, these numbers of problems. */
async function watched(numbers: readonly number[], flags: readonly string[], rows?: number) {
  const out: string[] = [];
  const left = [...numbers];
  const services = {
    checkContent: async () => ({
      problems: Array.from({ length: left.shift() ?? 0 }, (_, index) => problem(index + 1)),
      counts: { lessons: 1 },
    }),
    watchContent: async (_: string, { changed }: { changed: () => Promise<void> }) => {
      for (const _ of numbers) await changed();
    },
    clock: { date: () => new Date('2026-11-25T10:20:30') },
  } as unknown as Services;
  const io = { out: (line: string) => out.push(line), width: 40, rows, ownContent: 'my-course', signal: new AbortController().signal };
  const args = {
    positionals: [],
    flag: (name: string) => flags.includes(name),
    text: () => undefined,
    number: () => undefined,
    list: () => [],
  };
  const code = await check.run(args, services, io as unknown as Io);
  return { code, out };
}

describe('check --watch', () => {
  it('draws each result over the last one, no taller than the terminal, and tells what does not fit', async () => {
    const { code, out } = await watched([9, 0], ['watch'], 9);
    expect(code).toBe(0);
    expect(out).toHaveLength(2);
    expect(out[0]).toBe(
      [
        '\u001b[H\u001b[2Jquiz.yaml:1: this is wrong␛[2J',
        'quiz.yaml:2: this is wrong␛[2J',
        'quiz.yaml:3: this is wrong␛[2J',
        'quiz.yaml:4: this is wrong␛[2J',
        '… and 5 more',
        '9 problems in 1 lesson.',
        'Checked at 10:20:30. Watching my-course;',
        'Ctrl-C ends it.',
      ].join('\n'),
    );
    expect(out[1]).toBe('\u001b[H\u001b[2JAll good: 1 lesson.\nChecked at 10:20:30. Watching my-course;\nCtrl-C ends it.');
  });

  it('prints one JSON document a line, and plain lines where there is no terminal', async () => {
    const { out } = await watched([1, 0], ['watch', 'json'], 8);
    expect(out.map((line) => JSON.parse(line).problems.length)).toEqual([1, 0]);
    expect((await watched([1], ['watch'])).out).toEqual(['quiz.yaml:1: this is wrong␛[2J', '1 problem in 1 lesson.']);
  });
});
