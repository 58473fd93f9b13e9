// `npm run new:lesson -- <topic> <slug> [--lab <id>]`: a lesson's folder with placeholders. Each says FILL IN and what is
// wanted there; `npm run check:content` lists those that are left.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const topics = fileURLToPath(new URL('../content/topics', import.meta.url));
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
  const { topic, slug, lab } = read(argv);
  const known = await readdir(topics);
  const topicFolder = known.find((name) => name === topic || name.replace(/^\d+-/, '') === topic);
  if (topicFolder === undefined)
    throw usage(`there is no topic '${topic}'; there are ${known.map((name) => name.replace(/^\d+-/, '')).join(', ')}`);
  for (const other of known) {
    const taken = (await readdir(path.join(topics, other))).find((name) => name.replace(/^\d+-/, '') === slug);
    if (taken !== undefined)
      throw new Error(`there is a lesson '${slug}' already, in content/topics/${other}/${taken}: choose another slug`);
  }
  const numbers = (await readdir(path.join(topics, topicFolder))).map((name) => Number(/^(\d+)-/.exec(name)?.[1] ?? 0));
  const number = String(Math.max(0, ...numbers) + 1).padStart(2, '0');
  const folder = path.join(topics, topicFolder, `${number}-${slug}`);
  const files = { 'lesson.md': lesson(lab), 'quiz.yaml': quiz(slug), ...(lab && { 'experiment.yaml': experiment(slug, lab) }) };
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text, { flag: 'wx' });
  return { folder, files: Object.keys(files) };
}

function read(argv) {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, allowPositionals: true, options: { lab: { type: 'string' } } });
  } catch (error) {
    throw usage(`${error.message.split('. ')[0]}; write ${USAGE}`);
  }
  const { positionals, values } = parsed;
  const [topic, slug] = positionals;
  if (positionals.length !== 2) throw usage(`it takes a topic and a slug: ${USAGE}`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) throw usage(`a slug has lower-case letters, digits and hyphens, unlike '${printable(slug)}'`);
  if (values.lab !== undefined && !/^[a-z0-9-]+$/.test(values.lab))
    throw usage(`a lab's id has lower-case letters, digits and hyphens, unlike '${printable(values.lab)}'`);
  return { topic: printable(topic), slug, lab: values.lab };
}

function usage(message) {
  return Object.assign(new Error(message), { usage: true });
}

/** Nothing that the terminal would obey. */
function printable(text) {
  return text.replace(/\p{C}/gu, '·');
}

function lesson(lab) {
  return `---
title: "FILL IN: the title, as the contents show it"
summary: "FILL IN: what one knows afterwards, one sentence"
minutes: 3 # five at most; check:content counts the words
${lab ? `lab: ${lab}` : '# lab: websocket # the lab that shows it, by its id in src/labs/index.ts'}
# decision: transport # the family of the decision quiz that it leads to
myths:
  - claim: "FILL IN: what people say that is not so"
    truth: "FILL IN: what is so"
    source: "FILL IN: id#section of content/sources.yaml"
glossary:
  - term: "FILL IN: a word of this lesson"
    meaning: "FILL IN: what it means, one line"
    source: "FILL IN: id#section"
---

## What it is

FILL IN: a claim and, right behind it, what it rests on, like this: [^rfc9110#9.3.1]. One idea for each paragraph.

## When, and when not

FILL IN: what decides for it, what decides against it, and what it costs. Code stands in samples/ and is shown with \`sample=\`.
`;
}

function quiz(slug) {
  const base = (difficulty) => `    difficulty: ${difficulty} # 1 recall, 2 why, 3 what breaks
    prompt: "FILL IN: the question"
    source: "FILL IN: id#section"
    see: lesson:${slug} # or lab:<id>, or experiment:<id>
`;
  const options = `    options: # wrong ones plausible, about as long as the right one, each with its own reason
      - { text: "FILL IN: the right answer", correct: true, why: "FILL IN: why it is right" }
      - { text: "FILL IN: a wrong one that people give", why: "FILL IN: why it is wrong" }
      - { text: "FILL IN: another one that people give", why: "FILL IN: why that is wrong" }
`;
  return `# Ten questions at least, of all five kinds. Ids stay for ever: the learner's progress refers to them.
questions:
  - id: ${slug}-choice
    kind: choice
${base(2)}${options}
  - id: ${slug}-several
    kind: several
${base(2)}${options}
  - id: ${slug}-order
    kind: order
${base(2)}    steps: # in the right order; they are shown shuffled
      - "FILL IN: what comes first"
      - "FILL IN: what comes second"
      - "FILL IN: what comes last"
    why: "FILL IN: what forces this order"

  - id: ${slug}-number
    kind: number
${base(1)}    answer: 1 # FILL IN: the number
    unit: "FILL IN: its unit, or an empty text"
    tolerance: 0
    why: "FILL IN: how one gets it"
    traps:
      - { value: 2, why: "FILL IN: why people say so" }

  - id: ${slug}-trace
    kind: trace
${base(3)}    trace: # lines as \`wirewise lab\` prints them
      - "FILL IN: a line"
      - "FILL IN: the next line"
${options}`;
}

function experiment(slug, lab) {
  const question = `      prompt: "FILL IN: the question"
      options: # exactly one must hold in the run; \`npm test\` performs it
        - text: "FILL IN: one outcome"
          holds: { measure: connections, is: '=', value: 1 } # FILL IN: what is true of the trace when this is right
          why: "FILL IN: why one may think so, and why it is not so"
        - text: "FILL IN: another outcome"
          holds: { measure: connections, is: '>', value: 1 } # FILL IN: the same for this one
          why: "FILL IN: why one may think so"
`;
  return `# Predict, run, say what was seen, explain. Actions, settings and measurements are the lab's: wirewise lab ${lab} --help
experiments:
  - id: ${slug}-first
    title: "FILL IN: the title"
    lab: ${lab}
    setup: "FILL IN: what is about to happen, two to five sentences"
    params: {} # settings of the lab
    conditions: {} # of the path: rtt, loss, cutAfter, buffering, idleTimeout
    predict:
${question}    steps:
      - do: connect # FILL IN: an action, then what to wait for
      - until: { event: tcp:open }
    observe:
${question}    show:
      - { label: "FILL IN: a label", measure: connections }
    explain: "FILL IN: what happened and why, with {{connections}} for the measured value"
    sources: ["FILL IN: id#section"]
`;
}
