// `npm run check:content`: the project's own content through `wirewise check`, without building the product first.
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { check } = await importSource('src/cli/commands/check.ts');
const { checkFolder } = await importSource('src/content/check.ts');
const { knownToContent } = await importSource('src/content/known.ts');
const { LABS } = await importSource('src/labs/index.ts');

const services = { checkContent: async (folder) => checkFolder(folder, await knownToContent(LABS)) };
const io = { out: (line) => console.log(line) };
process.exitCode = await check.run({ positionals: ['content'], flag: () => false }, services, io);
