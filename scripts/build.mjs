// Builds dist/: the bundle, the content as JSON, and the notices of what is bundled. `--watch` is not offered: it takes a second.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { productOptions } from './esbuild-options.mjs';
import { importSource } from './import-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const { metafile } = await build({
  ...productOptions,
  absWorkingDir: root,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  define: { ...productOptions.define, WIREWISE_VERSION: JSON.stringify(version), WIREWISE_HTTP3_WASM: '"../http3.wasm.br"' },
});

// The HTTP/3 library's protocol core. It stands beside the bundle and is read when an HTTP/3 lab starts (see labs/http3-core.ts).
await copyFile(
  await compressedCore(path.join(root, 'node_modules/@currentspace/http3/dist/wasm/http3_client.wasm')),
  path.join(dist, 'http3.wasm.br'),
);

const { compileContent } = await importSource('src/content/compile.ts');
const compiled = await compileContent(path.join(root, 'content'));
if (!compiled.ok) {
  for (const problem of compiled.problems)
    console.error(`${problem.where ?? ''}${problem.line ? `:${problem.line}` : ''}: ${problem.message}`);
  process.exit(1);
}
await writeFile(path.join(dist, 'content.json'), JSON.stringify(compiled.value));
const inside = await readFile(path.join(root, 'scripts/http3-wasm-notice.txt'), 'utf8');
await writeFile(
  path.join(dist, 'THIRD-PARTY-NOTICES.txt'),
  `${await notices(Object.keys(metafile.inputs))}\n${'-'.repeat(80)}\n\n${inside}`,
);

/** The file compressed, which takes seconds: what is there from the last build of the same file is used again. */
async function compressedCore(file) {
  const bytes = await readFile(file);
  const name = `http3-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.wasm.br`;
  const kept = path.join(root, 'node_modules', '.cache', 'wirewise', name);
  if (!existsSync(kept)) {
    await mkdir(path.dirname(kept), { recursive: true });
    const unfinished = `${kept}.${process.pid}`;
    await writeFile(unfinished, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }));
    await rename(unfinished, kept);
  }
  return kept;
}

/** The licence text of every package that the bundle holds a file of. */
async function notices(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) packages.add(match[1]);
  }
  const texts = [];
  for (const folder of [...packages].sort()) {
    const manifest = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(path.join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? await readFile(path.join(root, folder, file), 'utf8') : `Licence: ${manifest.license}`;
    texts.push(`${manifest.name} ${manifest.version}\n\n${text.trim()}\n`);
  }
  return `Wirewise contains the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
