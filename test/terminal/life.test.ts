// How the program ends and pauses: whatever happens, the terminal is given back and nothing stays open.
import { describe, expect, it, vi } from 'vitest';
import { KEYS, nodeCommand, openTerminal, type TestTerminal, terminalModes } from './terminal.ts';

const HOME_SCREEN = /Start here|Continue:/;
const GIVEN_BACK = { alternateScreen: false, cursorHidden: false, bracketedPaste: false };

async function openLab(terminal: TestTerminal) {
  await terminal.until(HOME_SCREEN);
  terminal.press('/');
  await terminal.until(/Search/);
  terminal.press('WebSocket lab');
  await terminal.until(/❯ WebSocket lab/);
  terminal.press(KEYS.enter);
  await terminal.until(/Labs ›[\s\S]*#1\b/);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the end', () => {
  for (const where of ['the first screen', 'a running lab'] as const) {
    const open = async (terminal: TestTerminal) => {
      if (where === 'a running lab') await openLab(terminal);
      else await terminal.until(HOME_SCREEN);
    };

    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      it(`gives the terminal back on ${signal}, on ${where}`, async () => {
        await using terminal = openTerminal();
        await open(terminal);
        terminal.kill(signal);
        await terminal.exited;
        expect(terminalModes(terminal.output())).toEqual(GIVEN_BACK);
        expect(terminal.output()).not.toContain('it crashed');
      });
    }

    it(`comes with Ctrl-C on ${where}, by itself as soon as nothing is open any more`, async () => {
      await using terminal = openTerminal();
      await open(terminal);
      terminal.press(KEYS.ctrlC);
      expect((await terminal.exited).code).toBe(0);
      expect(terminalModes(terminal.output())).toEqual(GIVEN_BACK);
    });

    it(`of a crash on ${where} is said below the prompt, with exit code 1`, async () => {
      const [node, bin] = nodeCommand();
      const crash = 'data:text/javascript,process.on("SIGUSR2",()=>{throw new Error("broken on purpose")})';
      await using terminal = openTerminal({ command: [node, '--import', crash, bin] });
      await open(terminal);
      terminal.kill('SIGUSR2');
      expect((await terminal.exited).code).toBe(1);
      expect(terminalModes(terminal.output())).toEqual(GIVEN_BACK);
      const after = terminal.output().slice(terminal.output().lastIndexOf('\u001b[?1049l'));
      expect(after).toContain('it crashed');
      expect(after).toContain('broken on purpose');
    });
  }

  it('comes when the window is closed', async () => {
    await using terminal = openTerminal();
    await openLab(terminal);
    terminal.hangUp();
    await vi.waitFor(() => expect(isRunning(terminal.pid)).toBe(false), 10_000);
  });
});

describe('Ctrl-Z', () => {
  it('stops with the shell in charge, and fg draws the screen again', async () => {
    const [node, bin] = nodeCommand();
    await using terminal = openTerminal({ command: ['bash', '--norc', '--noprofile', '-i'], env: { PS1: 'shell> ' } });
    const prompts = (count: number) => terminal.until((screen) => screen.split('shell>').length - 1 === count);
    await prompts(1);
    terminal.press(`'${node}' '${bin}'\r`);
    await terminal.until(HOME_SCREEN);
    terminal.press(KEYS.ctrlZ);
    await terminal.until(/Stopped/);
    await prompts(2);
    expect(terminalModes(terminal.output()).alternateScreen).toBe(false);
    terminal.press('echo still-$((20+3))\r');
    await terminal.until(/still-23/);
    await prompts(3);
    terminal.press('fg\r');
    await terminal.until(HOME_SCREEN);
    terminal.press('q');
    await prompts(4);
    expect(terminalModes(terminal.output()).alternateScreen).toBe(false);
    terminal.press('exit\r');
    await terminal.exited;
  });
});
