// Progress is a fold of events: nothing is stored that could be worked out.
import type { Grade } from '../quiz/schema.ts';
import type { Place, ProgressEvent } from './event.ts';

export interface Progress {
  /** The exact step to come back to. */
  readonly place: Place | undefined;
  readonly lessonsRead: ReadonlySet<string>;
  /** Last grade per experiment and per question id. */
  readonly experiments: ReadonlyMap<string, Grade>;
  readonly questions: ReadonlyMap<string, Grade>;
  readonly options: ReadonlyMap<string, string>;
}

export const NO_PROGRESS: Progress = {
  place: undefined,
  lessonsRead: new Set(),
  experiments: new Map(),
  questions: new Map(),
  options: new Map(),
};

/** Progress after one more event. */
export function withEvent(progress: Progress, event: ProgressEvent): Progress {
  switch (event.kind) {
    case 'visited':
      return { ...progress, place: event.place };
    case 'lesson-read':
      return { ...progress, lessonsRead: new Set([...progress.lessonsRead, event.lesson]) };
    case 'experimented':
      return { ...progress, experiments: new Map([...progress.experiments, [event.experiment, event.grade]]) };
    case 'answered':
      return { ...progress, questions: new Map([...progress.questions, [event.question, event.grade]]) };
    case 'set-option':
      return { ...progress, options: new Map([...progress.options, [event.option, event.value]]) };
    case 'predicted':
    case 'decided':
      return progress;
  }
}

/** Progress after a whole log. */
export function progressOf(events: readonly ProgressEvent[]): Progress {
  return events.reduce(withEvent, NO_PROGRESS);
}
