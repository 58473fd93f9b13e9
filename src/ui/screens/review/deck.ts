// What a review is made of: the memory joined with the content, and each card as what it asks. Pure but for the services that
// hand out both.
import type { Ask } from '../../../content/catalog.ts';
import { parseDay } from '../../../lib/day.ts';
import type { Progress } from '../../../progress/progress.ts';
import { type DeckCard, deckOf } from '../../../review/deck.ts';
import type { Queued } from '../../../review/queue.ts';
import type { Memory } from '../../../review/replay.ts';
import { INTERVIEW_OPTION, type Today, todaysQueue } from '../../../review/today.ts';
import type { Services } from '../../../services.ts';

/** All cards that there is content for. */
export function currentDeck({ catalog }: Pick<Services, 'catalog'>, progress: Progress, memory: Memory): readonly DeckCard[] {
  return deckOf(catalog.askables(progress.lessonsRead), memory);
}

/** The day of the interview that is planned for, undefined when there is none. */
export function interviewDay(progress: Progress): number | undefined {
  return parseDay(progress.options.get(INTERVIEW_OPTION) ?? '');
}

/** Today's queue, by the plan for an interview where there is one. */
export function currentQueue(deck: readonly DeckCard[], progress: Progress, now: number): Today {
  return todaysQueue(deck, { now, interview: interviewDay(progress) });
}

export interface Sheet {
  readonly queued: Queued;
  readonly ask: Ask;
}

/** The cards that can be put as questions, in order; and the experiments that must be run again, because nobody knows their outcome. */
export function sheetsOf(queue: readonly Queued[], { catalog }: Pick<Services, 'catalog'>) {
  const sheets: Sheet[] = [];
  const toRun: string[] = [];
  for (const queued of queue) {
    const ask = catalog.ask(queued.card.card, queued.card.state?.outcome);
    if (ask !== undefined) sheets.push({ queued, ask });
    else if (queued.card.card.startsWith('experiment:')) toRun.push(queued.card.card.slice('experiment:'.length));
  }
  return { sheets, toRun };
}
