// Texts of a content folder to Content, or to every problem that they have. Shapes only; check.ts looks at what refers to
// what. Files are known by their place:
//   sources.yaml   topics/NN-topic/{topic.yaml, NN-lesson/{lesson.md, experiment.yaml, quiz.yaml, samples/*}}
//   decisions/{tensions.yaml, family/{requirements, candidates, rules, scenarios}.yaml}   designs/design.yaml
//   comparisons/name.yaml   interviews/name.yaml   reasonings.yaml
import { z } from 'zod';
import { type Comparison, comparisonSchema } from '../compare/schema.ts';
import { type Design, designSchema, tensionsSchema } from '../decision/design-schema.ts';
import { candidatesSchema, type RuleBook, requirementsSchema, rulesSchema, scenariosSchema } from '../decision/schema.ts';
import { experimentSchema } from '../experiment/schema.ts';
import { type Interview, interviewSchema, reasoningsSchema } from '../interview/schema.ts';
import type { Problem } from '../lib/problem.ts';
import { questionSchema } from '../quiz/schema.ts';
import { parseMarkdown } from './markdown.ts';
import { type Content, type Lesson, lessonSchema, type Sources, sourcesSchema, type Topic, topicSchema } from './schema.ts';
import { parseYaml, type YamlFile } from './yaml.ts';

/** Where things of the content stand in its files: ids and paths to `{where, line}`. */
export interface Places {
  /** Line of a path in a YAML file; undefined for files that are not there. */
  lineOf(where: string, path: readonly PropertyKey[]): number;
  /** Line of each block of a lesson, by the path of its lesson.md. */
  readonly blocks: ReadonlyMap<string, readonly number[]>;
  /** Folder that a topic or a lesson was read from. */
  folderOf(part: Topic | Lesson): string;
}

export interface ParsedContent {
  /** What could be parsed; files with problems are missing from it. */
  readonly content: Content;
  readonly problems: readonly Problem[];
  readonly places: Places;
  /** Files that no reader knows. */
  readonly unknown: readonly string[];
  /** Texts of samples, by path. */
  readonly samples: ReadonlyMap<string, string>;
}

const experimentsFile = z.strictObject({ experiments: z.array(experimentSchema).min(1) });
const questionsFile = z.strictObject({ questions: z.array(questionSchema).min(1) });

const LESSON_FILE = /^topics\/(\d+-[a-z0-9-]+)\/(\d+-[a-z0-9-]+)\/(lesson\.md|experiment\.yaml|quiz\.yaml|samples\/[^/]+)$/;
const COMPARISON_FILE = /^comparisons\/([a-z0-9-]+)\.yaml$/;
const DECISION_FILE = /^decisions\/([a-z0-9-]+)\/(requirements|candidates|rules|scenarios)\.yaml$/;
const TENSIONS_FILE = 'decisions/tensions.yaml';
const DESIGN_FILE = /^designs\/([a-z0-9-]+)\.yaml$/;
const INTERVIEW_FILE = /^interviews\/([a-z0-9-]+)\.yaml$/;
const REASONINGS_FILE = 'reasonings.yaml';

/** The folder's name without its number: order may change, the slug stays. */
const slugOf = (folder: string) => folder.replace(/^\d+-/, '');

/** A topic without a topic.yaml: enough for a small course of a user's own. */
function namedAfter(folder: string): Topic {
  const slug = slugOf(folder);
  return { slug, title: slug.replaceAll('-', ' '), summary: '', status: 'ready', planned: '', lessons: [] };
}

