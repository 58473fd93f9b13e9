// `npm run check:content`: the project's own content through `wirewise check`, without building the product first; where
// nothing is wrong, what that proves, in numbers.
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { check } = await importSource('src/cli/commands/check.ts');
const { checkFolder } = await importSource('src/content/check.ts');
const { compileContent } = await importSource('src/content/compile.ts');
const { knownToContent } = await importSource('src/content/known.ts');
const { proofOf } = await importSource('src/content/proof.ts');
const { LABS } = await importSource('src/labs/index.ts');

const services = { checkContent: async (folder) => checkFolder(folder, await knownToContent(LABS)) };
const io = { out: (line) => console.log(line) };
process.exitCode = await check.run({ positionals: ['content'], flag: () => false }, services, io);
if (process.exitCode === 0) {
  const { wrongAnswers, citations } = proofOf((await compileContent('content')).value);
  console.log(`${wrongAnswers} wrong answers, each with an explanation of its own; ${citations} claims with a source.`);
}
