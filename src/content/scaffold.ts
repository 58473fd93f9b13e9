// What `wirewise new` and `npm run new:lesson` make: the place of new files in a content folder, and their texts. It is
// handed what is there and writes nothing.
import type { QuestionKind } from '../quiz/schema.ts';
import { experimentText, interviewText, lessonText, QUESTION_KINDS, quizText, scenarioText, topicText } from './scaffold-texts.ts';

export type Scaffold =
  | { readonly kind: 'topic'; readonly name: string }
  | { readonly kind: 'lesson'; readonly name: string; readonly topic: string; readonly lab?: string | undefined }
  | { readonly kind: 'question'; readonly lesson: string; readonly ask?: QuestionKind | undefined }
  /** Of the decision quiz in this family, or a mock interview. */
  | { readonly kind: 'scenario'; readonly name: string; readonly family?: string | undefined };

/** What is there already. */
export interface Surroundings {
  /** Paths in the content folder, with forward slashes. */
  readonly paths: readonly string[];
  /** The course beneath, as far as it is of interest here: topics and lessons by slug in their order, families, questions by id. */
  readonly topics: readonly { readonly slug: string; readonly lessons: readonly { readonly slug: string }[] }[];
  readonly families: readonly string[];
  /** The content folder, as it is called in sentences. */
  readonly folder: string;
}

