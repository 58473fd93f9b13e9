// Progress is a fold of events: nothing is stored that could be worked out. When an event that was there before begins to
// count otherwise, raise FOLD: what was kept of the fold is worked out anew then (pack-progress.ts).
import { assertNever } from '../lib/assert-never.ts';
import type { Confidence, Grade } from '../quiz/schema.ts';
import type { InterviewScores, Place, ProgressEvent } from './event.ts';

export const FOLD = 1;
export type Sitting = Extract<Place, { readonly screen: 'interview' }>;

export interface Progress {
  /** The exact step to come back to. */
  readonly place: Place | undefined;
  readonly lessonsRead: ReadonlySet<string>;
  /** Last grade per experiment and per question id. */
  readonly experiments: ReadonlyMap<string, Grade>;
  readonly questions: ReadonlyMap<string, Grade>;
  /** Last prediction per experiment id, locked before its run: who comes back before the run finds it. */
  readonly predictions: ReadonlyMap<string, { readonly answer: number; readonly confidence: Confidence }>;
  readonly options: ReadonlyMap<string, string>;
  /** Where one is, or was at the end, in mock interviews, by name. */
  readonly sittings: ReadonlyMap<string, Sitting>;
  /** Last finished attempt per mock interview. */
  readonly interviews: ReadonlyMap<string, { readonly version: number; readonly scores: InterviewScores; readonly passed: boolean }>;
  /** The latest moment of an event that was folded, as it was written; empty at first. */
  readonly latest: string;
}

export const NO_PROGRESS: Progress = {
  place: undefined,
  lessonsRead: new Set(),
  experiments: new Map(),
  questions: new Map(),
  predictions: new Map(),
  options: new Map(),
  interviews: new Map(),
  sittings: new Map(),
  latest: '',
};

/** Progress after one more event. */
export function withEvent(progress: Progress, event: ProgressEvent): Progress {
  const next = draftOf(progress);
  apply(next, event);
  return next;
}

/** Progress after a whole log. */
export function progressOf(events: readonly ProgressEvent[]): Progress {
  return withEvents(NO_PROGRESS, inOrder(events));
}

/**
 * The events in the order of time, where a log that was merged has them in another: of two answers the later one counts. Places
 * and options stay as they came, the last one last: a clock that was wrong for a while must not hold them back.
 */
function inOrder(events: readonly ProgressEvent[]): readonly ProgressEvent[] {
  const sorted = events.every(({ at }, index) => index === 0 || at >= (events[index - 1] as ProgressEvent).at);
  if (sorted) return events;
  const [last, done] = [events.filter(isLastCounts), events.filter((event) => !isLastCounts(event))];
  return [...done.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)), ...last];
}

/** Of these the last one that was recorded counts, or none at all. */
const isLastCounts = ({ kind }: ProgressEvent) => kind === 'visited' || kind === 'set-option' || kind === 'decided';

/** Whether more events can be folded onto a progress: none of those whose order matters is older than what is in it. */
export function comesAfter(progress: Progress, events: readonly ProgressEvent[]): boolean {
  return events.every((event) => isLastCounts(event) || event.at >= progress.latest);
}

/** Progress after some more events. */
export function withEvents(progress: Progress, events: readonly ProgressEvent[]): Progress {
  if (events.length === 0) return progress;
  const next = draftOf(progress);
  for (const event of events) apply(next, event);
  return next;
}

/** A progress under construction: a log of ten thousand events is folded without ten thousand copies. */
type Draft = ReturnType<typeof draftOf>;

function draftOf(progress: Progress) {
  return {
    place: progress.place,
    lessonsRead: new Set(progress.lessonsRead),
    experiments: new Map(progress.experiments),
    questions: new Map(progress.questions),
    predictions: new Map(progress.predictions),
    options: new Map(progress.options),
    interviews: new Map(progress.interviews),
    sittings: new Map(progress.sittings),
    latest: progress.latest,
  };
}

function apply(draft: Draft, event: ProgressEvent): void {
  if (!isLastCounts(event) && event.at > draft.latest) draft.latest = event.at;
  switch (event.kind) {
    case 'visited':
      draft.place = event.place;
      if (event.place.screen === 'interview' && event.place.interview !== '') draft.sittings.set(event.place.interview, event.place);
      return;
    case 'lesson-read':
      draft.lessonsRead.add(event.lesson);
      return;
    case 'experimented':
      draft.experiments.set(event.experiment, event.grade);
      return;
    case 'answered':
      draft.questions.set(event.question, event.grade);
      return;
    case 'set-option':
      draft.options.set(event.option, event.value);
      return;
    case 'predicted':
      draft.predictions.set(event.experiment, { answer: event.answer, confidence: event.confidence });
      return;
    case 'interview':
      draft.interviews.set(event.interview, { version: event.version, scores: event.scores, passed: event.passed });
      return;
    case 'decided':
    case 'reviewed':
      return;
    default:
      assertNever(event);
  }
}
