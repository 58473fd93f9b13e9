// A real terminal for tests: the built program in a pty, its screen kept by xterm's own parser. Waits for what is seen,
// never for time to pass.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const BIN = fileURLToPath(new URL('../../bin/wirewise.js', import.meta.url));

export const KEYS = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  pageDown: '\u001b[6~',
  ctrlC: '\u0003',
  ctrlZ: '\u001a',
};

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** A home that a test wants to look into or to use twice; otherwise a fresh one that is removed. */
  readonly home?: string;
  /** What runs instead of `node bin/wirewise.js`: a shell, for job control. */
  readonly command?: readonly [string, ...string[]];
}

export interface TestTerminal extends AsyncDisposable {
  readonly pid: number;
  readonly home: string;
  /** What is on the screen, lines joined by line feeds, right-trimmed. */
  screen(): string;
  /** Everything that was written, raw. */
  output(): string;
  press(keys: string): void;
  resize(columns: number, rows: number): void;
  kill(signal: NodeJS.Signals): void;
  /** Takes the terminal away, as closing its window does. */
  hangUp(): void;
  /** Resolves when the screen matches; rejects with the screen as it is after `within` milliseconds. */
  until(wanted: RegExp | ((screen: string) => boolean), within?: number): Promise<string>;
  readonly exited: Promise<{ readonly code: number; readonly signal: number | undefined }>;
}

export function nodeCommand(): readonly [string, string] {
  return [process.execPath, BIN];
}

/** Opens the program in a pty. */
export function openTerminal(options: TerminalOptions = {}): TestTerminal {
  const { columns = 80, rows = 24 } = options;
  const home = options.home ?? mkdtempSync(path.join(tmpdir(), 'wirewise-test-'));
  const [file, ...args] = options.command ?? nodeCommand();
  const { CI: _ci, NO_COLOR: _noColor, NODE_EXTRA_CA_CERTS: _certificates, ...inherited } = process.env;
  const child = pty.spawn(file, args, {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: home,
    env: {
      ...inherited,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      HOME: home,
      WIREWISE_HOME: path.join(home, 'wirewise'),
      ...options.env,
    } as Record<string, string>,
  });
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const watchers = new Set<() => void>();
  let written = '';
  let over = false;
  child.onData((data) => {
    written += data;
    terminal.write(data, () => {
      for (const watcher of [...watchers]) watcher();
    });
  });
  // The program asks the terminal things (cursor position, attributes); xterm answers.
  terminal.onData((answer) => {
    if (!over) child.write(answer);
  });
  const exited = new Promise<{ code: number; signal: number | undefined }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      over = true;
      // What was written before the end is parsed before anybody looks.
      terminal.write('', () => {
        resolve({ code: exitCode, signal: signal === 0 ? undefined : signal });
        for (const watcher of [...watchers]) watcher();
      });
    });
  });
  const screen = () => {
    const buffer = terminal.buffer.active;
    return Array.from(
      { length: terminal.rows },
      (_, row) =>
        buffer
          .getLine(buffer.viewportY + row)
          ?.translateToString(true, 0, terminal.cols)
          .trimEnd() ?? '',
    ).join('\n');
  };
  return {
    pid: child.pid,
    home,
    screen,
    output: () => written,
    press: (keys) => child.write(keys),
    resize(toColumns, toRows) {
      terminal.resize(toColumns, toRows);
      child.resize(toColumns, toRows);
    },
    kill: (signal) => child.kill(signal),
    hangUp: () => (child as unknown as { destroy(): void }).destroy(),
    until(wanted, within = 10_000) {
      const satisfied = () => (wanted instanceof RegExp ? wanted.test(screen()) : wanted(screen()));
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          clearTimeout(timer);
          watchers.delete(check);
          settle();
        };
        const check = () => {
          if (satisfied()) finish(() => resolve(screen()));
          else if (over)
            finish(() => reject(new Error(`The program ended before ${wanted} was seen:\n${screen()}\n${written.slice(-500)}`)));
        };
        const timer = setTimeout(
          () => finish(() => reject(new Error(`${wanted} was not seen within ${within} ms; the screen:\n${screen()}`))),
          within,
        );
        watchers.add(check);
        check();
      });
    },
    exited,
    async [Symbol.asyncDispose]() {
      if (!over) child.kill('SIGKILL');
      await exited;
      terminal.dispose();
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Modes that a program must have switched back when it ends, by what was written last. */
export function terminalModes(output: string): {
  readonly alternateScreen: boolean;
  readonly cursorHidden: boolean;
  readonly bracketedPaste: boolean;
} {
  const on = (mode: string) => output.lastIndexOf(`\u001b[?${mode}h`) > output.lastIndexOf(`\u001b[?${mode}l`);
  return { alternateScreen: on('1049'), cursorHidden: output.includes('\u001b[?25') && !on('25'), bracketedPaste: on('2004') };
}
