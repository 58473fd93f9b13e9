import { describe, expect, it } from 'vitest';
import type { Io, Opening } from '../../../src/cli/command.ts';
import { runCommandLine } from '../../../src/cli/run.ts';
import { fakeRuns } from '../../ui/fake-lab.ts';

/** Runs `wirewise open …`; `terminal`: whether there is one. */
async function run(argv: readonly string[], terminal = true) {
  const opened: Opening[] = [];
  const errors: string[] = [];
  const io: Io = {
    out: () => {},
    error: (line) => errors.push(line),
    readStdin: async () => '',
    readFile: async () => '',
    width: 80,
    colour: false,
    signal: new AbortController().signal,
    ...(terminal
      ? {
          open: async (_services, opening) => {
            opened.push(opening);
            return 0;
          },
        }
      : {}),
  };
  const { services } = fakeRuns();
  const code = await runCommandLine(['open', ...argv], async () => services, io, '0.0.0');
  return { code, opened, errors };
}

describe('wirewise open', () => {
  it('opens a lab with the settings that are named', async () => {
    const { code, opened } = await run(['lab:websocket', '--set', 'rate=50', '--set', 'buffering=on', '--rtt', '80', '--seed', '7']);
    expect(code).toBe(0);
    expect(opened[0]).toMatchObject({
      place: { screen: 'lab', lab: 'websocket' },
      lab: { params: { rate: 50, reconnect: true }, conditions: { rtt: 80, buffering: true, loss: 0 }, seed: 7 },
    });
  });

  it('leaves the seed to the lab where none is named', async () => {
    expect((await run(['lab:websocket'])).opened).toMatchObject([{ lab: { params: { rate: 10 } } }]);
    expect(JSON.stringify((await run(['lab:websocket'])).opened)).not.toContain('seed');
  });

  it('opens the other places', async () => {
    expect((await run(['lesson:sse'])).opened).toEqual([{ place: { screen: 'lesson', lesson: 'sse', line: 0 } }]);
    expect((await run(['experiment:cut'])).opened).toMatchObject([{ place: { screen: 'experiment', experiment: 'cut' } }]);
    expect((await run(['design:castle'])).errors[0]).toContain("there is no design 'castle'; there are ");
    expect((await run(['decision:transport'])).opened).toMatchObject([{ place: { screen: 'decision', family: 'transport' } }]);
    expect((await run(['tap:3000', '--rtt', '50'])).opened).toMatchObject([
      { tap: { to: 'http://localhost:3000', conditions: { rtt: 50 } } },
    ]);
  });

  it('says in one sentence what there is instead, and exits with 2', async () => {
    for (const [target, words] of [
      ['lesson:nope', "there is no lesson 'nope'; there are websocket, sse"],
      ['lab:nope', "there is no lab 'nope'; there are websocket, sse"],
      ['experiment:nope', "there is no experiment 'nope'; there are cut"],
      ['decision:nope', "there is no decision 'nope'; there are transport"],
      ['nope', "'nope' is no place of the course"],
      ['tap:example.com:80', "'example.com' is not this machine's loopback"],
      ['', "'' is no place of the course"],
    ] as const) {
      const { code, opened, errors } = await run([target]);
      expect(code).toBe(2);
      expect(opened).toEqual([]);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toContain(words);
    }
  });

  it('opens a comparison, and names those there are', async () => {
    expect((await run(['compare:cats'])).errors[0]).toContain("there is no comparison 'cats'");
  });

  it('takes settings for a lab only, and only those that it has', async () => {
    expect((await run(['lesson:sse', '--set', 'rate=5'])).errors[0]).toContain('--set goes with a lab');
    expect((await run(['lab:websocket', '--set', 'speed=5'])).errors[0]).toContain("there is no setting 'speed'");
  });

  it('needs a terminal, and says what works without', async () => {
    const { code, errors } = await run(['lab:websocket'], false);
    expect(code).toBe(2);
    expect(errors).toEqual(['wirewise: open needs a terminal to draw in; `wirewise lab websocket` works in pipes']);
  });
});