export interface Planned {
  /** Folder of the new files, from the content folder; empty where there are none of its own. */
  readonly folder: string;
  /** Text by name in that folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Plans the files, or says in one sentence why not; `usage`: because of what was asked for, not of what is there. */
export function planScaffold(asked: Scaffold, there: Surroundings): Planned | { readonly problem: string; readonly usage: boolean } {
  switch (asked.kind) {
    case 'topic': {
      const own = foldersOf(there);
      const same = own.find(({ topic }) => bare(topic) === asked.name)?.topic;
      if (same !== undefined || there.topics.some(({ slug }) => slug === asked.name))
        return {
          usage: false,
          problem: `there is a topic '${asked.name}' already, in ${same ?? 'the course'}: choose another name, or add a lesson to it`,
        };
      const bad = slugProblem(asked.name) ?? taken(asked.name, there);
      if (bad !== undefined) return bad;
      const number = next([...own.map(({ topic }) => topic), ...there.topics.map((_, index) => `${index + 1}-`)]);
      const lesson = `01-${asked.name}`;
      const files = Object.entries(lessonFiles(asked.name)).map(([name, text]) => [`${lesson}/${name}`, text] as const);
      return { folder: `topics/${number}-${asked.name}`, files: new Map([['topic.yaml', topicText()], ...files]) };
    }
    case 'lesson': {
      const topic = topicFolder(asked.topic, there);
      if (typeof topic !== 'string') return topic;
      const bad = slugProblem(asked.name) ?? labProblem(asked.lab) ?? taken(asked.name, there);
      if (bad !== undefined) return bad;
      const beneath = there.topics.find(({ slug }) => slug === bare(topic))?.lessons ?? [];
      const own = foldersOf(there).filter((other) => other.topic === topic);
      const number = next([...own.map(({ lesson }) => lesson), ...beneath.map((_, index) => `${index + 1}-`)]);
      return { folder: `topics/${topic}/${number}-${asked.name}`, files: new Map(Object.entries(lessonFiles(asked.name, asked.lab))) };
    }
    case 'question': {
      const folder = lessonFolder(asked.lesson, there);
      if (typeof folder !== 'string') return folder;
      const kinds = asked.ask === undefined ? QUESTION_KINDS : [asked.ask];
      // A question beside those of the course must not take the place of one.
      const isBeneath = there.topics.some(({ lessons }) => lessons.some(({ slug }) => slug === asked.lesson));
      return { folder, files: new Map([['quiz.yaml', quizText(asked.lesson, isBeneath ? `${asked.lesson}-own` : asked.lesson, kinds)]]) };
    }
    case 'scenario': {
      const bad = slugProblem(asked.name);
      if (bad !== undefined) return bad;
      const { family } = asked;
      if (family === undefined) return { folder: 'interviews', files: new Map([[`${asked.name}.yaml`, interviewText()]]) };
      const families = [...new Set([...there.families, ...there.paths.flatMap((where) => /^decisions\/([^/]+)\//.exec(where)?.[1] ?? [])])];
      if (!families.includes(family)) return { usage: true, problem: `there is no family '${family}'; there are ${families.join(', ')}` };
      return { folder: `decisions/${family}`, files: new Map([['scenarios.yaml', scenarioText(asked.name, family)]]) };
    }
  }
}

/** The name of a folder without its number. */
const bare = (folder: string) => folder.replace(/^\d+-/, '');

/** The number after the highest in front of these names. */
const next = (names: readonly string[]) =>
  String(Math.max(0, ...names.map((name) => Number(/^(\d+)-/.exec(name)?.[1] ?? 0))) + 1).padStart(2, '0');

function lessonFiles(slug: string, lab?: string): Readonly<Record<string, string>> {
  const quiz = quizText(slug, slug, QUESTION_KINDS);
  return {
    'lesson.md': lessonText(lab),
    'quiz.yaml': quiz,
    ...(lab === undefined ? {} : { 'experiment.yaml': experimentText(slug, lab) }),
  };
}

/** Folders of topics and lessons in the content folder; `lesson` is empty for the topic itself. */
function foldersOf({ paths }: Surroundings): readonly { readonly topic: string; readonly lesson: string }[] {
  return paths.flatMap((where) => {
    const [, topic = '', lesson = ''] = /^topics\/([^/]+)\/(?:([^/]+)\/)?/.exec(where) ?? [];
    return topic === '' ? [] : [{ topic, lesson }];
  });
}

const twoDigits = (index: number) => String(index + 1).padStart(2, '0');

/** Folder of a topic, which is the content folder's own or has the number that it has in the course. */
function topicFolder(name: string, there: Surroundings) {
  const own = foldersOf(there).find(({ topic }) => topic === name || bare(topic) === name)?.topic;
  const index = there.topics.findIndex(({ slug }) => slug === bare(name));
  if (own !== undefined) return own;
  if (index >= 0) return `${twoDigits(index)}-${bare(name)}`;
  const known = [...new Set([...there.topics.map(({ slug }) => slug), ...foldersOf(there).map(({ topic }) => bare(topic))])];
  return { usage: true, problem: `there is no topic '${name}'; there are ${known.join(', ')}` };
}

function lessonFolder(name: string, there: Surroundings) {
  const own = foldersOf(there).find(({ lesson }) => lesson === name || bare(lesson) === name);
  if (own !== undefined) return `topics/${own.topic}/${own.lesson}`;
  for (const [index, topic] of there.topics.entries()) {
    const at = topic.lessons.findIndex(({ slug }) => slug === name);
    if (at < 0) continue;
    const folder = foldersOf(there).find((other) => bare(other.topic) === topic.slug)?.topic ?? `${twoDigits(index)}-${topic.slug}`;
    return `topics/${folder}/${twoDigits(at)}-${name}`;
  }
  return { usage: true, problem: `there is no lesson '${name}' to ask about: name one by its slug, or make it with the kind lesson` };
}

function taken(slug: string, there: Surroundings) {
  const own = foldersOf(there).find(({ lesson }) => bare(lesson) === slug);
  const beneath = there.topics.find(({ lessons }) => lessons.some((lesson) => lesson.slug === slug));
  if (own === undefined && beneath === undefined) return undefined;
  const where = own === undefined ? `the topic ${beneath?.slug} of the course` : `${there.folder}/topics/${own.topic}/${own.lesson}`;
  return { usage: false, problem: `there is a lesson '${slug}' already, in ${where}: choose another slug` };
}

function slugProblem(slug: string) {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return undefined;
  return { usage: true, problem: `a slug has lower-case letters, digits and hyphens, unlike '${slug}'` };
}

function labProblem(lab: string | undefined) {
  if (lab === undefined || /^[a-z0-9-]+$/.test(lab)) return undefined;
  return { usage: true, problem: `a lab's id has lower-case letters, digits and hyphens, unlike '${lab}'` };
}
