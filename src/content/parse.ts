// Texts of a content folder to Content, or to every problem that they have. Shapes only; check.ts looks at what refers to
// what. With a course beneath (see overlay.ts), a folder may hold as little as one file of it. Files are known by their place:
//   sources.yaml   topics/NN-topic/{topic.yaml, NN-lesson/{lesson.md, experiment.yaml, quiz.yaml, samples/*}}
//   decisions/{tensions.yaml, family/{requirements, candidates, rules, scenarios}.yaml}   designs/design.yaml
//   comparisons/name.yaml   interviews/name.yaml   reasonings.yaml
import type { z } from 'zod';
import type { Comparison } from '../compare/schema.ts';
import type { Design } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { Interview } from '../interview/schema.ts';
import type { Problem } from '../lib/problem.ts';
import { parseMarkdown } from './markdown.ts';
import { layBook, layOver } from './overlay.ts';
import type { Content, Lesson, Sources, Topic } from './schema.ts';
import { SHAPES } from './shapes.ts';
import { controlCharacters, plain } from './text.ts';
import { parseYaml, type YamlFile } from './yaml.ts';

/** Where things of the content stand in its files: ids and paths to `{where, line}`. */
export interface Places {
  /** Line of a path in a YAML file; undefined for files that are not there. */
  lineOf(where: string, path: readonly PropertyKey[]): number;
  /** Line of each block of a lesson, by the path of its lesson.md. */
  readonly blocks: ReadonlyMap<string, readonly number[]>;
  /** Folder that a topic or a lesson was read from. */
  folderOf(part: Topic | Lesson): string;
  /** Whether this place is in these files; false: it is in the course beneath. */
  isOwn(where: string, path: readonly PropertyKey[]): boolean;
}

export interface ParsedContent {
  /**
   * What could be parsed; files with problems are missing from it. Topics, lessons and comparisons are those of the files;
   * decisions, tensions, designs and sources are laid over those of the course beneath.
   */
  readonly content: Content;
  /** The course beneath. */
  readonly base: Content | undefined;
  /** How many of these the files themselves hold. */
  readonly own: { readonly decisions: number; readonly designs: number; readonly interviews: number; readonly sources: Sources };
  readonly problems: readonly Problem[];
  readonly places: Places;
  /** Files that no reader knows. */
  readonly unknown: readonly string[];
  /** Texts of samples, by path. */
  readonly samples: ReadonlyMap<string, string>;
}

const LESSON_FILE = /^topics\/(\d+-[a-z0-9-]+)\/(\d+-[a-z0-9-]+)\/(lesson\.md|experiment\.yaml|quiz\.yaml|samples\/[^/]+)$/;
const COMPARISON_FILE = /^comparisons\/([a-z0-9-]+)\.yaml$/;
const DECISION_FILE = /^decisions\/([a-z0-9-]+)\/(requirements|candidates|rules|scenarios)\.yaml$/;
const TENSIONS_FILE = 'decisions/tensions.yaml';
const DESIGN_FILE = /^designs\/([a-z0-9-]+)\.yaml$/;
const INTERVIEW_FILE = /^interviews\/([a-z0-9-]+)\.yaml$/;
const REASONINGS_FILE = 'reasonings.yaml';

const bySlug = ({ slug }: { readonly slug: string }) => slug;
/** The folder's name without its number: order may change, the slug stays. */
const slugOf = (folder: string) => folder.replace(/^\d+-/, '');

/** A topic without a topic.yaml: enough for a small course of a user's own. */
function namedAfter(folder: string): Topic {
  const slug = slugOf(folder);
  return { slug, title: slug.replaceAll('-', ' '), summary: '', status: 'ready', planned: '', lessons: [] };
}

/** A folder with questions or experiments and no text, whose lesson is nowhere else. */
function withoutText(slug: string): Omit<Lesson, 'topic' | 'experiments' | 'questions'> {
  const text = 'There is nothing to read here: the questions and experiments are all there is.';
  const blocks: Lesson['blocks'] = [{ kind: 'paragraph', spans: [{ text, style: 'plain' }] }];
  return { slug, title: slug.replaceAll('-', ' '), summary: '', minutes: 1, myths: [], glossary: [], blocks };
}

