// Command line tests as readable transcripts: `$ command`, then exactly what it prints (standard error included), then
// `[exit N]` where N is not 0. What differs from run to run is written as N ms, PORT and the like.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = new URL('./transcripts/', import.meta.url);
const bin = new URL('../bin/wirewise.js', import.meta.url).pathname;
const root = new URL('..', import.meta.url).pathname;
const home = mkdtempSync(path.join(tmpdir(), 'wirewise-transcript-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Entry {
  readonly command: string;
  readonly expected: string;
  readonly code: number;
}

function parse(text: string): readonly Entry[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((block) => {
      const [command = '', ...lines] = block.trimEnd().split('\n');
      const exit = /^\[exit (\d+)\]$/.exec(lines.at(-1) ?? '');
      return { command, expected: (exit ? lines.slice(0, -1) : lines).join('\n').trimEnd(), code: exit ? Number(exit[1]) : 0 };
    });
}

/** Runs one line of a transcript in a shell, with `wirewise` as the built program and an empty home. */
function run(command: string): Promise<{ readonly text: string; readonly code: number | null }> {
  const script = `wirewise() { "${process.execPath}" "${bin}" "$@"; }\n${command}`;
  const child = spawn('bash', ['-c', script], {
    cwd: root,
    env: { ...process.env, WIREWISE_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  child.stderr.on('data', (data) => (text += data));
  return new Promise((resolve) => child.on('close', (code) => resolve({ text: text.trimEnd(), code })));
}

const normal = (text: string) =>
  text
    .replace(/ *\b\d+\.\d+ ms\b/g, ' N ms')
    .replace(/\bport \d+ to \d+/g, 'port N to N')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    for (const entry of parse(readFileSync(new URL(file, folder), 'utf8'))) {
      it(entry.command, async () => {
        const { text, code } = await run(entry.command);
        expect(`${normal(text)}\n[exit ${code}]`).toBe(`${entry.expected}\n[exit ${entry.code}]`);
      });
    }
  });
}
