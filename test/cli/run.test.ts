import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { runCommandLine } from '../../src/cli/run.ts';

/** Runs a command line with services that must not be needed. */
async function run(...argv: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const io: Io = {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    readStdin: async () => '',
    readFile: async () => '',
    width: 80,
    colour: false,
    signal: new AbortController().signal,
  };
  const code = await runCommandLine(argv, () => Promise.reject(new Error('services were built for nothing')), io, '9.9.9');
  return { code, out: out.join('\n'), errors };
}

describe('runCommandLine', () => {
  it('prints an overview that names every command', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    for (const name of ['topics', 'lab ID', 'serve ID', 'decide FAMILY', 'open TARGET', 'check DIR'])
      expect(out).toContain(`wirewise ${name}`);
    expect((await run('--help')).out).toBe(out);
  });

  it('prints its version', async () => {
    expect(await run('--version')).toEqual({ code: 0, out: '9.9.9', errors: [] });
  });

  it('draws --help of a command from its options', async () => {
    const { code, out } = await run('lab', '--help');
    expect(code).toBe(0);
    for (const option of ['--json', '--set NAME=VALUE …', '--rtt MS', '--loss PERCENT', '--seed N', '--help'])
      expect(out).toContain(option);
  });

  it('answers an unknown command and an unknown option with one sentence and exit code 2', async () => {
    expect(await run('labs')).toEqual({
      code: 2,
      out: '',
      errors: [`wirewise: there is no command 'labs'; there are ${Object.keys(COMMANDS).join(', ')}`],
    });
    expect((await run('--fast')).code).toBe(2);
    expect((await run('lab', 'sse', '--fast')).errors).toEqual(['wirewise: there is no option --fast here; see `wirewise lab --help`']);
  });

  it('takes no name from Object.prototype for a command', async () => {
    expect((await run('constructor')).code).toBe(2);
  });

  it('answers a failure with one sentence and exit code 1, control characters made visible', async () => {
    const { code, errors } = await run('topics');
    expect(code).toBe(1);
    expect(errors).toEqual(['wirewise: services were built for nothing']);
    expect((await run('\u001b[2J')).errors[0]).not.toContain('\u001b');
  });
});