/** Parses all files of a content folder, which may lie over a course. Never throws. */
export function parseFiles(texts: ReadonlyMap<string, string>, base?: Content): ParsedContent {
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
  /** Where the entries of a file stand that was laid over the same file of the course beneath. */
  const laid = new Map<string, readonly (number | undefined)[]>();
  const beneath = (slug: string) => base?.topics.flatMap(({ lessons }) => lessons).find((lesson) => lesson.slug === slug);

  const yaml = <Schema extends z.ZodType>(where: string, schema: Schema): z.infer<Schema> | undefined => {
    const text = files.get(where);
    if (text === undefined) return undefined;
    const file = parseYaml(text, where, schema);
    yamls.set(where, file);
    problems.push(...file.problems);
    return file.value;
  };

  const sources: Sources = yaml('sources.yaml', SHAPES.sources) ?? {};
  const topics = new Map<string, Topic>();
  for (const where of files.keys()) {
    const match = /^topics\/(\d+-[a-z0-9-]+)\/topic\.yaml$/.exec(where);
    if (match === null) continue;
    const topic = yaml(where, SHAPES.topic);
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
      const comparison = yaml(where, SHAPES.comparison);
      if (comparison !== undefined) comparisons.push({ id: compared[1] as string, ...comparison });
    } else if (where !== TENSIONS_FILE && where !== REASONINGS_FILE && !DESIGN_FILE.test(where) && !INTERVIEW_FILE.test(where)) {
      unknown.push(where);
    }
  }

  const lessonsOf = new Map<string, Lesson[]>();
  for (const [key, { topic, folder, parts }] of lessons) {
    const slug = slugOf(folder);
    let text: Omit<Lesson, 'topic' | 'experiments' | 'questions'> | undefined;
    if (parts.has('lesson.md')) {
      const parsed = parseLesson(files.get(`${key}/lesson.md`) as string, `${key}/lesson.md`);
      problems.push(...parsed.problems);
      yamls.set(`${key}/lesson.md`, parsed.front);
      blocks.set(`${key}/lesson.md`, parsed.lines);
      if (parsed.front.value !== undefined) text = { ...parsed.front.value, slug, blocks: parsed.blocks };
    } else if (base === undefined || [...parts].some((part) => part.startsWith('samples/'))) {
      problems.push({ message: 'this folder has no lesson.md: add one', where: key });
      continue;
    } else text = beneath(slug) ?? withoutText(slug);
    const experiments = yaml(`${key}/experiment.yaml`, SHAPES.experiment)?.experiments ?? [];
    const questions = yaml(`${key}/quiz.yaml`, SHAPES.quiz)?.questions ?? [];
    if (text === undefined) continue;
    const lesson: Lesson = { ...text, topic: slugOf(topic), experiments, questions };
    folders.set(lesson, key);
    lessonsOf.set(topic, [...(lessonsOf.get(topic) ?? []), lesson]);
    if (!topics.has(topic)) topics.set(topic, base?.topics.find((known) => known.slug === slugOf(topic)) ?? namedAfter(topic));
  }

  const decisions: RuleBook[] = (base?.decisions ?? []).filter(({ family }) => !families.has(family));
  for (const [family, parts] of families) {
    const folder = `decisions/${family}`;
    const lower = base?.decisions.find((book) => book.family === family);
    for (const part of ['requirements', 'candidates', 'rules', 'scenarios']) {
      if (!parts.has(part) && lower === undefined) problems.push({ message: `this folder has no ${part}.yaml: add one`, where: folder });
    }
    const requirements = yaml(`${folder}/requirements.yaml`, SHAPES.requirements);
    const candidates = yaml(`${folder}/candidates.yaml`, SHAPES.candidates);
    const rules = yaml(`${folder}/rules.yaml`, SHAPES.rules);
    const scenarios = yaml(`${folder}/scenarios.yaml`, SHAPES.scenarios);
    const said = [requirements, candidates, rules, scenarios].filter((part) => part !== undefined).length;
    if (lower !== undefined && said === parts.size) {
      const { book, lists } = layBook(lower, { ...requirements, ...candidates, ...rules, ...scenarios });
      decisions.push(book);
      laid.set(`${folder}/requirements.yaml`, lists.dimensions.from);
      for (const part of ['candidates', 'rules', 'scenarios'] as const) laid.set(`${folder}/${part}.yaml`, lists[part].from);
    } else if (lower !== undefined) decisions.push(lower);
    else if (requirements && candidates && rules && scenarios)
      decisions.push({ family, ...requirements, ...candidates, ...rules, ...scenarios });
  }

  const tensions = layOver(base?.tensions ?? [], yaml(TENSIONS_FILE, SHAPES.tensions)?.tensions ?? [], ({ id }) => id);
  if (base !== undefined) laid.set(TENSIONS_FILE, tensions.from);
  const designs: Design[] = [...files.keys()].flatMap((where) => {
    const [, slug] = DESIGN_FILE.exec(where) ?? [];
    const design = slug === undefined ? undefined : yaml(where, SHAPES.design);
    return slug === undefined || design === undefined ? [] : [{ ...design, slug }];
  });

  const reasonings = layOver(base?.reasonings ?? [], yaml(REASONINGS_FILE, SHAPES.reasonings)?.reasonings ?? [], ({ id }) => id);
  if (base !== undefined) laid.set(REASONINGS_FILE, reasonings.from);
  const interviews: Interview[] = [...files.keys()].flatMap((where) => {
    const [, slug] = INTERVIEW_FILE.exec(where) ?? [];
    const interview = slug === undefined ? undefined : yaml(where, SHAPES.interview);
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
    content: {
      sources: { ...base?.sources, ...sources },
      topics: ordered,
      decisions: decisions.sort(inCourse),
      tensions: tensions.list,
      designs: layOver(base?.designs ?? [], designs, bySlug).list,
      comparisons,
      interviews: layOver(base?.interviews ?? [], interviews, bySlug).list,
      reasonings: reasonings.list,
    },
    base,
    own: { decisions: families.size, designs: designs.length, interviews: interviews.length, sources },
    problems,
    places: {
      lineOf: (where, [list, index, ...rest]) => {
        const path = [list, typeof index === 'number' ? (laid.get(where)?.[index] ?? index) : index, ...rest];
        return yamls.get(where)?.lineOf(path.filter((key) => key !== undefined)) ?? 1;
      },
      isOwn: (where, [, index]) => {
        if (base === undefined) return true;
        const from = laid.get(where);
        return yamls.has(where) && (from === undefined || typeof index !== 'number' || from[index] !== undefined);
      },
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
  const front = parseYaml(match?.[1] ?? '{}', where, SHAPES.lesson, match ? 2 : 1);
  const begin = match ? match[0].split('\n').length : 1;
  const { blocks, problems, lines } = parseMarkdown(text.slice(match?.[0].length ?? 0), where, begin);
  const missing: Problem[] = match ? [] : [{ message: 'a lesson begins with front matter between two lines of ---', where, line: 1 }];
  return { front, blocks, lines, problems: [...missing, ...(match ? front.problems : []), ...problems] };
}
