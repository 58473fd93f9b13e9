// What is published: one package without dependencies, which runs from its tarball in an empty folder, with no registry.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { homedir, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'bin/wirewise.js');
const work = mkdtempSync(path.join(tmpdir(), 'wirewise-package-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const run = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
/** No registry, a cache of its own, and nothing of the npm that runs the tests. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'))),
  npm_config_cache: path.join(work, 'cache'),
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  WIREWISE_HOME: path.join(work, 'home'),
};

let tarball = '';
beforeAll(() => {
  // What `prepare` does was done before the tests; here it would build under the feet of the tests beside this one.
  const [packed] = JSON.parse(
    execFileSync(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { cwd: root, env, encoding: 'utf8' }),
  );
  tarball = path.join(work, packed.filename);
  mkdirSync(path.join(work, 'unpacked'));
  execFileSync('tar', ['-xzf', packed.filename, '-C', 'unpacked'], { cwd: work });
}, 60_000);

const unpacked = path.join(work, 'unpacked', 'package');
const files = () =>
  readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(unpacked, name)).isFile());

describe('the tarball', () => {
  it('is below 5 MB', () => {
    expect(statSync(tarball).size).toBeLessThan(5_000_000);
  });

  it('holds the program, its licence and the notices of what is bundled, and no sources', () => {
    for (const name of ['package.json', 'README.md', 'LICENSE', 'bin/wirewise.js', 'dist/main.js', 'dist/content.json'])
      expect(existsSync(path.join(unpacked, name)), name).toBe(true);
    expect(files().filter((name) => /^(?!bin|dist|package\.json|README\.md|LICENSE)/.test(name))).toEqual([]);
    const notices = readFileSync(path.join(unpacked, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['ink', 'react', 'ws', 'eventsource', 'yoga-layout', '@jsquash/avif'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('has no dependencies, and nothing that runs when it is installed', () => {
    const manifest = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
    expect(manifest.name).toBe('wirewise');
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('optionalDependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
  });

  it('names no path of the machine that built it', () => {
    const own = [root.replace(/[\\/]$/, ''), homedir(), userInfo().username].filter((text) => text.length > 4);
    const found = files().flatMap((name) => {
      const text = readFileSync(path.join(unpacked, name), 'latin1');
      return own.filter((text_) => text.includes(text_)).map((text_) => `${name}: ${text_}`);
    });
    expect(found).toEqual([]);
  });

  it('imports nothing that is not in it or in Node', () => {
    const outside = files()
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => [
        ...readFileSync(path.join(unpacked, name), 'utf8').matchAll(/(?:^|[;}\s])(?:import|from)\s*\(?["']([@\w/.:-]+)["']/g),
      ])
      .map(([, specifier = '']) => specifier)
      .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'));
    expect([...new Set(outside)].filter((specifier) => !builtinModules.includes(specifier))).toEqual([]);
  });

  it('runs with npx from an empty folder, without a registry', async () => {
    const empty = path.join(work, 'empty');
    mkdirSync(empty);
    const wirewise = async (...args: string[]) =>
      (await run(npx, ['--yes', `../${path.basename(tarball)}`, ...args], { cwd: empty, env, maxBuffer: 1 << 24 })).stdout;
    expect(await wirewise('--version')).toBe(`${JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version}\n`);
    const { topics } = JSON.parse(await wirewise('topics', '--json'));
    expect(topics.map((topic: { slug: string }) => topic.slug)).toContain('real-time');
    const lines = (await wirewise('lab', 'sse', '--json', '--seed', '7')).trim().split('\n');
    const summary = JSON.parse(lines.at(-1) as string);
    expect(summary).toMatchObject({ type: 'summary', lab: 'sse' });
    expect(summary.measurements.delivered).toBeGreaterThan(0);
    // What runs on threads of its own, with WebAssembly beside the bundle.
    const measured = async (...args: string[]) =>
      JSON.parse((await wirewise('lab', ...args, '--json')).trim().split('\n').at(-1) as string).measurements;
    expect(await measured('images', '--set', 'visitors=1')).toMatchObject({ picturesMade: 3, picturesBroken: 0 });
    expect(await measured('edge-functions', '--set', 'visitors=2')).toMatchObject({ functionRuns: 2, functionFailures: 0 });
    expect(readdirSync(empty)).toEqual([]);
    expect(existsSync(env.WIREWISE_HOME)).toBe(false);
  }, 120_000);
});

describe('bin/wirewise.js', () => {
  const pretend = (version: string) =>
    `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;

  it('answers a Node that is too old with one sentence', async () => {
    for (const version of ['18.20.8', '20.19.9', '14.21.3']) {
      const failure = await run(process.execPath, ['--import', pretend(version), bin, 'topics']).catch((error) => error);
      expect(failure).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `wirewise needs Node 20.20 or newer, this is ${version}: install a newer one from https://nodejs.org\n`,
      });
    }
  });

  it('takes the oldest that it says it takes', async () => {
    expect((await run(process.execPath, ['--import', pretend('20.20.0'), bin, '--version'])).stderr).toBe('');
  });
});
