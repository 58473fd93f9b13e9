// Lets a script import a TypeScript file of src/: Node 20 cannot strip types, so the file is bundled first.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles `file` (relative to the project's root) without its packages and imports it. */
export async function importSource(file) {
  // Inside node_modules, so that the packages it leaves out are found from there.
  const folder = await mkdtemp(path.join(root, 'node_modules', '.wirewise-'));
  try {
    const outfile = path.join(folder, 'module.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: [file],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
