// Builds dist/: the bundle, the content as JSON, and the notices of what is bundled. `--watch` is not offered: it takes a second.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'esbuild';
import { productOptions } from './esbuild-options.mjs';
import { importSource } from './import-source.mjs';
import { mergeChunks } from './merge-chunks.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const { metafile } = await build({
  ...productOptions,
  absWorkingDir: root,
  entryPoints: [
    { in: 'src/main.ts', out: 'main' },
    { in: 'src/labs/codec-worker.mjs', out: 'codec-worker' },
    { in: 'src/labs/function-worker.mjs', out: 'function-worker' },
  ],
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  define: {
    ...productOptions.define,
    WIREWISE_VERSION: JSON.stringify(version),
    // Seen from dist/chunks, where labs are.
    WIREWISE_HTTP3_WASM: '"../http3.wasm.br"',
    WIREWISE_CODEC_WORKER: '"../codec-worker.js"',
    WIREWISE_CODECS: '"../codecs/"',
    WIREWISE_FUNCTION_WORKER: '"../function-worker.js"',
    WIREWISE_QUICKJS: '"../quickjs.wasm.br"',
  },
});

// What every start loads, and what the first frame needs besides.
await mergeChunks(
  dist,
  metafile,
  [
    {
      name: 'start',
      importsOf: 'src/main.ts',
      entries: ['services', 'store/lazy', 'store/file', 'store/directory'].map((name) => `src/${name}.ts`),
    },
    { name: 'first-frame', entries: ['src/ui/render.tsx', 'src/ui/screens/home/screen.tsx'] },
  ],
  root,
);

// What is WebAssembly stands beside the bundle, compressed, and is read when a lab wants it: the HTTP/3 library's protocol core
// (labs/http3-core.ts), the codecs of pictures (labs/codec-worker.mjs), and the engine of edge functions
// (labs/function-worker.mjs).
const WASM = {
  'http3.wasm.br': '@currentspace/http3/dist/wasm/http3_client.wasm',
  'quickjs.wasm.br': '@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
  'codecs/jpeg-decoder.wasm.br': '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  'codecs/jpeg-encoder.wasm.br': '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  'codecs/webp-decoder.wasm.br': '@jsquash/webp/codec/dec/webp_dec.wasm',
  'codecs/webp-encoder.wasm.br': '@jsquash/webp/codec/enc/webp_enc_simd.wasm',
  'codecs/avif-decoder.wasm.br': '@jsquash/avif/codec/dec/avif_dec.wasm',
  'codecs/avif-encoder.wasm.br': '@jsquash/avif/codec/enc/avif_enc.wasm',
};
await mkdir(path.join(dist, 'codecs'));
await Promise.all(
  Object.entries(WASM).map(async ([to, from]) => copyFile(await compressed(path.join(root, 'node_modules', from)), path.join(dist, to))),
);

const { compileContent } = await importSource('src/content/compile.ts');
const compiled = await compileContent(path.join(root, 'content'));
if (!compiled.ok) {
  for (const problem of compiled.problems)
    console.error(`${problem.where ?? ''}${problem.line ? `:${problem.line}` : ''}: ${problem.message}`);
  process.exit(1);
}
await writeFile(path.join(dist, 'content.json'), JSON.stringify(compiled.value));

const { jsonSchema, SHAPES } = await importSource('src/content/shapes.ts');
await mkdir(path.join(dist, 'schemas'));
for (const name of Object.keys(SHAPES))
  await writeFile(path.join(dist, 'schemas', `${name}.json`), `${JSON.stringify(jsonSchema(name), null, 2)}\n`);

const inside = await Promise.all(
  [
    'scripts/http3-wasm-notice.txt',
    'scripts/codecs-wasm-notice.txt',
    'node_modules/@jsquash/webp/codec/LICENSE.codec.md',
    'node_modules/@jsquash/jpeg/codec/LICENSE.codec.md',
  ].map((file) => readFile(path.join(root, file), 'utf8')),
);
await writeFile(
  path.join(dist, 'THIRD-PARTY-NOTICES.txt'),
  [await notices(Object.keys(metafile.inputs)), ...inside].join(`\n${'-'.repeat(80)}\n\n`),
);

/** The file compressed, which takes seconds: what is there from the last build of the same file is used again. */
async function compressed(file) {
  const bytes = await readFile(file);
  const name = `${path.basename(file, '.wasm')}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.wasm.br`;
  const kept = path.join(root, 'node_modules', '.cache', 'wirewise', name);
  if (!existsSync(kept)) {
    await mkdir(path.dirname(kept), { recursive: true });
    const unfinished = `${kept}.${process.pid}`;
    await writeFile(unfinished, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }));
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
