// The built program in a real terminal: what a person would do, and how it ends.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYS, nodeCommand, openTerminal, terminalModes } from './terminal.ts';

const HOME_SCREEN = /\? help/;

describe('the course in a terminal', () => {
  it('opens, walks the screens, survives a resize, and quits with the terminal given back', async () => {
    await using terminal = openTerminal();
    await terminal.until(HOME_SCREEN);
    for (const [columns, rows] of [
      [60, 20],
      [120, 40],
      [80, 24],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.until(HOME_SCREEN);
    }
    terminal.press('q');
    const { code } = await terminal.exited;
    expect(code).toBe(0);
    expect(terminalModes(terminal.output())).toEqual({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
  });

  it('says how large a terminal it needs, and comes back when it is', async () => {
    await using terminal = openTerminal({ columns: 50, rows: 12 });
    await terminal.until(/60x20/);
    terminal.resize(80, 24);
    await terminal.until(HOME_SCREEN);
  });

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    it(`gives the terminal back on ${signal}`, async () => {
      await using terminal = openTerminal();
      await terminal.until(HOME_SCREEN);
      terminal.kill(signal);
      await terminal.exited;
      expect(terminalModes(terminal.output())).toEqual({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
    });
  }

  it('ends on Ctrl-C from every screen', async () => {
    await using terminal = openTerminal();
    await terminal.until(HOME_SCREEN);
    terminal.press(KEYS.ctrlC);
    expect((await terminal.exited).code).toBe(0);
    expect(terminalModes(terminal.output()).alternateScreen).toBe(false);
  });

  it('stops on Ctrl-Z with the shell in charge, and is redrawn by fg', async () => {
    const [node, bin] = nodeCommand();
    await using terminal = openTerminal({ command: ['bash', '--norc', '--noprofile', '-i'], env: { PS1: 'shell> ' } });
    await terminal.until(/shell>/);
    terminal.press(`'${node}' '${bin}'\r`);
    await terminal.until(HOME_SCREEN);
    terminal.press(KEYS.ctrlZ);
    await terminal.until(/Stopped/);
    expect(terminalModes(terminal.output()).alternateScreen).toBe(false);
    terminal.press('echo still-$((20+3))\r');
    await terminal.until(/still-23/);
    terminal.press('fg\r');
    await terminal.until(HOME_SCREEN);
    terminal.press('q');
    await terminal.until(/shell>/);
    expect(terminalModes(terminal.output()).alternateScreen).toBe(false);
    terminal.press('exit\r');
    await terminal.exited;
  });

  it('survives five hundred random keys', async () => {
    const pieces = [
      ...Object.values(KEYS).filter((key) => key !== KEYS.ctrlC && key !== KEYS.ctrlZ),
      ...'jkhlgG/?0123456789abcdefimnoprstuvwxyz ',
      '\u007f',
      '\u001b[200~x\u001b[201~',
    ];
    const [keys] = fc.sample(fc.array(fc.constantFrom(...pieces), { minLength: 500, maxLength: 500 }), { numRuns: 1, seed: 20261124 }) as [
      string[],
    ];
    await using terminal = openTerminal({ columns: 100, rows: 30 });
    await terminal.until(HOME_SCREEN);
    for (let from = 0; from < keys.length; from += 10) {
      terminal.press(keys.slice(from, from + 10).join(''));
      // The next ten go in when the last ten were drawn: something is always on the screen.
      await terminal.until((screen) => screen.trim() !== '');
    }
    terminal.kill('SIGTERM');
    const { code } = await terminal.exited;
    expect(terminal.output()).not.toContain('it crashed');
    expect(code).toBe(0);
  });

  it('comes back tomorrow to where one was', async () => {
    await using first = openTerminal();
    await first.until(HOME_SCREEN);
    first.press('/websocket');
    await first.until(/WebSocket/);
    first.press(KEYS.enter);
    await first.until(/back/);
    first.press(KEYS.ctrlC);
    await first.exited;
    expect(readFileSync(path.join(first.home, 'wirewise', 'progress.jsonl'), 'utf8')).toContain('visited');
    await using second = openTerminal({ home: first.home });
    await second.until(/Continue/);
  });
});
