// No key is lost, and no series of keys brings the program down.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYS, openTerminal, terminalModes } from './terminal.ts';

const HOME_SCREEN = /Start here|Continue:/;

describe('keys', () => {
  it('that come in one write are all heard: three DOWN move three rows', async () => {
    await using one = openTerminal();
    await using three = openTerminal();
    const row = (screen: string) => screen.split('\n').findIndex((line) => /^\s*❯/.test(line));
    await one.until(HOME_SCREEN);
    for (let step = 0; step < 3; step++) {
      const before = row(one.screen());
      one.press(KEYS.down);
      await one.until((screen) => row(screen) > before);
    }
    await three.until(HOME_SCREEN);
    three.press(KEYS.down + KEYS.down + KEYS.down);
    await three.until((screen) => row(screen) === row(one.screen()));
    three.press('kkk');
    await three.until(/❯ Start here/);
  });

  it('typed ahead of a screen reach it', async () => {
    await using terminal = openTerminal();
    await terminal.until(HOME_SCREEN);
    terminal.press(`/websocket lab${KEYS.enter}`);
    await terminal.until(/Labs › WebSocket/);
  });

  it('typed before the program has taken them do not push its first row aside', async () => {
    await using terminal = openTerminal();
    // Written by the terminal itself, as it does until raw mode.
    terminal.press('jkjkjkjk');
    await terminal.until(HOME_SCREEN);
    expect(terminal.screen().split('\n')[0]).toMatch(/^ {2}Wirewise .* done/);
  });

  for (const seed of [20261124, 7, 4242]) {
    it(`at random, five hundred of them, never bring it down (seed ${seed})`, async () => {
      const pieces = [
        ...Object.values(KEYS).filter((key) => key !== KEYS.ctrlC && key !== KEYS.ctrlZ),
        // Enter more often than once in fifty, so that screens are opened.
        ...Array<string>(6).fill(KEYS.enter),
        ...'jkhlgG/?0123456789abcdefimnoprstuvwxyz ',
        '\u007f',
        '\u001b[200~x\u001b[201~',
      ];
      const [keys] = fc.sample(fc.array(fc.constantFrom(...pieces), { minLength: 500, maxLength: 500 }), { numRuns: 1, seed }) as [
        string[],
      ];
      await using terminal = openTerminal({ columns: 100, rows: 30 });
      await terminal.until(HOME_SCREEN);
      const places = new Set<string>();
      for (let from = 0; from < keys.length; from += 10) {
        terminal.press(keys.slice(from, from + 10).join(''));
        // A resize is answered by a whole frame, after the keys that were there before it.
        const written = terminal.output().length;
        terminal.resize(from % 20 === 0 ? 101 : 100, 30);
        const screen = await terminal.until((now) => terminal.output().length > written && /\? |esc|help/.test(now));
        places.add(/Wirewise\s+(.*?)\s{3}/.exec(screen)?.[1] ?? 'home');
      }
      expect(places.size).toBeGreaterThan(2);
      terminal.press(KEYS.ctrlC);
      const { code } = await terminal.exited;
      expect(terminal.output()).not.toContain('it crashed');
      expect(code).toBe(0);
      expect(terminalModes(terminal.output())).toEqual({ alternateScreen: false, cursorHidden: false, bracketedPaste: false });
    }, 60_000);
  }
});
