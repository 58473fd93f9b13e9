// What comes due on the days ahead, as things stand: each review moves its card on to a later day, which is not guessed here.
import { daysBetween, startOfDay } from '../lib/day.ts';
import { type DeckCard, hasChanged } from './deck.ts';

export interface ForecastDay {
  /** The first millisecond of the day. */
  readonly day: number;
  readonly due: number;
}

/** Cards that come due on each of the next `days`; the first is today, with everything that is overdue. */
export function forecast(deck: readonly DeckCard[], now: number, days: number): readonly ForecastDay[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const card of deck) {
    if (card.state === undefined) continue;
    const ahead = hasChanged(card) ? 0 : Math.max(0, daysBetween(now, card.state.due));
    if (ahead < days) counts[ahead] = (counts[ahead] ?? 0) + 1;
  }
  return counts.map((due, ahead) => ({ day: startOfDay(now, ahead), due }));
}
