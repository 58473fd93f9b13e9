// The file store in a process of its own, so that a test can kill it: bundled once, because the oldest supported Node runs
// no TypeScript.
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const WRITER = `
import { openFileStore } from SOURCE;
const [directory, name, count] = process.argv.slice(2);
const store = openFileStore(directory);
if (store.warning) process.stderr.write(store.warning);
for (let n = 0; n < Number(count); n++) {
  store.append({ at: new Date(0).toISOString(), kind: 'lesson-read', lesson: name + '-' + n });
  // Said only once it is recorded, and one at a time: what was said must be found again after a kill.
  await new Promise((resolve) => process.stdout.write(n + '\\n', resolve));
}
`;

/** Bundles the writer into `folder`; returns the script. */
export function buildWriter(folder: string): string {
  const entry = path.join(folder, 'writer.mts');
  const source = fileURLToPath(new URL('../../src/store/file.ts', import.meta.url));
  writeFileSync(entry, WRITER.replace('SOURCE', JSON.stringify(source)));
  const script = path.join(folder, 'writer.mjs');
  buildSync({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' });
  return script;
}

/** Starts a process that appends `count` events named `name-0`, `name-1` and so on, and says each number when it is recorded. */
export function startWriter(script: string, directory: string, name: string, count: number) {
  const child: ChildProcess = spawn(process.execPath, [script, directory, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const watchers = new Set<() => void>();
  child.stdout?.on('data', (data) => {
    text += data;
    for (const watcher of watchers) watcher();
  });
  const said = () => text.split('\n').length - 1;
  return {
    said,
    /** Resolves when that many events were said to be recorded. */
    until: (wanted: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (said() < wanted) return;
          watchers.delete(check);
          resolve();
        };
        watchers.add(check);
        check();
      }),
    kill: () => child.kill('SIGKILL'),
    ended: new Promise<void>((resolve) => child.on('close', () => resolve())),
  };
}
