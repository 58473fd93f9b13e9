// What a review says in words, for every face alike: why a card is asked, and when it comes again.
import { daysBetween } from '../lib/day.ts';
import { shortDay } from '../lib/weekday.ts';
import type { Card } from './card.ts';
import type { QueueReason } from './queue.ts';

export const WHY: Readonly<Record<QueueReason, string>> = {
  due: 'due',
  changed: 'what is right has changed since you answered it',
  interview: 'for your interview',
  new: 'new',
};

/** When a card comes again: `again in 10 minutes`, `again tomorrow`, `again in 12 days, on Mon 7 Dec`. */
export function nextWords(card: Card, now: number): string {
  const days = daysBetween(now, card.due);
  if (days <= 0) {
    const minutes = Math.max(1, Math.round((card.due - now) / 60_000));
    if (minutes < 60) return `again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`;
    return `again in ${Math.round(minutes / 60) === 1 ? 'an hour' : `${Math.round(minutes / 60)} hours`}`;
  }
  if (days === 1) return 'again tomorrow';
  return `again in ${days} days, on ${shortDay(card.due).replace(/ +/g, ' ')}`;
}
