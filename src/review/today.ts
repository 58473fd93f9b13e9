// Today's work: what is due, what is new, and what an interview's plan wants today though it is not due.
import { dayOf } from '../lib/day.ts';
import type { DeckCard } from './deck.ts';
import { type Plan, planFor } from './plan.ts';
import { dailyQueue, NEW_A_DAY, newToday, type Queued } from './queue.ts';

export interface Today {
  readonly queue: readonly Queued[];
  /** Undefined without a date, and on or after it. */
  readonly plan: Plan | undefined;
}

export interface TodayOptions {
  readonly now: number;
  /** @default NEW_A_DAY */
  readonly newADay?: number | undefined;
  /** The day of an interview, any moment of it. */
  readonly interview?: number | undefined;
}

/** The option under which the day of an interview is recorded, as `2026-12-10`. */
export const INTERVIEW_OPTION = 'interview';

/** The queue of today, with the plan that it follows. */
export function todaysQueue(deck: readonly DeckCard[], { now, newADay = NEW_A_DAY, interview }: TodayOptions): Today {
  const plan = interview === undefined ? undefined : planFor(deck, { now, on: interview });
  const [first] = plan?.days ?? [];
  const fresh = first === undefined ? newADay : Math.max(newADay, first.fresh.length + newToday(deck, dayOf(now)));
  return { queue: dailyQueue(deck, { now, newADay: fresh, ahead: new Set(first?.reviews) }), plan };
}
