// A terminal program under measurement: a pty, what it wrote and when, what it costs. No test uses this.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as pty from '@lydell/node-pty';

const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken away
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[P_^X][^\u001b]*\u001b\\|\u001b\[[0-9;:<=>?]*[ -/]*[@-~]|\u001b[()][A-Z0-9]|\u001b[=>78cDEHMNOZ]/g;

/** Starts `command` in a pty. Times are `performance.now()` of the moment that the bytes arrived. */
export function openPty(command, { columns = 120, rows = 40, env = {} } = {}) {
  const { CI: _ci, NO_COLOR: _noColor, NODE_EXTRA_CA_CERTS: _certificates, ...inherited } = process.env;
  const started = performance.now();
  const child = pty.spawn(command[0], command.slice(1), {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: { ...inherited, TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...env },
  });
  const writes = [];
  const listeners = new Set();
  let ended = false;
  child.onData((data) => {
    writes.push({ at: performance.now(), data });
    if (data.includes('\u001b[6n')) child.write('\u001b[1;1R');
    if (data.includes('\u001b[c')) child.write('\u001b[?62;22c');
    for (const listener of [...listeners]) listener();
  });
  const exited = new Promise((resolve) =>
    child.onExit((exit) => {
      ended = true;
      for (const listener of [...listeners]) listener();
      resolve(exit);
    }),
  );
  const visible = () =>
    writes
      .map(({ data }) => data)
      .join('')
      .replace(ESCAPES, '');
  const when = (satisfied, within) =>
    new Promise((resolve, reject) => {
      const finish = (settle) => {
        clearTimeout(timer);
        listeners.delete(check);
        settle();
      };
      const check = () => {
        if (satisfied()) finish(() => resolve(performance.now()));
        else if (ended) finish(() => reject(new Error(`the program ended: ${visible().slice(-400)}`)));
      };
      const timer = setTimeout(() => finish(() => reject(new Error(`not seen within ${within} ms: ${visible().slice(-400)}`))), within);
      listeners.add(check);
      check();
    });
  return {
    pid: child.pid,
    started,
    writes,
    press: (keys) => child.write(keys),
    /** Resolves with the time at which `text` had been written. */
    untilText: (text, within = 20_000) => when(() => visible().includes(text), within),
    /** Resolves with the time of the next write, or rejects. */
    nextWrite(within = 1000) {
      const before = writes.length;
      return when(() => writes.length > before, within);
    },
    /** Resolves when nothing was written for `quiet` milliseconds. */
    async settled(quiet = 200) {
      for (;;) {
        const before = writes.length;
        await new Promise((resolve) => setTimeout(resolve, quiet));
        if (writes.length === before) return;
      }
    },
    async end() {
      if (!ended) child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** CPU seconds that a process has used. Linux reads /proc; elsewhere `ps` says it in whole seconds. */
export function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1).trim().split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    const [minutes = '0', seconds = '0'] = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(':')
      .slice(-2);
    return Number(minutes) * 60 + Number(seconds);
  }
}

/**
 * Milliseconds of CPU that the main thread of a process has used, without what it waited for a processor; undefined where
 * the system does not say (Linux does). On a busy machine this is the figure that says what the program costs.
 */
export function mainThreadMilliseconds(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}

/** Resident megabytes of a process, now. */
export function residentMegabytes(pid) {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

export function median(values) {
  return percentile(values, 0.5);
}

export function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
