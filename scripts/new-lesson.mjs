// `npm run new:lesson -- <topic> <slug> [--lab <id>]`: a lesson's folder with placeholders in the project's own content. The
// files are those of `wirewise new lesson`. Each says FILL IN and what is wanted there; `npm run check:content` lists those
// that are left.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importSource } from './import-source.mjs';

const content = fileURLToPath(new URL('../content', import.meta.url));
const USAGE = 'npm run new:lesson -- <topic> <slug> [--lab <id>]';

try {
  const { folder, files } = await create(process.argv.slice(2));
  const shown = path.relative(process.cwd(), folder).replaceAll(path.sep, '/');
  console.log(`Created ${shown} with ${files.join(', ')}.`);
  console.log('Fill it in until `npm run check:content` finds nothing; docs/adding-a-lesson.md has the rest.');
} catch (error) {
  console.error(`new:lesson: ${error.message}`);
  process.exitCode = error.usage ? 2 : 1;
}

/** Writes the folder; throws an Error whose message is the sentence for the author. */
async function create(argv) {
  const { topic, name, lab } = read(argv);
  const { planScaffold } = await importSource('src/content/scaffold.ts');
  const entries = await readdir(content, { recursive: true });
  const there = { paths: entries.map((entry) => entry.replaceAll(path.sep, '/')).sort(), topics: [], families: [], folder: 'content' };
  const planned = planScaffold({ kind: 'lesson', name, topic, lab }, there);
  if ('problem' in planned) throw planned.usage ? usage(planned.problem) : new Error(planned.problem);
  const folder = path.join(content, planned.folder);
  await mkdir(folder);
  for (const [file, text] of planned.files) await writeFile(path.join(folder, file), text, { flag: 'wx' });
  return { folder, files: [...planned.files.keys()] };
}

function read(argv) {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, allowPositionals: true, options: { lab: { type: 'string' } } });
  } catch (error) {
    throw usage(`${error.message.split('. ')[0]}; write ${USAGE}`);
  }
  const { positionals, values } = parsed;
  if (positionals.length !== 2) throw usage(`it takes a topic and a slug: ${USAGE}`);
  const [topic, name] = positionals.map(printable);
  return { topic, name, lab: values.lab && printable(values.lab) };
}

function usage(message) {
  return Object.assign(new Error(message), { usage: true });
}

/** Nothing that the terminal would obey. */
function printable(text) {
  return text.replace(/\p{C}/gu, '·');
}
