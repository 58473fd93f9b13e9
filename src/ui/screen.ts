// What a screen is: a view of one route. Effects are requested through these props; a screen holds no store and no socket.

import type { ProgressEvent } from '../progress/event.ts';
import type { Progress } from '../progress/progress.ts';
import type { Services } from '../services.ts';
import type { Route } from './route.ts';

/** A progress event before it is given its time. */
export type Unstamped = ProgressEvent extends infer Event ? (Event extends { at: string } ? Omit<Event, 'at'> : never) : never;

export interface ScreenProps<R extends Route = Route> {
  readonly route: R;
  readonly services: Services;
  readonly progress: Progress;
  /** Cards that are due today; undefined while that is not known yet. */
  readonly due?: number | undefined;
  /** The room that the screen has, chrome already taken off. */
  readonly columns: number;
  readonly rows: number;
  readonly navigate: (route: Route) => void;
  /** To the screen before this one. */
  readonly back: () => void;
  readonly record: (event: Unstamped) => void;
  /** Says in the header where one is, in place of the names that the route has. */
  readonly headline?: (crumbs: readonly string[]) => void;
}
