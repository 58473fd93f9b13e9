// The table of contents as data: what can be opened, in which order, with how far one is. The home screen and the sidebar
// show the same.
import type { Comparison } from '../compare/schema.ts';
import type { Catalog } from '../content/catalog.ts';
import type { Lesson, Topic } from '../content/schema.ts';
import type { Design } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { Interview } from '../interview/schema.ts';
import type { LabSummary } from '../services.ts';
import { identityOf } from './history.ts';
import type { Route } from './route.ts';

export type Entry =
  | {
      readonly kind: 'go';
      readonly key: string;
      readonly title: string;
      readonly step: string;
      readonly first: boolean;
      readonly route: Route;
    }
  | {
      readonly kind: 'lesson';
      readonly key: string;
      readonly title: string;
      readonly lesson: Lesson;
      readonly topic: Topic;
      readonly route: Route;
    }
  | {
      readonly kind: 'memory';
      readonly key: string;
      readonly title: string;
      readonly route: Route & { readonly screen: 'review' | 'stats' };
    }
  | { readonly kind: 'topic'; readonly key: string; readonly title: string; readonly topic: Topic; readonly route: undefined }
  | { readonly kind: 'lab'; readonly key: string; readonly title: string; readonly lab: LabSummary; readonly route: Route }
  | { readonly kind: 'comparison'; readonly key: string; readonly title: string; readonly comparison: Comparison; readonly route: Route }
  | {
      readonly kind: 'interviews';
      readonly key: string;
      readonly title: string;
      readonly interviews: readonly Interview[];
      readonly route: Route;
    }
  | { readonly kind: 'decision'; readonly key: string; readonly title: string; readonly book: RuleBook; readonly route: Route }
  | { readonly kind: 'design'; readonly key: string; readonly title: string; readonly design: Design; readonly route: Route };

export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The two entries of the memory. */
export const REVIEW = { kind: 'memory', key: 'review', title: 'Review', route: { screen: 'review' } } as const satisfies Entry;
export const STATS = { kind: 'memory', key: 'stats', title: 'What you remember', route: { screen: 'stats' } } as const satisfies Entry;

/** The names of a route, from the outside in, for the header. */
export function crumbsOf(route: Route, catalog: Catalog, labs: readonly LabSummary[]): readonly string[] {
  const lessonCrumbs = (slug: string) => {
    const lesson = catalog.lesson(slug);
    return lesson === undefined ? [] : [catalog.topic(lesson.topic)?.title ?? '', lesson.title].filter((name) => name !== '');
  };
  switch (route.screen) {
    case 'home':
      return [];
    case 'search':
      return ['Search'];
    case 'review':
      return [REVIEW.title];
    case 'stats':
      return [STATS.title];
    case 'lesson':
      return lessonCrumbs(route.lesson);
    case 'quiz':
      return [...lessonCrumbs(route.lesson), 'Quiz'];
    case 'lab':
      return ['Labs', labs.find(({ id }) => id === route.lab)?.title ?? route.lab];
    case 'compare':
      return ['Labs', catalog.comparison(route.comparison)?.title ?? route.comparison];
    case 'tap':
      return ['Tap', route.to.replace(/^https?:\/\//, '')];
    case 'edge':
      return ['Edge', `${route.origin.host}:${route.origin.port}`];
    case 'experiment': {
      const found = catalog.experiment(route.experiment);
      return found === undefined ? ['Experiment'] : [...lessonCrumbs(found.lesson.slug), found.experiment.title];
    }
    case 'decision':
      return ['Decide', catalog.decision(route.family)?.title ?? route.family];
    case 'interview':
      return ['Mock interview', ...(route.interview === undefined ? [] : [catalog.interview(route.interview)?.title ?? route.interview])];
    case 'design':
      return ['Designs', catalog.designs.find(({ slug }) => slug === route.design)?.title ?? route.design];
  }
}

/** What is not there yet, plainly. */
function laterEntry(topic: Topic, title: string): Entry {
  return { kind: 'topic', key: `topic ${topic.slug}`, title, topic, route: undefined };
}

/** Everything that there is, in the order of the course. */
export function contentsOf(catalog: Catalog, labs: readonly LabSummary[]): readonly Section[] {
  const here = catalog.topics.filter((topic) => topic.lessons.length > 0);
  const later = catalog.topics.filter((topic) => topic.lessons.length === 0);
  const sections: readonly Section[] = [
    ...here.map(
      (topic): Section => ({
        title: topic.title,
        entries: [
          ...topic.lessons.map(
            (lesson): Entry => ({
              kind: 'lesson',
              key: `lesson ${lesson.slug}`,
              title: lesson.title,
              lesson,
              topic,
              route: { screen: 'lesson', lesson: lesson.slug },
            }),
          ),
          ...(topic.planned === '' ? [] : [laterEntry(topic, 'More to come')]),
        ],
      }),
    ),
    {
      title: 'Labs',
      entries: [
        ...labs.map((lab): Entry => ({ kind: 'lab', key: `lab ${lab.id}`, title: lab.title, lab, route: { screen: 'lab', lab: lab.id } })),
        ...catalog.comparisons.map(
          (comparison): Entry => ({
            kind: 'comparison',
            key: `compare ${comparison.id}`,
            title: comparison.title,
            comparison,
            route: { screen: 'compare', comparison: comparison.id },
          }),
        ),
      ],
    },
    {
      title: 'Decide',
      entries: catalog.decisions.map((book) => ({
        kind: 'decision',
        key: `decision ${book.family}`,
        title: book.title,
        book,
        route: { screen: 'decision', family: book.family },
      })),
    },
    {
      title: 'Designs',
      entries: catalog.designs.map((design) => ({
        kind: 'design',
        key: `design ${design.slug}`,
        title: design.title,
        design,
        route: { screen: 'design', design: design.slug },
      })),
    },
    {
      title: 'Be asked',
      entries:
        catalog.interviews.length === 0
          ? []
          : [
              {
                kind: 'interviews',
                key: 'interviews',
                title: 'Mock interview',
                interviews: catalog.interviews,
                route: { screen: 'interview' },
              },
            ],
    },
    { title: 'Memory', entries: [REVIEW, STATS] },
    {
      title: 'Not here yet',
      entries: later.map((topic) => laterEntry(topic, topic.title)),
    },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

/** The entry that stands for what is on the screen. */
export function entryOf(route: Route, catalog: Catalog): string | undefined {
  switch (route.screen) {
    case 'lesson':
    case 'quiz':
      return `lesson ${route.lesson}`;
    case 'experiment': {
      const lesson = catalog.experiment(route.experiment)?.lesson;
      return lesson === undefined ? undefined : `lesson ${lesson.slug}`;
    }
    case 'interview':
      return 'interviews';
    default:
      return identityOf(route);
  }
}
