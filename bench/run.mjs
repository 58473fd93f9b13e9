// Prints every figure that docs/performance.md claims, in one run: `npm run bench`, or parts of it: `npm run bench -- keys`. Ratios are against a named peer that is
// measured in the same run, turn by turn, so that a slow machine slows both.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cpuSeconds, mainThreadMilliseconds, median, openPty, percentile, residentMegabytes } from './terminal.mjs';
import { writeYear } from './year-log.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'bin/wirewise.js');
const home = mkdtempSync(path.join(tmpdir(), 'wirewise-bench-'));
const env = { WIREWISE_HOME: home };
/** Text that only the finished first frame has: its last line. */
const FIRST_FRAME = '? help';

const say = (what, figure, aim = '') => console.log(`${what.padEnd(58)} ${figure}${aim === '' ? '' : `   (aim: ${aim})`}`);

/** src/ file by file, packages from node_modules: what a start costs without the bundle. */
async function unbundled() {
  const folder = path.join(root, 'node_modules', '.wirewise-unbundled');
  rmSync(folder, { recursive: true, force: true });
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  await build({
    absWorkingDir: root,
    entryPoints: files.map((name) => `src/${name}`),
    outdir: folder,
    outbase: 'src',
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    define: { WIREWISE_VERSION: '"bench"' },
    plugins: [
      {
        name: 'nothing-inside',
        setup({ onResolve }) {
          onResolve({ filter: /.*/ }, ({ path: wanted, kind }) =>
            kind === 'entry-point'
              ? undefined
              : { path: wanted.startsWith('.') ? wanted.replace(/\.tsx?$/, '.js') : wanted, external: true },
          );
        },
      },
    ],
  });
  cpSync(path.join(root, 'dist/content.json'), path.join(folder, 'content.json'));
  return [
    process.execPath,
    '--input-type=module',
    '-e',
    `(await import(${JSON.stringify(pathToFileURL(path.join(folder, 'main.js')).href)})).main()`,
  ];
}

async function firstFrame(command, text, more = {}) {
  const program = openPty(command, { env: { ...env, ...more } });
  const at = await program.untilText(text);
  const cpu = mainThreadMilliseconds(program.pid);
  await program.settled(50);
  await program.end();
  return { wall: at - program.started, cpu };
}

async function startUp() {
  const bare = [process.execPath, '-e', 'console.log("bare node"); setTimeout(() => {}, 10_000)'];
  const ours = [process.execPath, bin];
  const loose = await unbundled();
  const times = { bare: [], ours: [], loose: [] };
  for (let turn = 0; turn < 16; turn++) {
    const now = {
      bare: await firstFrame(bare, 'bare node'),
      ours: await firstFrame(ours, FIRST_FRAME),
      loose: await firstFrame(loose, FIRST_FRAME),
    };
    if (turn > 0) for (const key of Object.keys(times)) times[key].push(now[key]); // the first turn warms the caches
  }
  const wall = (key) => median(times[key].map((one) => one.wall));
  const show = (key) => `${wall(key).toFixed(0)} ms`;
  const ratio = (one, other, figure) => median(times[one].map((value, turn) => value[figure] / times[other][turn][figure])).toFixed(2);
  say('bare node, spawn to its line', show('bare'));
  say('first full frame, 120x40', show('ours'));
  say('first full frame, unbundled', show('loose'));
  say('first full frame / bare node', `${ratio('ours', 'bare', 'wall')} times`, 'at most 6 on Node 24, warm cache');
  if (times.bare[0].cpu !== undefined) say('the same in CPU time of the main thread', `${ratio('ours', 'bare', 'cpu')} times`);
  say('unbundled / bundled', `${ratio('loose', 'ours', 'wall')} times`);
}

/** Ten thousand cards and a year of log against an empty home, turn by turn. */
async function year() {
  const full = path.join(home, 'year');
  const records = writeYear(full, { now: Date.now() });
  const [empty, log] = [path.join(home, 'empty'), path.join(full, 'progress.jsonl')];
  const ours = [process.execPath, bin];
  const stats = (where) => execFileSync(process.execPath, [bin, 'stats', '--json'], { env: { ...process.env, WIREWISE_HOME: where } });
  const timed = (act) => {
    const at = performance.now();
    act();
    return performance.now() - at;
  };
  say('a year of log', `${records} records, ${(statSync(log).size / 1e6).toFixed(1)} MB`);
  say('worked out for the first time (stats --json)', `${timed(() => stats(full)).toFixed(0)} ms`);
  const times = { empty: [], full: [], statsEmpty: [], statsFull: [] };
  for (let turn = 0; turn < 12; turn++) {
    const now = {
      empty: await firstFrame(ours, FIRST_FRAME, { WIREWISE_HOME: empty }),
      full: await firstFrame(ours, FIRST_FRAME, { WIREWISE_HOME: full }),
      statsEmpty: { wall: timed(() => stats(empty)) },
      statsFull: { wall: timed(() => stats(full)) },
    };
    if (turn > 0) for (const key of Object.keys(times)) times[key].push(now[key]);
  }
  const wall = (key) => median(times[key].map((one) => one.wall));
  const more = (one, other, figure) => median(times[one].map((value, turn) => value[figure] - times[other][turn][figure])).toFixed(0);
  say('first full frame, empty home', `${wall('empty').toFixed(0)} ms`);
  say('first full frame, a year of log', `${wall('full').toFixed(0)} ms`);
  say('what the year adds to the first frame', `${more('full', 'empty', 'wall')} ms`, 'within the start-up budget');
  if (times.full[0].cpu !== undefined) say('the same in CPU time of the main thread', `${more('full', 'empty', 'cpu')} ms`);
  say('what the year adds to stats --json', `${more('statsFull', 'statsEmpty', 'wall')} ms`);
}

