// The built program in a real terminal: every screen by keys, at every size, and back to where one was.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { NO_PROC, socketsOf } from './sockets.ts';
import { KEYS, openTerminal, type TestTerminal, terminalModes } from './terminal.ts';

const HOME_SCREEN = /Start here|Continue:/;
const GIVEN_BACK = { alternateScreen: false, cursorHidden: false, bracketedPaste: false };

/** Goes to 60x20 and back; at each size the header ends where the window does, and the footer stands in its last row but one. */
async function resizeAndBack(terminal: TestTerminal, seen: RegExp) {
  for (const [columns, rows] of [
    [60, 20],
    [80, 24],
  ] as const) {
    terminal.resize(columns, rows);
    await terminal.until((screen) => {
      const lines = screen.split('\n');
      const margin = columns - (lines[0] ?? '').length;
      return (
        /^ +Wirewise .* done$/.test(lines[0] ?? '') &&
        margin > 0 &&
        margin <= 2 &&
        /\S/.test(lines[rows - 2] ?? '') &&
        lines[rows - 1] === ''
      );
    });
  }
  await terminal.until(seen);
}

describe('the course in a terminal', () => {
  it('opens, walks every screen by keys, each resized to 60x20 and back, and quits', async () => {
    await using terminal = openTerminal();
    const go = async (keys: string, seen: RegExp) => {
      terminal.press(keys);
      await terminal.until(seen);
      await resizeAndBack(terminal, seen);
    };
    await go('', HOME_SCREEN);
    await go(KEYS.down, HOME_SCREEN);
    await go(KEYS.enter, /Real time › WebSocket\s[\s\S]*What it is/);
    await go(' ', /[1-9]\d? %\s+about/);
    await go('r', /Labs › WebSocket[\s\S]*client ─[\s\S]*server/);
    await go(' ', /go on/);
    await go(KEYS.escape, /Real time › WebSocket\s/);
    await go('z', /WebSocket › Quiz[\s\S]*Question 1 of/);
    await go(KEYS.enter, /How sure are you/);
    await go(KEYS.escape, /Real time › WebSocket\s[\s\S]* %\s+about/);
    await go('G', /enter open/);
    await go(KEYS.enter, /Predict[\s\S]*Run[\s\S]*Observe[\s\S]*Explain/);
    await go('/', /Search[\s\S]*topics, lessons, labs/);
    terminal.press('real-time transport');
    await terminal.until(/❯ .*transport/);
    await go(KEYS.enter, /Decide › Real-time transport[\s\S]*Question 1 of/);
    await go('?', /Keys|keys/);
    await go(KEYS.escape, /Question 1 of/);
    // Back always goes back, to the very screens, the first one last.
    for (let step = 0; step < 6 && !HOME_SCREEN.test(terminal.screen()); step++) {
      const before = terminal.screen();
      terminal.press(KEYS.escape);
      await terminal.until((screen) => screen !== before);
    }
    await terminal.until(HOME_SCREEN);
    terminal.press('q');
    expect((await terminal.exited).code).toBe(0);
    expect(terminalModes(terminal.output())).toEqual(GIVEN_BACK);
  }, 60_000);

  it('says how large a terminal it needs, and comes back when it is', async () => {
    await using terminal = openTerminal({ columns: 50, rows: 12 });
    await terminal.until(/60x20/);
    terminal.resize(80, 24);
    await terminal.until(HOME_SCREEN);
  });

  it('leaves no server and no socket behind when a lab is left', async (context) => {
    if (NO_PROC !== undefined) return context.skip(NO_PROC);
    await using terminal = openTerminal();
    await terminal.until(HOME_SCREEN);
    for (const lab of ['WebSocket lab', 'Server-sent events lab']) {
      terminal.press('/');
      await terminal.until(/Search/);
      terminal.press(lab);
      await terminal.until(new RegExp(`❯ ${lab}`));
      terminal.press(KEYS.enter);
      await terminal.until(/Labs ›[\s\S]*gets #|#1\b/);
      expect(socketsOf(terminal.pid).listening.length).toBeGreaterThan(0);
      // Search was passed through: back leads to where one searched from.
      terminal.press(KEYS.escape);
      await terminal.until(HOME_SCREEN);
      await vi.waitFor(() => expect(socketsOf(terminal.pid)).toEqual({ listening: [], all: 0 }), 5000);
    }
    terminal.press('q');
    expect((await terminal.exited).code).toBe(0);
  }, 60_000);
});

describe('coming back tomorrow', () => {
  /** Leaves with Ctrl-C and opens the course again in the same home, at the step that it offers first. */
  async function tomorrow(first: TestTerminal, step: RegExp) {
    first.press(KEYS.ctrlC);
    expect((await first.exited).code).toBe(0);
    const second = openTerminal({ home: first.home });
    await second.until(step);
    second.press(KEYS.enter);
    return second;
  }

  it('opens a lesson at the very paragraph', async () => {
    await using first = openTerminal();
    await first.until(HOME_SCREEN);
    first.press(KEYS.enter);
    await first.until(/What it is/);
    first.press(']]');
    await first.until((screen) => /^ *The upgrade/m.test(screen.split('\n').slice(2, 3).join('')));
    const lines = first.screen().split('\n').slice(2, 20);
    await using second = await tomorrow(first, /Continue: WebSocket/);
    await second.until(/Real time › WebSocket\s/);
    await second.until((screen) => screen.split('\n').slice(2, 20).join('\n') === lines.join('\n'));
  });

  it('opens a quiz at the very question', async () => {
    await using first = openTerminal();
    await first.until(HOME_SCREEN);
    first.press(KEYS.enter);
    await first.until(/What it is/);
    first.press('z');
    await first.until(/Question 1 of/);
    first.press(KEYS.enter);
    await first.until(/How sure are you/);
    first.press(KEYS.enter);
    await first.until((screen) => !/How sure are you/.test(screen));
    first.press(KEYS.enter);
    await first.until(/Question 2 of/);
    expect(readFileSync(path.join(first.home, 'wirewise', 'progress.jsonl'), 'utf8')).toContain('"kind":"answered"');
    await using second = await tomorrow(first, /Continue: .*Quiz|Continue: .*quiz|Continue: .*question/);
    await second.until(/Question 2 of/);
  });

  it('opens an experiment at the very step, with the prediction that was locked', async () => {
    await using first = openTerminal();
    await first.until(HOME_SCREEN);
    first.press(KEYS.enter);
    await first.until(/What it is/);
    first.press('G');
    await first.until(/enter open/);
    first.press(KEYS.enter);
    await first.until(/enter predict/);
    first.press(KEYS.enter);
    await first.until(/● Predict[\s\S]*❯/);
    first.press(KEYS.enter);
    // The options stand in another order each time.
    const chosen = /You predict: (.*)/.exec(await first.until(/You predict: [\s\S]*How sure are you/))?.[1]?.trim() ?? '';
    expect(chosen).not.toBe('');
    first.press(KEYS.enter);
    await first.until(/prediction is locked/);
    await using second = await tomorrow(first, /Continue: Who masks/);
    await second.until((screen) => screen.includes('prediction is locked') && screen.includes(chosen));
    // And from there on to the end of the run.
    second.press(KEYS.enter);
    await second.until(/The run is over/, 20_000);
  }, 60_000);

  it('opens the decision quiz with the answers that were given', async () => {
    await using first = openTerminal();
    await first.until(HOME_SCREEN);
    first.press('/');
    await first.until(/Search/);
    first.press('real-time transport');
    await first.until(/❯ .*transport/);
    first.press(KEYS.enter);
    await first.until(/Question 1 of/);
    first.press(KEYS.enter);
    await first.until(/Question 2 of/);
    await using second = await tomorrow(first, /Continue:/);
    await second.until(/Decide ›[\s\S]*Question 2 of/);
  });
});
