// argv -> a CLI command or the full-screen course. The only reader of process.*: everything else is handed what it needs.
import { ContentError, type Io, type Opening } from './cli/command.ts';
import { type OwnContent, takeOwnContent } from './cli/own-content.ts';
import { readCompiledContent, readTextFile } from './content/read.ts';
import type { Services } from './services.ts';

declare const WIREWISE_VERSION: string;

/** Runs what the command line asks for and sets the exit code. */
export async function main(): Promise<void> {
  watchTerminal();
  process.exitCode = await start(process.argv.slice(2));
  // Node 20 can spin for ever when it tidies up after a terminal that is gone; leaving outright does not tidy up.
  if (terminalGone) process.exit();
}

async function start(line: readonly string[]): Promise<number> {
  try {
    const own = takeOwnContent(line, process.env.WIREWISE_CONTENT);
    return own.argv.length === 0 && canDraw() ? await openAtStart(own.folder) : await runCommand(own);
  } catch (error) {
    const { tellError } = await import('./cli/run.ts');
    return tellError(error, { error: (text) => process.stderr.write(`${text}\n`) });
  }
}

let terminalGone = false;

/** Notices that the window was closed: by SIGHUP, or by an input or output error where that signal is held back. */
function watchTerminal(): void {
  const gone = () => {
    terminalGone = true;
  };
  process.on('SIGHUP', gone);
  for (const stream of [process.stdin, process.stdout, process.stderr] as const)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EIO') gone();
    });
}

/** Whether there is a terminal that the course can be drawn in. */
function canDraw(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.env.TERM !== 'dumb';
}

/** The code of the screens and the services are loaded side by side. */
async function openAtStart(ownContent: string | undefined): Promise<number> {
  takeKeys();
  const [services] = await Promise.all([buildServices(ownContent), import('./ui/render.tsx')]);
  return openCourse(services);
}

/**
 * Raw mode before anything is drawn: what is typed meanwhile waits for the course, where the terminal would write it on the
 * screen and take Ctrl-Z at its word. Node takes it back when the process ends, Ink when the course does.
 */
function takeKeys(): void {
  process.stdin.setRawMode(true);
}

/** How long what is still open may take to close after a crash or a signal, in milliseconds. */
const PATIENCE = 2000;

/** Everything is built on first need: `--help` reads no content, and a command that records nothing opens no store. */
async function buildServices(ownContent: string | undefined): Promise<Services> {
  const [{ createServices, layOwnContent }, { lazyStore }, { openFileStore }, { dataDirectory }, { homedir }] = await Promise.all([
    import('./services.ts'),
    import('./store/lazy.ts'),
    import('./store/file.ts'),
    import('./store/directory.ts'),
    import('node:os'),
  ]);
  let content = readCompiledContent(new URL('./content.json', import.meta.url));
  if (ownContent !== undefined) {
    const laid = await layOwnContent(content, ownContent);
    if (!laid.ok) throw new ContentError(laid.problems);
    content = laid.value;
  }
  return createServices({
    version: WIREWISE_VERSION,
    content,
    schemas: new URL('./schemas/', import.meta.url),
    progress: lazyStore(() => openFileStore(dataDirectory({ platform: process.platform, env: process.env, home: homedir() }))),
  });
}

async function openCourse(services: Services, at?: Opening): Promise<number> {
  takeKeys();
  await keepHeapSmall();
  const { renderApp } = await import('./ui/render.tsx');
  const app = renderApp(services, {
    stdin: process.stdin,
    stdout: process.stdout,
    colour: !process.env.NO_COLOR && process.stdout.getColorDepth() > 1,
    ascii: Boolean(process.env.WIREWISE_ASCII) || process.env.TERM === 'linux' || !speaksUnicode(),
    at,
    screenReader: process.env.INK_SCREEN_READER === 'true',
    // Said by the user: no variable tells a terminal that knows placeholders from one that does not. A multiplexer passes nothing on.
    kitty: process.env.WIREWISE_GRAPHICS === 'kitty' && !process.env.TMUX && !process.env.STY,
    // To the whole process group, as the terminal itself would: npm and npx stop with us, and the shell gets its prompt.
    suspend: process.platform === 'win32' ? undefined : () => process.kill(0, 'SIGSTOP'),
  });
  let crash: unknown;
  const close = () => {
    app.close();
    // Whatever went wrong may have left something open that nobody closes any more.
    setTimeout(() => process.exit(), PATIENCE).unref();
  };
  const crashed = (error: unknown) => {
    crash ??= error;
    close();
  };
  process.on('uncaughtException', crashed);
  process.on('unhandledRejection', crashed);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, close);
  // A terminal that is gone takes no more text, with or without SIGHUP.
  process.stdout.on('error', close);
  process.stderr.on('error', () => undefined);
  await app.closed.catch(crashed);
  if (crash === undefined) return 0;
  const detail = crash instanceof Error ? (crash.stack ?? crash.message) : String(crash);
  process.stderr.write(`wirewise: it crashed, and nothing of your progress is lost; please report this:\n${detail}\n`);
  return 1;
}

/**
 * Left alone, V8 lets the heap grow to many times of what lives in it: a screen that is drawn all the time is garbage soon.
 * Before the first frame: what the heap has grown by then it keeps.
 */
async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}

/** Whether the locale says UTF-8 (POSIX order: LC_ALL, LC_CTYPE, LANG); Windows terminals do. */
function speaksUnicode(): boolean {
  if (process.platform === 'win32') return true;
  const locale = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || '';
  return locale === '' ? process.platform === 'darwin' : /utf-?8/i.test(locale);
}

async function runCommand({ argv, folder }: OwnContent): Promise<number> {
  const { runCommandLine } = await import('./cli/run.ts');
  const stop = new AbortController();
  let readerGone = false;
  process.stdout.on('error', () => {
    // `| head` has seen enough: that is no failure of ours.
    readerGone = true;
    stop.abort();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const io: Io = {
    out: (line) => {
      if (!readerGone) process.stdout.write(`${line}\n`);
    },
    error: (line) => process.stderr.write(`${line}\n`),
    readStdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    readFile: readTextFile,
    writeFile: async (path, text, { replace }) => {
      const { writeNewFile } = await import('./store/write-new.ts');
      await writeNewFile(path, text, { replace, mark: String(process.pid) });
    },
    width: process.stdout.columns ?? 100,
    get rows() {
      return process.stdout.isTTY ? process.stdout.rows : undefined;
    },
    ownContent: folder,
    colour: process.stdout.isTTY && !process.env.NO_COLOR,
    signal: stop.signal,
    ...(canDraw() ? { open: openCourse } : {}),
  };
  const code = await runCommandLine(argv, (own) => buildServices(own ? folder : undefined), io, WIREWISE_VERSION);
  return readerGone ? 0 : code;
}
