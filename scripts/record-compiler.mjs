// Records what the TypeScript compiler says of clients that are built again after a change of the contract: each client of
// scripts/contract/ against each change, with types made from the changed contract. `node scripts/record-compiler.mjs` writes
// src/labs/contract-recorded.ts, which is committed (docs/decisions/0008); a test runs record() again and compares.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { importSource } from './import-source.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const RECORDED = path.join(root, 'src/labs/contract-recorded.ts');
const COMPILED = ['rest', 'grpc', 'trpc'];

/** The compiler's version and, by style and change, its errors: each with its code, its place in the client and its words. */
export async function record() {
  const { CHANGES, openApiOf, protoOf } = await importSource('src/labs/contract-terms.ts');
  const changes = CHANGES.filter((change) => change !== 'none');
  // Inside the project, so that packages and sources are found from there.
  const folder = await mkdtemp(path.join(root, 'node_modules', '.wirewise-contract-'));
  try {
    for (const style of COMPILED) {
      // `none` too: a client that does not compile against its own contract would prove nothing.
      for (const change of CHANGES) {
        const place = path.join(folder, `${style}.${change}`);
        await mkdir(place);
        await copyFile(path.join(root, 'scripts/contract', `${style}.ts`), path.join(place, 'client.ts'));
        if (style === 'rest') await writeFile(path.join(place, 'api.ts'), typesOf(openApiOf(change)));
        if (style === 'trpc') await writeFile(path.join(place, 'api.ts'), routerOf(change));
        if (style === 'grpc') await generate(place, protoOf(change));
      }
    }
    const options = {
      ...{ target: 'ES2023', lib: ['ES2023', 'DOM', 'ESNext.Disposable'], module: 'NodeNext', moduleResolution: 'NodeNext' },
      ...{ strict: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true, types: ['node'] },
    };
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*/client.ts'] }));
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
    const said = await run(process.execPath, [tsc, '--pretty', 'false', '-p', folder], { cwd: folder }).then(
      ({ stdout }) => stdout,
      (failed) => failed.stdout,
    );
    const words = parse(said);
    const stray = Object.keys(words).filter((place) => place.endsWith('.none') || !/^(rest|grpc|trpc)\.[a-z-]+$/.test(place));
    if (stray.length > 0) throw new Error(`the compiler found more than the changes explain:\n${said}`);
    const { version } = JSON.parse(await readFile(path.join(root, 'node_modules/typescript/package.json'), 'utf8'));
    const each = (style) => Object.fromEntries(changes.map((change) => [change, words[`${style}.${change}`] ?? []]));
    return { compiler: `TypeScript ${version}`, words: Object.fromEntries(COMPILED.map((style) => [style, each(style)])) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Errors by folder, `style.change`. Lines that continue an error are part of its words. */
function parse(said) {
  const found = {};
  let last;
  for (const line of said.split('\n')) {
    const [, place, file, row, column, code, text] = line.match(/^(.+?)\/(\S+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/) ?? [];
    if (place !== undefined) {
      last = { code, at: `${file}:${row}:${column}`, text };
      found[place] = [...(found[place] ?? []), last];
    } else if (line.startsWith(' ') && last !== undefined) last.text += ` ${line.trim()}`;
  }
  return found;
}

const routerOf = (change) => `import type { ContractRouters } from '../../../src/labs/contract-trpc.ts';
export type Router = ContractRouters['${change}'];
`;

/** Types of the schemas of an OpenAPI document, as far as this one goes: objects of numbers and texts. */
function typesOf({ components }) {
  const types = Object.entries(components.schemas).map(([name, { properties, required }]) => {
    const fields = Object.entries(properties).map(
      ([field, { type }]) => `  ${field}${required.includes(field) ? '' : '?'}: ${type === 'integer' ? 'number' : 'string'};`,
    );
    return `export interface ${name} {\n${fields.join('\n')}\n}\n`;
  });
  return types.join('\n');
}

async function generate(place, proto) {
  const file = path.join(place, 'contract.proto');
  await writeFile(file, proto);
  const generator = fileURLToPath(new URL('../node_modules/@grpc/proto-loader/build/bin/proto-loader-gen-types.js', import.meta.url));
  const options = ['--keepCase', '--defaults', '--grpcLib=@grpc/grpc-js', '--importFileExtension=.ts', `--outDir=${place}`];
  await run(process.execPath, [generator, ...options, file]);
}

/** The file that holds a recording. */
export const sourceOf = (
  recorded,
) => `// Made by scripts/record-compiler.mjs: the compiler's own words, not to be edited. A test holds them to the compiler.
export const RECORDED = ${JSON.stringify(recorded, null, 2)} as const;
`;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(RECORDED, sourceOf(await record()));
  await run(path.join(root, 'node_modules/.bin/biome'), ['check', '--write', RECORDED], { cwd: root });
}
