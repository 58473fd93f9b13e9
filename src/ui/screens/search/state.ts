// What can be found, and in which order. Pure.
import type { Catalog } from '../../../content/catalog.ts';
import type { LabSummary } from '../../../services.ts';
import { REVIEW, STATS } from '../../contents.ts';
import type { Route } from '../../route.ts';

export interface Findable {
  readonly key: string;
  readonly kind: 'topic' | 'lesson' | 'lab' | 'experiment' | 'word' | 'decision' | 'design' | 'interview' | 'comparison' | 'memory';
  readonly title: string;
  /** Said below when it is under the cursor, and searched too. */
  readonly text: string;
  /** Citation, or empty. */
  readonly source: string;
  readonly route: Route | undefined;
}

/** Everything that search knows. */
export function findables(catalog: Catalog, labs: readonly LabSummary[]): readonly Findable[] {
  const lessons = catalog.topics.flatMap((topic) => topic.lessons);
  return [
    ...lessons.map(
      (lesson): Findable => ({
        key: `lesson ${lesson.slug}`,
        kind: 'lesson',
        title: lesson.title,
        text: lesson.summary,
        source: '',
        route: { screen: 'lesson', lesson: lesson.slug },
      }),
    ),
    ...labs.map(
      (lab): Findable => ({
        key: `lab ${lab.id}`,
        kind: 'lab',
        title: `${lab.title} lab`,
        text: lab.summary,
        source: '',
        route: { screen: 'lab', lab: lab.id },
      }),
    ),
    ...catalog.comparisons.map(
      (comparison): Findable => ({
        key: `compare ${comparison.id}`,
        kind: 'comparison',
        title: comparison.title,
        text: comparison.summary,
        source: '',
        route: { screen: 'compare', comparison: comparison.id },
      }),
    ),
    ...lessons.flatMap((lesson) =>
      lesson.experiments.map(
        (experiment): Findable => ({
          key: `experiment ${experiment.id}`,
          kind: 'experiment',
          title: experiment.title,
          text: experiment.setup.replace(/\s+/g, ' '),
          source: '',
          route: { screen: 'experiment', experiment: experiment.id },
        }),
      ),
    ),
    ...catalog.interviews.map(
      ({ slug, title, prompt }): Findable => ({
        key: `interview ${slug}`,
        kind: 'interview',
        title,
        text: prompt.replace(/\s+/g, ' '),
        source: '',
        route: { screen: 'interview', interview: slug },
      }),
    ),
    ...catalog.decisions.map(
      (book): Findable => ({
        key: `decision ${book.family}`,
        kind: 'decision',
        title: book.title,
        text: book.candidates.map((candidate) => candidate.title).join(', '),
        source: '',
        route: { screen: 'decision', family: book.family },
      }),
    ),
    ...catalog.designs.map(
      (design): Findable => ({
        key: `design ${design.slug}`,
        kind: 'design',
        title: design.title,
        text: design.story,
        source: '',
        route: { screen: 'design', design: design.slug },
      }),
    ),
    {
      key: 'review',
      kind: 'memory',
      title: REVIEW.title,
      text: 'Everything that you were asked, again before you forget it: the cards of today.',
      source: '',
      route: REVIEW.route,
    },
    {
      key: 'stats',
      kind: 'memory',
      title: STATS.title,
      text: 'Statistics: the forecast of reviews, weak topics, and how sure you were against how right.',
      source: '',
      route: STATS.route,
    },
    ...catalog.glossary.map(
      (entry): Findable => ({
        key: `word ${entry.lesson} ${entry.term}`,
        kind: 'word',
        title: entry.term,
        text: entry.meaning,
        source: entry.source,
        route: { screen: 'lesson', lesson: entry.lesson },
      }),
    ),
    ...catalog.topics.map(
      (topic): Findable => ({
        key: `topic ${topic.slug}`,
        kind: 'topic',
        title: topic.title,
        text: `${topic.summary} ${topic.planned}`.trim(),
        source: '',
        route: topic.lessons[0] === undefined ? undefined : { screen: 'lesson', lesson: topic.lessons[0].slug },
      }),
    ),
  ];
}

/** How well one word of a query fits: the title counts more than the text, a beginning more than a middle; 0 is not at all. */
function fitness(word: string, { title, text }: Findable): number {
  const name = title.toLowerCase();
  if (name === word) return 100;
  if (name.startsWith(word)) return 60;
  const at = name.indexOf(word);
  if (at > 0) return /[\s-]/.test(name[at - 1] as string) ? 40 : 25;
  const inText = text.toLowerCase().indexOf(word);
  if (inText < 0) return 0;
  return inText === 0 || /[\s-]/.test(text[inText - 1] as string) ? 8 : 3;
}

/** What fits every word of the query, best first; among equals the order of the list. */
export function find(query: string, all: readonly Findable[]): readonly Findable[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return all.filter(({ kind }) => kind !== 'word' && kind !== 'topic');
  const whole = words.join(' ');
  return all
    .map((item) => {
      const fits = words.map((word) => fitness(word, item));
      const score = fits.includes(0)
        ? 0
        : fits.reduce((sum, each) => sum + each, 0) / words.length + (item.title.toLowerCase() === whole ? 100 : 0);
      return { item, score };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}

export interface SearchState {
  readonly query: string;
  readonly index: number;
}

export type SearchIntent =
  | { readonly type: 'type'; readonly character: string }
  | { readonly type: 'erase' }
  | { readonly type: 'clear' }
  | { readonly type: 'move'; readonly by: number; readonly count: number };

/** Longer than anything one searches for. */
const LENGTH = 60;

export function updateSearch(state: SearchState, intent: SearchIntent): SearchState {
  switch (intent.type) {
    case 'type':
      return state.query.length >= LENGTH ? state : { query: state.query + intent.character, index: 0 };
    case 'erase':
      return { query: [...state.query].slice(0, -1).join(''), index: 0 };
    case 'clear':
      return { query: '', index: 0 };
    case 'move':
      return { ...state, index: Math.max(0, Math.min(intent.count - 1, state.index + intent.by)) };
  }
}
