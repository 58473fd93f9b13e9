// What is done in a run and what is waited for: plain data that an experiment file writes and a lab's default run uses.
// Waiting is always for something that was observed, never only for time to pass, except where time itself is the point.
import type { Conditions } from './conditions.ts';
import type { Direction, WireEvent } from './event.ts';

/** Picks events by name, direction and values of their data (`where: {kind: ping}`). */
export interface EventMatch {
  readonly event: string;
  readonly direction?: Direction | undefined;
  readonly connection?: number | undefined;
  readonly where?: Readonly<Record<string, string | number | boolean>> | undefined;
}

export type Step =
  /** Performs an action of the lab. */
  | { readonly do: string }
  /** Changes the path. */
  | { readonly set: Partial<Conditions> }
  /** Waits until `count` (1) matching events have been seen since the step began; gives up after `within` milliseconds (5000). */
  | { readonly until: EventMatch; readonly count?: number | undefined; readonly within?: number | undefined }
  /** Lets the run go on for this many milliseconds: for what only shows with time, like a silence. */
  | { readonly run: number };

/** Whether the event is one that the match describes. Strings match the whole value; `/x/` matches as a regular expression. */
export function matches(event: WireEvent, match: EventMatch): boolean {
  if (event.name !== match.event) return false;
  if (match.direction !== undefined && event.direction !== match.direction) return false;
  if (match.connection !== undefined && event.connection !== match.connection) return false;
  const data = event.data as Readonly<Record<string, unknown>>;
  return Object.entries(match.where ?? {}).every(([key, wanted]) => {
    const value = data[key];
    if (typeof wanted === 'string' && wanted.length > 2 && wanted.startsWith('/') && wanted.endsWith('/')) {
      return new RegExp(wanted.slice(1, -1)).test(typeof value === 'string' ? value : JSON.stringify(value));
    }
    return value === wanted;
  });
}
