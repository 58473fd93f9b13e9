import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, describe, expect, it } from 'vitest';
import { mergeChunks } from '../../scripts/merge-chunks.mjs';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Modules that each set of entry points shares another part of, so that there is a chunk for each set. */
const SOURCES = {
  'main.js': `import { said } from './shared/all.js';
    const { one } = await import('./one.js');
    const { two } = await import('./two.js');
    console.log(said.join(), one(), two(), (await import('./late.js')).late());`,
  'one.js': `import { say } from './shared/all.js'; import { count } from './shared/early.js';
    import Way from './shared/way.js';
    say('one'); export const one = () => new Way().name + count();`,
  'two.js': `import { say } from './shared/all.js'; import { count } from './shared/early.js'; import { half } from './shared/some.js';
    say('two'); export const two = () => half() + count();`,
  'late.js': `import { half } from './shared/some.js'; import { say, said } from './shared/all.js'; import { count, state } from './shared/early.js';
    say('late'); count(); export const late = () => [half(), said.length, state.n].join();`,
  'shared/all.js': `export const said = []; export function say(word) { said.push(word); }`,
  'shared/early.js': `export const state = { n: 0 }; export const count = () => ++state.n;`,
  'shared/some.js': `import { say } from './all.js'; say('some'); export const half = () => 0.5;`,
  'shared/way.js': `export default class Way { name = 'way'; }`,
};

async function made(merged: boolean) {
  folder = mkdtempSync(path.join(tmpdir(), 'wirewise-merge-'));
  for (const [name, text] of Object.entries(SOURCES)) {
    mkdirSync(path.dirname(path.join(folder, 'src', name)), { recursive: true });
    writeFileSync(path.join(folder, 'src', name), text);
  }
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [{ in: 'src/main.js', out: 'main' }],
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  const dist = path.join(folder, 'dist');
  const groups = [
    { name: 'start', importsOf: 'src/main.js', entries: ['src/one.js'] },
    { name: 'first-frame', entries: ['src/two.js'] },
  ];
  if (merged) await mergeChunks(dist, metafile, groups, folder);
  return execFileSync(process.execPath, [path.join(dist, 'main.js')], { encoding: 'utf8' });
}

describe('joined chunks', () => {
  it('do what they did apart: each module is there once, and its state is one', async () => {
    const apart = await made(false);
    rmSync(folder, { recursive: true, force: true });
    const joined = await made(true);
    expect(joined).toBe(apart);
    expect(apart).toContain('one,some,two');
  });

  it('are refused where a group names what is no output', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wirewise-merge-'));
    await expect(mergeChunks(folder, { inputs: {}, outputs: {} }, [{ name: 'start', entries: ['src/gone.ts'] }], folder)).rejects.toThrow(
      'no output of src/gone.ts',
    );
  });
});
