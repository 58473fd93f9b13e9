// The recording of the compiler's words is what the installed compiler says today: it is run again, on the same clients.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { RECORDED } from '../../src/labs/contract-recorded.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('is what the compiler says', async () => {
  const { record } = await import(/* @vite-ignore */ new URL('../../scripts/record-compiler.mjs', import.meta.url).href);
  const { version } = JSON.parse(await readFile(path.join(root, 'node_modules/typescript/package.json'), 'utf8'));
  const again = await record();
  expect(again.compiler).toBe(`TypeScript ${version}`);
  expect(again.words, 'run node scripts/record-compiler.mjs, read what has changed, and commit it').toEqual(RECORDED.words);
}, 120_000);
