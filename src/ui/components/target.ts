// Where a `see:` of content leads.
import type { Route } from '../route.ts';

/** The route of `lesson:<slug>`, `lab:<id>` or `experiment:<id>`; undefined for anything else. */
export function routeOf(see: string): Route | undefined {
  const [kind, id = ''] = see.split(':');
  if (id === '') return undefined;
  switch (kind) {
    case 'lesson':
      return { screen: 'lesson', lesson: id };
    case 'lab':
      return { screen: 'lab', lab: id };
    case 'experiment':
      return { screen: 'experiment', experiment: id };
    default:
      return undefined;
  }
}
