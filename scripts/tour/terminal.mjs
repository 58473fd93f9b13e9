// The built program in a pty, its screen kept by xterm's own parser, for whoever records it. Waits for what is seen.
import { fileURLToPath } from 'node:url';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const BIN = fileURLToPath(new URL('../../bin/wirewise.js', import.meta.url));
const PATIENCE = 60_000;

/** Opens `wirewise` in a home; `onData` gets every piece of output. The environment is a plain one: nothing of this machine. */
export function openTerminal({ columns, rows, home, env = {}, onData = () => {} }) {
  const child = pty.spawn(process.execPath, [BIN], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: home,
    env: {
      PATH: process.env.PATH,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      LANG: 'C.UTF-8',
      HOME: home,
      WIREWISE_HOME: home,
      ...env,
    },
  });
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const watchers = new Set();
  let over = false;
  child.onData((data) => {
    onData(data);
    terminal.write(data, () => {
      for (const watcher of [...watchers]) watcher();
    });
  });
  terminal.onData((answer) => {
    if (!over) child.write(answer);
  });
  const exited = new Promise((resolve) => {
    child.onExit(({ exitCode }) => {
      over = true;
      terminal.write('', () => resolve(exitCode));
    });
  });
  const screen = () =>
    Array.from({ length: rows }, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '').join('\n');
  return {
    terminal,
    screen,
    exited,
    press: (keys) => child.write(keys),
    end: () => over || child.kill('SIGKILL'),
    /** Resolves with the screen when it matches; rejects with it after a minute. */
    until(wanted) {
      return new Promise((resolve, reject) => {
        const isThere = () => (wanted instanceof RegExp ? wanted.test(screen()) : wanted(screen()));
        const finish = (settle, value) => {
          clearTimeout(timer);
          watchers.delete(check);
          settle(value);
        };
        const check = () => {
          if (isThere()) finish(resolve, screen());
          else if (over) finish(reject, new Error(`The program ended before ${wanted} was seen:\n${screen()}`));
        };
        const timer = setTimeout(() => finish(reject, new Error(`${wanted} was not seen; the screen:\n${screen()}`)), PATIENCE);
        watchers.add(check);
        check();
      });
    },
  };
}
