// Starts and stops every lab fifty times and prints what that left behind: handles, open files, memory. Exits 1 where
// something grew. `node --expose-gc bench/leaks.mjs [LAB]...`; it starts itself again with the flag where that is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importSource } from '../scripts/import-source.mjs';

const ROUNDS = 50;
/** Code is compiled, caches fill: growth is counted from here. */
const WARM_UP = 20;
/** Bytes of heap per round that are noise: a leaked run keeps its events, tens of kilobytes at least. */
const NOISE = 10_000;

if (globalThis.gc === undefined) {
  const args = ['--expose-gc', fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
}

const { LABS } = await importSource('src/labs/index.ts');
const { runLab } = await importSource('src/labs/run.ts');
const { CLEAN } = await importSource('src/wire/conditions.ts');
const { defaultsOf } = await importSource('src/wire/setting.ts');
const clock = { now: () => performance.now(), date: () => new Date() };

/** The lab at work until the first thing that its default run waits for, and away again; milliseconds that stopping took. */
async function round(lab, seed) {
  const signal = new AbortController().signal;
  const run = await runLab(lab, { params: defaultsOf(lab.settings), conditions: CLEAN, seed, clock, version: 'bench', signal });
  for (const step of lab.script) {
    await run.step('until' in step ? { ...step, count: 1 } : step);
    if ('until' in step) break;
  }
  const began = performance.now();
  await run[Symbol.asyncDispose]();
  return performance.now() - began;
}

/** What is there once everything that was closed is gone. */
async function settled() {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  for (let pass = 0; pass < 3; pass++) globalThis.gc();
  return {
    handles: process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FS|Immediate/.test(name)).length,
    // Linux only; elsewhere the handles say it.
    files: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0,
    heap: process.memoryUsage().heapUsed,
  };
}

const wanted = process.argv.slice(2);
let grown = false;
for (const [id, { load }] of Object.entries(LABS)) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const lab = await load();
  for (let warm = 0; warm < WARM_UP; warm++) await round(lab, warm);
  const before = await settled();
  let slowest = 0;
  for (let turn = 0; turn < ROUNDS; turn++) slowest = Math.max(slowest, await round(lab, turn));
  const after = await settled();
  const handles = after.handles - before.handles;
  const files = after.files - before.files;
  const heap = (after.heap - before.heap) / ROUNDS;
  const bad = handles > 0 || files > 0 || heap > NOISE;
  grown ||= bad;
  console.log(
    `${id.padEnd(20)} ${ROUNDS} starts and stops: ${handles} handles, ${files} open files, ${Math.round(heap)} bytes of heap a round, slowest stop ${Math.round(slowest)} ms${bad ? '   GREW' : ''}`,
  );
}
// Whatever is still open keeps the process alive: say so instead of hanging.
const left = setTimeout(() => {
  console.error(`still open: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}, 5000);
left.unref();
process.exitCode = grown ? 1 : 0;
