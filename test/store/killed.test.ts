// Processes that record answers, work out the memory and keep it, four at a time in one home, and each is killed at a moment that
// it does not choose: two hundred of them. What one of them said was recorded is found again, by every way to open the log.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { seededRandom } from '../../src/lib/random.ts';
import { createMemoryKeeper } from '../../src/progress/memory-keeper.ts';
import { progressOf } from '../../src/progress/progress.ts';
import { reviewsOf } from '../../src/progress/reviews.ts';
import { replay } from '../../src/review/replay.ts';
import { openFileStore } from '../../src/store/file.ts';
import { parseLog } from '../../src/store/log.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'wirewise-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROUNDS = 50;
const AT_ONCE = 4;

/** Records answers for ever, a few with each acknowledgement; half of the processes work the memory out first and keep it. */
const CHILD = `
import { openFileStore } from ${JSON.stringify(fileURLToPath(new URL('../../src/store/file.ts', import.meta.url)))};
import { createMemoryKeeper } from ${JSON.stringify(fileURLToPath(new URL('../../src/progress/memory-keeper.ts', import.meta.url)))};
const [directory, name, remembers] = process.argv.slice(2);
const store = openFileStore(directory);
if (store.warning) process.stderr.write(store.warning);
const keeper = createMemoryKeeper(store);
if (remembers === 'yes') void keeper.load();
for (let n = 0; ; n++) {
  const event = { at: new Date().toISOString(), kind: 'answered', question: name + '-' + n, answer: { kind: 'choice', picked: n % 4 }, grade: n % 3 ? 'correct' : 'wrong', confidence: 'think' };
  store.append(event);
  keeper.heard(event);
  if (n % 5 === 4) await new Promise((resolve) => process.stdout.write(n + '\\n', resolve));
}
`;

async function buildChild(): Promise<string> {
  const entry = path.join(folder, 'child.mts');
  writeFileSync(entry, CHILD);
  const script = path.join(folder, 'child.mjs');
  const absWorkingDir = fileURLToPath(new URL('../..', import.meta.url));
  const nodePaths = [path.join(absWorkingDir, 'node_modules')];
  await build({
    entryPoints: [entry],
    outfile: script,
    absWorkingDir,
    nodePaths,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  return script;
}

/** Starts a process and kills it as soon as it has acknowledged `after` times; with 0, before it has said anything. */
function killedAfter(script: string, directory: string, name: string, after: number, remembers: boolean) {
  const child: ChildProcess = spawn(process.execPath, [script, directory, name, remembers ? 'yes' : 'no'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  const check = () => {
    if (said.split('\n').length - 1 >= after) child.kill('SIGKILL');
  };
  child.stdout?.on('data', (data) => {
    said += data;
    check();
  });
  child.stderr?.on('data', (data) => {
    complained += data;
  });
  if (after === 0) child.once('spawn', check);
  return new Promise<{ readonly last: number; readonly complained: string }>((resolve) =>
    // What came whole was acknowledged, also after the signal was sent.
    child.on('close', () => resolve({ last: Number(said.split('\n').at(-2) ?? -1), complained })),
  );
}

it('loses nothing that was acknowledged when it is killed two hundred times, and its file can always be read', async () => {
  const script = await buildChild();
  const home = path.join(folder, 'home');
  const random = seededRandom(42);
  const acknowledged = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const children = Array.from({ length: AT_ONCE }, async (_, index) => {
      const name = `r${round}p${index}`;
      const after = index === 3 && round % 5 === 0 ? 0 : 1 + Math.floor(random.next() * 12);
      const { last, complained } = await killedAfter(script, home, name, after, index % 2 === 0);
      expect(complained).toBe('');
      acknowledged.set(name, last);
    });
    await Promise.all(children);
  }
  expect(acknowledged.size).toBe(ROUNDS * AT_ONCE);

  const store = openFileStore(home);
  expect(store.warning).toBeUndefined();
  const recorded = new Map<string, number[]>();
  for (const event of store.events) {
    if (event.kind !== 'answered') continue;
    const [name = '', n] = event.question.split('-');
    recorded.set(name, [...(recorded.get(name) ?? []), Number(n)]);
  }
  for (const [name, last] of acknowledged) {
    const numbers = recorded.get(name) ?? [];
    // Each in its order, none twice, none left out, and at least as far as was said.
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(numbers.length, name).toBeGreaterThan(last);
  }

  // The shortcuts that were written meanwhile say the same as the log.
  const whole = parseLog(readFileSync(path.join(home, 'progress.jsonl'), 'utf8'));
  expect(whole.damaged).toBe(0);
  expect(store.progress).toEqual(progressOf(whole.events));
  expect(await createMemoryKeeper(store).load()).toEqual(replay(reviewsOf(whole.events)));
  expect(readdirSync(home).filter((name) => name.includes('damaged'))).toEqual([]);
}, 180_000);
