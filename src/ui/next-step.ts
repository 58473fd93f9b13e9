// What to do next: the exact step that one was at, while it is still there, or the first lesson that is not read.
import type { Catalog } from '../content/catalog.ts';
import type { Progress } from '../progress/progress.ts';
import type { LabSummary } from '../services.ts';
import { crumbsOf, type Entry } from './contents.ts';
import { routeOfPlace } from './history.ts';
import type { Route } from './route.ts';

/** The step that one would come back to, in words. */
function stepOf(route: Route, catalog: Catalog, labs: readonly LabSummary[]): string {
  const crumbs = crumbsOf(route, catalog, labs);
  const name = crumbs.at(-1) ?? '';
  switch (route.screen) {
    case 'lesson':
      return name;
    case 'lab':
      return `${name} lab`;
    case 'quiz':
      return `${crumbs.at(-2) ?? ''}, question ${(route.question ?? 0) + 1}`;
    case 'experiment':
      return `${name} (experiment)`;
    case 'interview':
      return route.interview === undefined ? 'the mock interviews' : `${name} (interview)`;
    default:
      return name;
  }
}

/** Whether a route leads to something that is still there: content may have changed since it was recorded. */
function isThere(route: Route, catalog: Catalog, labs: readonly LabSummary[]): boolean {
  switch (route.screen) {
    case 'lesson':
    case 'quiz':
      return catalog.lesson(route.lesson) !== undefined;
    case 'experiment':
      return catalog.experiment(route.experiment) !== undefined;
    case 'lab':
      return labs.some(({ id }) => id === route.lab);
    case 'compare':
      return catalog.comparison(route.comparison) !== undefined;
    case 'decision':
      return catalog.decision(route.family) !== undefined;
    case 'interview':
      return route.interview === undefined || catalog.interview(route.interview) !== undefined;
    case 'design':
      return catalog.designs.some(({ slug }) => slug === route.design);
    // To come back to the review is no step of the course: it has an entry of its own.
    case 'review':
    case 'stats':
    case 'home':
    case 'search':
    case 'tap':
    case 'edge':
      return false;
  }
}

/** What to do next: the exact step one was at, or the first lesson that is not read. */
export function nextStep(catalog: Catalog, labs: readonly LabSummary[], progress: Progress): Extract<Entry, { kind: 'go' }> | undefined {
  const place = progress.place && routeOfPlace(progress.place);
  if (place !== undefined && isThere(place, catalog, labs))
    return { kind: 'go', key: 'go', title: 'Continue', step: stepOf(place, catalog, labs), first: false, route: place };
  const lessons = catalog.topics.flatMap((topic) => topic.lessons);
  const lesson = lessons.find(({ slug }) => !progress.lessonsRead.has(slug)) ?? lessons[0];
  if (lesson === undefined) return undefined;
  const route: Route = { screen: 'lesson', lesson: lesson.slug };
  return { kind: 'go', key: 'go', title: 'Start here', step: stepOf(route, catalog, labs), first: true, route };
}
