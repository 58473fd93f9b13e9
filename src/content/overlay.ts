// A course of one's own laid over the one that ships. What has the same slug or id replaces, everything else adds; nothing
// is taken away. Pure, and of shapes only: whether the result is sound is for check.ts to say.
import type { RuleBook } from '../decision/schema.ts';
import type { Content, Lesson, Topic } from './schema.ts';

/** Two lists as one. `from` says of each entry where it stands in the upper list; undefined: it is of the lower one. */
export interface Laid<T> {
  readonly list: readonly T[];
  readonly from: readonly (number | undefined)[];
}

/** Entries of `upper` take the place of those in `lower` with the same key; the others come after them, in their order. */
export function layOver<T>(lower: readonly T[], upper: readonly T[], keyOf: (entry: T) => string): Laid<T> {
  const list = [...lower];
  const from: (number | undefined)[] = lower.map(() => undefined);
  for (const [index, entry] of upper.entries()) {
    const at = lower.findIndex((other) => keyOf(other) === keyOf(entry));
    // A second entry with this key is a mistake that the checks shall see: it stays beside the first.
    const isFree = at >= 0 && from[at] === undefined;
    list[isFree ? at : list.length] = entry;
    from[isFree ? at : from.length] = index;
  }
  return { list, from };
}

const byId = ({ id }: { readonly id: string }) => id;
/** A rule has no name: it is the one about this candidate under these conditions. */
const byCondition = ({ candidate, when }: RuleBook['rules'][number]) =>
  JSON.stringify([candidate, Object.entries(when).sort(([one], [other]) => one.localeCompare(other))]);

/** A rule book with what somebody changes of it: list by list, the title and order where they are said. */
export function layBook(lower: RuleBook, upper: Partial<RuleBook>) {
  const lists = {
    dimensions: layOver(lower.dimensions, upper.dimensions ?? [], byId),
    candidates: layOver(lower.candidates, upper.candidates ?? [], byId),
    rules: layOver(lower.rules, upper.rules ?? [], byCondition),
    scenarios: layOver(lower.scenarios, upper.scenarios ?? [], byId),
  };
  const book: RuleBook = {
    family: lower.family,
    title: upper.title ?? lower.title,
    order: upper.order ?? lower.order,
    dimensions: lists.dimensions.list,
    candidates: lists.candidates.list,
    rules: lists.rules.list,
    scenarios: lists.scenarios.list,
  };
  return { book, lists };
}

/**
 * The course with a folder's content over it. `upper` holds the folder's own topics, lessons and comparisons, and of the
 * decisions, designs and sources what comes out (see parse.ts); `folderOf` tells where a topic or lesson was read from.
 */
export function layContent(lower: Content, upper: Content, folderOf: (part: Topic | Lesson) => string): Content {
  const own = new Map(upper.topics.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.slug, lesson] as const)));
  const before = new Map(lower.topics.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.slug, lesson] as const)));
  const lessonsOf = (topic: Topic | undefined, added: Topic | undefined): readonly Lesson[] =>
    inOrder(
      (topic?.lessons ?? []).flatMap((lesson, index) => (own.has(lesson.slug) ? [] : [{ at: index + 1, part: lesson }])),
      (added?.lessons ?? []).map((lesson) => ({ at: numberOf(folderOf(lesson)), part: layLesson(before.get(lesson.slug), lesson) })),
    );
  const kept = lower.topics.flatMap((topic, index) => {
    if (upper.topics.some(({ slug }) => slug === topic.slug)) return [];
    return [{ at: index + 1, part: { ...topic, lessons: lessonsOf(topic, undefined) } }];
  });
  const added = upper.topics.map((topic) => {
    const beneath = lower.topics.find(({ slug }) => slug === topic.slug);
    return { at: numberOf(folderOf(topic)), part: { ...topic, lessons: lessonsOf(beneath, topic) } };
  });
  return { ...lower, ...upper, topics: inOrder(kept, added), comparisons: layOver(lower.comparisons, upper.comparisons, byId).list };
}

/** The number in front of a folder's name. */
const numberOf = (folder: string) => Number(/(\d+)-[^/]*$/.exec(folder)?.[1] ?? Number.MAX_SAFE_INTEGER);

interface Placed<T> {
  readonly at: number;
  readonly part: T;
}

/** By number; what is added comes after what has the same number. */
const inOrder = <T>(kept: readonly Placed<T>[], added: readonly Placed<T>[]): readonly T[] =>
  [...kept, ...added].sort((one, other) => one.at - other.at).map(({ part }) => part);

/** A lesson over the one that it replaces, whose experiments and questions stay where no id says otherwise. */
function layLesson(lower: Lesson | undefined, upper: Lesson): Lesson {
  if (lower === undefined) return upper;
  return {
    ...upper,
    experiments: layOver(lower.experiments, upper.experiments, byId).list,
    questions: layOver(lower.questions, upper.questions, byId).list,
  };
}
