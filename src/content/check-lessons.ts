// What topics, lessons and sources.yaml must keep: what they refer to is there, claims are cited, samples are what is
// shown, and nothing lies about that nobody reads.
import type { Known } from './known.ts';
import type { ParsedContent } from './parse.ts';
import { readingMinutes, spansOf } from './reading-time.ts';
import { nearestOrAll, type Report } from './report.ts';
import { type Block, type Lesson, type Topic, UNCHECKED } from './schema.ts';

interface Place {
  readonly parsed: ParsedContent;
  readonly report: Report;
  /** Folder of the lesson. */
  readonly folder: string;
  /** The lesson.md. */
  readonly where: string;
}

/** Folders of a course. */
const FOLDERS = ['topics', 'decisions', 'interviews'];
/** Files that need no reader. */
const BESIDE = /^(README\.md|LICEN[CS]E(\.\w+)?)$/i;

/** Checks topics, lessons, samples, the dates of sources, and files without a reader. */
export function checkLessons(parsed: ParsedContent, known: Known, report: Report): void {
  const { content, places, unknown } = parsed;
  const slugs = new Map<string, string>();
  for (const topic of content.topics) {
    const beneath = parsed.base?.topics.find(({ slug }) => slug === topic.slug)?.lessons.length ?? 0;
    checkTopic(topic, { folder: places.folderOf(topic), lessons: topic.lessons.length + beneath, report });
    sameNumber(topic.lessons.map(places.folderOf), report);
    for (const lesson of topic.lessons) {
      const folder = places.folderOf(lesson);
      const taken = slugs.get(lesson.slug);
      if (taken !== undefined) report.on(folder, undefined, `the lesson '${lesson.slug}' is also in ${taken}: rename one of the folders`);
      slugs.set(lesson.slug, folder);
      // Questions alone go with the text of the course beneath, which is not for this folder to mend.
      const where = `${folder}/lesson.md`;
      if (places.blocks.has(where)) checkLesson(lesson, known, { parsed, report, folder, where });
    }
  }
  sameNumber(content.topics.map(places.folderOf), report);
  for (const [id, source] of Object.entries(parsed.own.sources)) {
    if (source.checked !== UNCHECKED && !isDate(source.checked))
      report.at(
        'sources.yaml',
        [id, 'checked'],
        `${source.checked} is no day of the calendar: write the date as 2026-11-24, or ${UNCHECKED}`,
      );
  }
  checkUnknown(unknown, report);
}

/** Files that nothing reads; a whole folder of them is one problem. */
function checkUnknown(files: readonly string[], report: Report): void {
  const strange = new Set<string>();
  for (const where of files) {
    const [folder = '', ...rest] = where.split('/');
    if (rest.length > 0 && !FOLDERS.includes(folder)) strange.add(folder);
    else if (!BESIDE.test(where))
      report.on(
        where,
        undefined,
        'nothing reads this file: remove it, or mend its place (topics/NN-topic/NN-lesson/lesson.md and the like)',
      );
  }
  for (const folder of strange)
    report.on(folder, undefined, `nothing reads this folder: remove it, or mend its name (${FOLDERS.join(', ')})`);
}

function checkTopic(topic: Topic, { folder, lessons, report }: { folder: string; lessons: number; report: Report }): void {
  const where = `${folder}/topic.yaml`;
  if (!report.isOwn(where)) return;
  if (topic.status === 'planned' && lessons > 0)
    report.at(where, ['status'], 'the topic is planned and has lessons: make its status growing or ready');
  if (topic.status !== 'planned' && lessons === 0)
    report.at(where, ['status'], `the topic is ${topic.status} and has no lesson: add one, or make its status planned`);
  if (topic.status !== 'ready' && topic.planned.trim() === '')
    report.at(where, ['planned'], `the topic is ${topic.status}: say in \`planned\` what is not there yet`);
}

/** The number in a folder's name is the order; two of the same leave it to chance. */
function sameNumber(folders: readonly string[], report: Report): void {
  const taken = new Map<string, string>();
  for (const folder of folders) {
    const number = /(\d+)-[^/]*$/.exec(folder)?.[1] ?? '';
    const other = taken.get(number);
    if (other !== undefined) report.on(folder, undefined, `the number ${number} is taken by ${other}: choose another`);
    else taken.set(number, folder);
  }
}

