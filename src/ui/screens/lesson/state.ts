// Where a reader is. The place is kept as a unit of the lesson and a line within it, so that another width of the window,
// or another day, shows the same words. Pure.
import type { LessonLayout } from './lines.ts';

export interface LessonState {
  /** Unit at the top of the window, and how many of its lines are scrolled out (below zero: empty lines before it). */
  readonly unit: number;
  readonly within: number;
  /** Cursor in what comes next, at the end of the lesson. */
  readonly choice: number;
}

export type LessonIntent =
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'page'; readonly by: number }
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  | { readonly type: 'heading'; readonly by: 1 | -1 };

/** What the room allows: needed to know where the end is. */
export interface Room {
  readonly layout: Pick<LessonLayout, 'starts' | 'headings'>;
  /** Lines of the lesson and of what comes next. */
  readonly total: number;
  readonly rows: number;
  readonly choices: number;
}

export function startLesson(unit: number): LessonState {
  return { unit: Math.max(0, unit), within: 0, choice: 0 };
}

export function lastLine({ total, rows }: Pick<Room, 'total' | 'rows'>): number {
  return Math.max(0, total - rows);
}

/** The line at the top of the window. */
export function offsetOf(state: LessonState, room: Room): number {
  const { starts } = room.layout;
  // Beyond the last unit is the end.
  if (state.unit >= starts.length) return lastLine(room);
  const { unit } = state;
  const start = starts[unit] ?? 0;
  const end = starts[unit + 1] ?? room.total;
  // The lesson begins at its first line.
  const line = unit === 0 && state.within === 0 ? 0 : start + Math.min(state.within, Math.max(0, end - start - 1));
  return Math.max(0, Math.min(line, lastLine(room)));
}

/** Whether all has been seen. */
export function isAtEnd(state: LessonState, room: Room): boolean {
  return offsetOf(state, room) >= lastLine(room);
}

/** The unit that is written down: whoever was at the end comes back to the end, which may begin within a unit. */
export function placeOf(state: LessonState, room: Room): number {
  return isAtEnd(state, room) ? room.layout.starts.length : state.unit;
}

function at(line: number, state: LessonState, room: Room): LessonState {
  const top = Math.max(0, Math.min(line, lastLine(room)));
  const unit = Math.max(
    0,
    room.layout.starts.findLastIndex((start) => start <= top),
  );
  const within = top - (room.layout.starts[unit] ?? 0);
  return unit === state.unit && within === state.within ? state : { unit, within, choice: 0 };
}

export function updateLesson(state: LessonState, intent: LessonIntent, room: Room): LessonState {
  const line = offsetOf(state, room);
  switch (intent.type) {
    case 'scroll': {
      // At the end, further steps walk through what comes next.
      const choice = state.choice + intent.by;
      if (isAtEnd(state, room) && choice >= 0) return { ...state, choice: Math.min(choice, Math.max(0, room.choices - 1)) };
      return at(line + intent.by, state, room);
    }
    case 'page':
      // Two lines stay, so that the eye finds its place.
      return at(line + intent.by * Math.max(1, room.rows - 2), state, room);
    case 'start':
      return at(0, state, room);
    case 'end':
      return at(lastLine(room), state, room);
    case 'heading': {
      const lines = room.layout.headings.map((heading) => heading.line);
      const target = intent.by > 0 ? lines.find((start) => start > line) : lines.findLast((start) => start < line);
      return at(target ?? (intent.by > 0 ? lastLine(room) : 0), state, room);
    }
  }
}

/** How much of a lesson has been seen, 0 to 100. */
export function percentRead(state: LessonState, room: Room): number {
  if (lastLine(room) === 0) return 100;
  return Math.round((100 * offsetOf(state, room)) / lastLine(room));
}
