// Where a person is and how they came there. Pure; app.tsx holds it.
import type { Place } from '../progress/event.ts';
import type { Route } from './route.ts';

/** Routes from the first to the one on the screen; never empty. */
export type History = readonly Route[];

export type HistoryIntent =
  | { readonly type: 'navigate'; readonly route: Route }
  | { readonly type: 'back' }
  | { readonly type: 'home' }
  /** A screen says how far in it one is, so that back comes to that very step. */
  | { readonly type: 'visited'; readonly place: Place };

const HOME: Route = { screen: 'home' };
export const START: History = [HOME];

/** Where one begins: at a place of the course with the first screen beneath it, at a tool with nothing beneath it. */
export function beginHistory(start: Route | undefined): History {
  if (start === undefined) return START;
  return start.screen === 'tap' || start.screen === 'edge' ? [start] : [...START, start];
}

/** Steps that are remembered; more than anybody walks back. */
const DEPTH = 40;

/** A place as the route that leads to it. */
export function routeOfPlace(place: Place): Route {
  switch (place.screen) {
    case 'home':
      return HOME;
    case 'lesson':
      return { screen: 'lesson', lesson: place.lesson, line: place.line };
    case 'lab':
      return { screen: 'lab', lab: place.lab };
    case 'compare':
      return { screen: 'compare', comparison: place.comparison };
    case 'experiment':
      return { screen: 'experiment', experiment: place.experiment, step: place.step };
    case 'quiz':
      return { screen: 'quiz', lesson: place.lesson, question: place.question };
    case 'decision':
      return { screen: 'decision', family: place.family };
    case 'design':
      return { screen: 'design', design: place.design };
    case 'review':
    case 'stats':
      return { screen: place.screen };
    case 'interview':
      return place.interview === ''
        ? { screen: 'interview' }
        : { screen: 'interview', interview: place.interview, seed: place.seed, timed: place.timed };
  }
}

/** What makes two routes the same place, however far in: a screen stays mounted while it is the same. */
export function identityOf(route: Route): string {
  switch (route.screen) {
    case 'lesson':
    case 'quiz':
      return `${route.screen} ${route.lesson}`;
    case 'lab':
      return `lab ${route.lab}`;
    case 'compare':
      return `compare ${route.comparison}`;
    case 'tap':
      return `tap ${route.to}`;
    case 'edge':
      return `edge ${route.origin.host} ${route.origin.port}`;
    case 'experiment':
      return `experiment ${route.experiment}`;
    case 'decision':
      return `decision ${route.family}`;
    case 'interview':
      return `interview ${route.interview ?? ''}`;
    case 'design':
      return `design ${route.design}`;
    case 'home':
    case 'review':
    case 'stats':
    case 'search':
      return route.screen;
  }
}

/** The route on the screen. */
export function current(history: History): Route {
  return history.at(-1) ?? HOME;
}

export function updateHistory(history: History, intent: HistoryIntent): History {
  switch (intent.type) {
    case 'navigate': {
      if (intent.route.screen === 'home') return START;
      // Search is passed through: back leads to where one searched from.
      const before = current(history).screen === 'search' ? history.slice(0, -1) : history;
      const same = identityOf(current(before)) === identityOf(intent.route);
      return [...(same ? before.slice(0, -1) : before), intent.route].slice(-DEPTH);
    }
    case 'back':
      return history.length > 1 ? history.slice(0, -1) : START;
    case 'home':
      return START;
    case 'visited': {
      const route = routeOfPlace(intent.place);
      const index = history.findLastIndex((each) => identityOf(each) === identityOf(route));
      if (index < 0 || JSON.stringify(history[index]) === JSON.stringify(route)) return history;
      return history.with(index, route);
    }
  }
}