function checkLesson(lesson: Lesson, known: Known, place: Place): void {
  const { parsed, report, where } = place;
  if (lesson.lab !== undefined && !known.labs.has(lesson.lab))
    report.at(where, ['lab'], `there is no lab '${lesson.lab}'${nearestOrAll(lesson.lab, [...known.labs.keys()])}`);
  const families = parsed.content.decisions.map((book) => book.family);
  if (lesson.decision !== undefined && !families.includes(lesson.decision) && !report.isBroken(/^decisions\//))
    report.at(where, ['decision'], `there is no decision '${lesson.decision}': add decisions/${lesson.decision}/, or leave the line out`);
  for (const [index, myth] of lesson.myths.entries()) report.source(myth.source, where, ['myths', index, 'source']);
  const terms = new Set<string>();
  for (const [index, entry] of lesson.glossary.entries()) {
    report.source(entry.source, where, ['glossary', index, 'source']);
    if (terms.has(entry.term)) report.at(where, ['glossary', index, 'term'], `'${entry.term}' is explained twice: keep one`);
    terms.add(entry.term);
  }
  const minutes = readingMinutes(lesson.blocks);
  if (minutes > lesson.minutes)
    report.at(where, ['minutes'], `it takes about ${minutes.toFixed(1)} minutes to read, not ${lesson.minutes}: shorten or split it`);
  checkText(lesson.blocks, place);
  checkSamples(lesson.blocks, place);
}

/** Citations must lead somewhere, and each part that says something must have one. */
function checkText(blocks: readonly Block[], { parsed, report, where }: Place): void {
  const lines = parsed.places.blocks.get(where) ?? [];
  let part = { line: lines[0], claims: false, cited: false };
  const close = () => {
    if (part.claims && !part.cited) report.on(where, part.line, 'this part cites nothing: end a claim with [^id#section] of sources.yaml');
  };
  for (const [index, block] of blocks.entries()) {
    const line = lines[index];
    if (block.kind === 'heading') {
      close();
      part = { line, claims: false, cited: false };
    }
    if (block.kind === 'paragraph' || block.kind === 'list' || block.kind === 'table') part.claims = true;
    for (const span of spansOf(block)) {
      if (span.style !== 'source') continue;
      part.cited = true;
      const problem = report.sourceProblem(span.text);
      if (problem !== undefined) report.on(where, line, problem);
    }
  }
  close();
}

/** Code that names its sample must be the sample's; a sample must be shown, or used by one that is. */
function checkSamples(blocks: readonly Block[], { parsed, report, folder, where }: Place): void {
  const lines = parsed.places.blocks.get(where) ?? [];
  const shown = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'code' || block.sample === '') continue;
    const sample = parsed.samples.get(`${folder}/samples/${block.sample}`);
    shown.add(block.sample);
    const text = block.lines.map((line) => line.map((token) => token.text).join('')).join('\n');
    if (sample === undefined) report.on(where, lines[index], `there is no samples/${block.sample}: add it, or mend the name`);
    else if (!containsLines(sample, text))
      report.on(
        where,
        lines[index],
        `this code is not what stands in samples/${block.sample}: copy it from there, since that is what the tests run`,
      );
  }
  const own = [...parsed.samples].filter(([path]) => path.startsWith(`${folder}/samples/`));
  for (const [path] of own) {
    const name = path.slice(`${folder}/samples/`.length);
    const used = shown.has(name) || own.some(([other, text]) => other !== path && text.includes(name));
    if (!used) report.on(path, undefined, `no code block shows this sample: write \`\`\`js sample=${name} in lesson.md, or remove it`);
  }
}

const bare = (text: string) =>
  `\n${text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()}\n`;
const containsLines = (sample: string, part: string) => bare(sample).includes(bare(part));

/** Whether `YYYY-MM-DD` names a day that there is. */
function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  // Some engines take February 30 for a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