async function keys() {
  const program = openPty([process.execPath, bin], { env });
  await program.untilText(FIRST_FRAME);
  await program.settled();
  const latencies = [];
  const costs = [];
  for (let press = 0; press < 120; press++) {
    const cost = mainThreadMilliseconds(program.pid);
    const at = performance.now();
    const changed = program.nextWrite(5000);
    program.press(press % 2 === 0 ? '\u001b[B' : '\u001b[A');
    latencies.push((await changed) - at);
    if (cost !== undefined) costs.push(mainThreadMilliseconds(program.pid) - cost);
    await program.settled(30 + (press % 5) * 10);
  }
  await program.end();
  say('key press to changed frame, median', `${median(latencies).toFixed(1)} ms`);
  say('key press to changed frame, p95', `${percentile(latencies, 0.95).toFixed(1)} ms`, 'below 16.7 on Node 22 or newer');
  if (costs.length > 0) say('the same in CPU time of the main thread, p95', `${percentile(costs, 0.95).toFixed(1)} ms`);
}

async function runningLab() {
  for (const lab of ['websocket', 'sse']) {
    const program = openPty([process.execPath, bin, 'open', `lab:${lab}`, '--set', 'rate=50'], { env });
    await program.untilText('client');
    await program.settled(0);
    await new Promise((resolve) => setTimeout(resolve, 2000)); // past the start-up of the lab itself
    const seconds = 8;
    const before = { cpu: cpuSeconds(program.pid), writes: program.writes.length };
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const cpu = cpuSeconds(program.pid) - before.cpu;
    const bytes = program.writes.slice(before.writes).reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
    const memory = residentMegabytes(program.pid);
    await program.end();
    say(`${lab} lab at 50 messages/s: CPU of one core`, `${((100 * cpu) / seconds).toFixed(1)} %`, 'below 25 %');
    say(`${lab} lab at 50 messages/s: terminal output`, `${(bytes / 1024 / seconds).toFixed(1)} KiB/s`);
    say(`${lab} lab running: memory of the whole process`, `${memory.toFixed(0)} MB`, 'below 120 MB');
  }
}

/** Six transports at once; keys go to the settings, whose cursor alone has arrows around it. */
async function comparison() {
  const program = openPty([process.execPath, bin, 'open', 'compare:transports'], { env });
  await program.untilText('of 60');
  program.press('3jj\r2000\rR');
  await program.untilText('of 2000');
  await new Promise((resolve) => setTimeout(resolve, 3000)); // past the start-up of the labs themselves
  const seconds = 10;
  const before = { cpu: cpuSeconds(program.pid), writes: program.writes.length };
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const cpu = cpuSeconds(program.pid) - before.cpu;
  const bytes = program.writes.slice(before.writes).reduce((sum, { data }) => sum + Buffer.byteLength(data), 0);
  const memory = residentMegabytes(program.pid);
  const latencies = [];
  const costs = [];
  for (let press = 0; press < 100; press++) {
    const cost = mainThreadMilliseconds(program.pid);
    const at = performance.now();
    const from = program.writes.length;
    program.press(press % 2 === 0 ? 'j' : 'k');
    do await program.nextWrite(5000);
    while (!program.writes.slice(from).some(({ data }) => data.includes('◀')));
    latencies.push(performance.now() - at);
    if (cost !== undefined) costs.push(mainThreadMilliseconds(program.pid) - cost);
    await new Promise((resolve) => setTimeout(resolve, 50 + (press % 7) * 13));
  }
  await program.end();
  say('six transports at 20 messages/s: CPU of one core', `${((100 * cpu) / seconds).toFixed(1)} %`, 'below 35 %');
  say('six transports at 20 messages/s: terminal output', `${(bytes / 1024 / seconds).toFixed(1)} KiB/s`);
  say('six transports running: memory of the whole process', `${memory.toFixed(0)} MB`);
  say('six transports: key press to changed frame, median', `${median(latencies).toFixed(1)} ms`);
  say('six transports: key press to changed frame, p95', `${percentile(latencies, 0.95).toFixed(1)} ms`, 'below 16.7 on Node 22 or newer');
  if (costs.length > 0) say('the same in CPU time of the main thread, p95', `${percentile(costs, 0.95).toFixed(1)} ms`);
}

function tarball() {
  const folder = path.join(home, 'pack');
  mkdirSync(folder);
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  say('tarball', `${(statSync(path.join(folder, packed.filename)).size / 1e6).toFixed(2)} MB`, 'below 5 MB');
}

const PARTS = { start: startUp, year, keys, labs: runningLab, compare: comparison, tarball };
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined) {
  console.error(`there is no part '${unknown}'; there are ${Object.keys(PARTS).join(', ')}, and all of them run when none is named`);
  process.exit(2);
}

const [processor] = cpus();
console.log(
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} x ${processor?.model ?? 'unknown processor'}, load ${loadavg()[0].toFixed(1)}\n`,
);
try {
  for (const [name, measure] of Object.entries(PARTS)) if (wanted.length === 0 || wanted.includes(name)) await measure();
} finally {
  rmSync(home, { recursive: true, force: true });
  rmSync(path.join(root, 'node_modules', '.wirewise-unbundled'), { recursive: true, force: true });
}
