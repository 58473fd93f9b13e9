// How far one is, counted: lessons read, experiments run, questions answered right.
import type { Lesson } from '../content/schema.ts';
import type { Progress } from '../progress/progress.ts';
import type { Entry } from './contents.ts';
import type { Role, Symbols } from './theme.ts';

export interface Tally {
  readonly done: number;
  readonly total: number;
}

/** What there is to do in these lessons, and what is done. */
export function tallyOf(lessons: readonly Lesson[], progress: Progress): Tally {
  let done = 0;
  let total = 0;
  for (const lesson of lessons) {
    total += 1 + lesson.experiments.length + lesson.questions.length;
    if (progress.lessonsRead.has(lesson.slug)) done += 1;
    done += lesson.experiments.filter(({ id }) => progress.experiments.has(id)).length;
    done += lesson.questions.filter(({ id }) => progress.questions.get(id) === 'correct').length;
  }
  return { done, total };
}

export interface TallyLook {
  readonly mark: string;
  readonly role: Role;
}

/** A tally as its symbol: nothing yet, under way, all done. */
export function tallyMark({ done, total }: Tally, symbols: Symbols): TallyLook {
  if (total > 0 && done >= total) return { mark: symbols.done, role: 'good' };
  return done > 0 ? { mark: symbols.partly, role: 'accent' } : { mark: symbols.todo, role: 'dim' };
}

/** The mark of an entry of the contents: how far one is with a lesson, and what kind of thing the others are. */
export function entryMark(entry: Entry, progress: Progress, symbols: Symbols): TallyLook {
  switch (entry.kind) {
    case 'lesson':
      return tallyMark(tallyOf([entry.lesson], progress), symbols);
    case 'topic':
      return { mark: symbols.dashed, role: 'dim' };
    case 'go':
    case 'memory':
    case 'lab':
    case 'comparison':
    case 'decision':
    case 'interviews':
    case 'design':
      return { mark: symbols.bullet, role: 'accent' };
  }
}