/** Parses all files of a content folder. Never throws. */
export function parseFiles(texts: ReadonlyMap<string, string>): ParsedContent {
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  for (const [where, text] of texts) {
    problems.push(...controlCharacters(plain(text), where));
    if (!text.includes('\0')) files.set(where, plain(text));
  }
  const folders = new Map<Topic | Lesson, string>();
  const yamls = new Map<string, YamlFile<unknown>>();
  const blocks = new Map<string, readonly number[]>();
  const samples = new Map<string, string>();
  const unknown: string[] = [];

  const yaml = <Schema extends z.ZodType>(where: string, schema: Schema): z.infer<Schema> | undefined => {
    const text = files.get(where);
    if (text === undefined) return undefined;
    const file = parseYaml(text, where, schema);
    yamls.set(where, file);
    problems.push(...file.problems);
    return file.value;
  };

  const sources: Sources = yaml('sources.yaml', sourcesSchema) ?? {};
  const topics = new Map<string, Topic>();
  for (const where of files.keys()) {
    const match = /^topics\/(\d+-[a-z0-9-]+)\/topic\.yaml$/.exec(where);
    if (match === null) continue;
    const topic = yaml(where, topicSchema);
    if (topic !== undefined) topics.set(match[1] as string, { ...topic, slug: slugOf(match[1] as string), lessons: [] });
  }

  const lessons = new Map<string, { topic: string; folder: string; parts: Set<string> }>();
  const families = new Map<string, Set<string>>();
  const comparisons: Comparison[] = [];
  for (const where of files.keys()) {
    if (where === 'sources.yaml' || /^topics\/(\d+-[a-z0-9-]+)\/topic\.yaml$/.test(where)) continue;
    const lesson = LESSON_FILE.exec(where);
    const decision = DECISION_FILE.exec(where);
    const compared = COMPARISON_FILE.exec(where);
    if (lesson !== null) {
      const [, topic = '', folder = '', part = ''] = lesson;
      const key = `topics/${topic}/${folder}`;
      const known = lessons.get(key) ?? { topic, folder, parts: new Set() };
      known.parts.add(part);
      lessons.set(key, known);
      if (part.startsWith('samples/')) samples.set(where, files.get(where) as string);
    } else if (decision !== null) {
      families.set(decision[1] as string, (families.get(decision[1] as string) ?? new Set()).add(decision[2] as string));
    } else if (compared !== null) {
      const comparison = yaml(where, comparisonSchema);
      if (comparison !== undefined) comparisons.push({ id: compared[1] as string, ...comparison });
    } else if (where !== TENSIONS_FILE && where !== REASONINGS_FILE && !DESIGN_FILE.test(where) && !INTERVIEW_FILE.test(where)) {
      unknown.push(where);
    }
  }

  const lessonsOf = new Map<string, Lesson[]>();
  for (const [key, { topic, folder, parts }] of lessons) {
    if (!parts.has('lesson.md')) {
      problems.push({ message: 'this folder has no lesson.md: add one', where: key });
      continue;
    }
    const parsed = parseLesson(files.get(`${key}/lesson.md`) as string, `${key}/lesson.md`);
    problems.push(...parsed.problems);
    yamls.set(`${key}/lesson.md`, parsed.front);
    blocks.set(`${key}/lesson.md`, parsed.lines);
    const experiments = yaml(`${key}/experiment.yaml`, experimentsFile)?.experiments ?? [];
    const questions = yaml(`${key}/quiz.yaml`, questionsFile)?.questions ?? [];
    if (parsed.front.value === undefined) continue;
    const lesson: Lesson = {
      ...parsed.front.value,
      slug: slugOf(folder),
      topic: slugOf(topic),
      blocks: parsed.blocks,
      experiments,
      questions,
    };
    folders.set(lesson, key);
    lessonsOf.set(topic, [...(lessonsOf.get(topic) ?? []), lesson]);
    if (!topics.has(topic)) topics.set(topic, namedAfter(topic));
  }

  const decisions: RuleBook[] = [];
  for (const [family, parts] of families) {
    const folder = `decisions/${family}`;
    for (const part of ['requirements', 'candidates', 'rules', 'scenarios']) {
      if (!parts.has(part)) problems.push({ message: `this folder has no ${part}.yaml: add one`, where: folder });
    }
    const requirements = yaml(`${folder}/requirements.yaml`, requirementsSchema);
    const candidates = yaml(`${folder}/candidates.yaml`, candidatesSchema);
    const rules = yaml(`${folder}/rules.yaml`, rulesSchema);
    const scenarios = yaml(`${folder}/scenarios.yaml`, scenariosSchema);
    if (requirements && candidates && rules && scenarios)
      decisions.push({ family, ...requirements, ...candidates, ...rules, ...scenarios });
  }

  const tensions = yaml(TENSIONS_FILE, tensionsSchema)?.tensions ?? [];
  const designs: Design[] = [...files.keys()].flatMap((where) => {
    const [, slug] = DESIGN_FILE.exec(where) ?? [];
    const design = slug === undefined ? undefined : yaml(where, designSchema);
    return slug === undefined || design === undefined ? [] : [{ ...design, slug }];
  });

  const reasonings = yaml(REASONINGS_FILE, reasoningsSchema)?.reasonings ?? [];
  const interviews: Interview[] = [...files.keys()].flatMap((where) => {
    const [, slug] = INTERVIEW_FILE.exec(where) ?? [];
    const interview = slug === undefined ? undefined : yaml(where, interviewSchema);
    return slug === undefined || interview === undefined ? [] : [{ ...interview, slug }];
  });

  const ordered = [...topics]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([folder, shape]): Topic => {
      const topic = { ...shape, lessons: lessonsOf.get(folder) ?? [] };
      folders.set(topic, `topics/${folder}`);
      return topic;
    });
  return {
    content: { sources, topics: ordered, decisions: decisions.sort(inCourse), tensions, designs, comparisons, interviews, reasonings },
    problems,
    places: {
      lineOf: (where, path) => yamls.get(where)?.lineOf(path) ?? 1,
      blocks,
      folderOf: (part) => folders.get(part) ?? '',
    },
    unknown,
    samples,
  };
}

/** Families in the order that they name, the others after them by name. */
const inCourse = (one: RuleBook, other: RuleBook) =>
  (one.order ?? Number.MAX_SAFE_INTEGER) - (other.order ?? Number.MAX_SAFE_INTEGER) || one.family.localeCompare(other.family);

function parseLesson(text: string, where: string) {
  const match = /^---\n([\s\S]*?)\n---\n?/.exec(text);
  const front = parseYaml(match?.[1] ?? '{}', where, lessonSchema, match ? 2 : 1);
  const begin = match ? match[0].split('\n').length : 1;
  const { blocks, problems, lines } = parseMarkdown(text.slice(match?.[0].length ?? 0), where, begin);
  const missing: Problem[] = match ? [] : [{ message: 'a lesson begins with front matter between two lines of ---', where, line: 1 }];
  return { front, blocks, lines, problems: [...missing, ...(match ? front.problems : []), ...problems] };
}

/** As all readers expect it: no byte order mark, lines that end with a line feed alone. */
const plain = (text: string) => text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');

/** Control characters could rewrite the terminal of whoever reads the content. One problem for each line, three for each file. */
function controlCharacters(text: string, where: string): readonly Problem[] {
  if (text.includes('\0')) return [{ message: 'this is no text: remove the file, or save it as UTF-8', where }];
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const found = /[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.exec(line);
    if (found === null) continue;
    const code = found[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
    problems.push({ message: `control character U+${code}: remove it`, where, line: index + 1 });
    if (problems.length === 3) break;
  }
  return problems;
}
