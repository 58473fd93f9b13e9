// What is asked today, and in which order. The same day and the same cards give the same queue.
//
// The order mixes what looks alike: cards come in pairs of one topic but of two lessons (an event stream beside a WebSocket),
// so that the learner has to tell them apart, and each pair is of another topic than the one before it, as far as there are
// others. No two cards of one lesson follow each other while that can be avoided.
import { dayOf, startOfDay } from '../lib/day.ts';
import { hashOf } from '../lib/hash.ts';
import { seededRandom, shuffled } from '../lib/random.ts';
import { type DeckCard, hasChanged, isAskedBy } from './deck.ts';

/** New cards a day, unless another number is asked for. */
export const NEW_A_DAY = 10;

export type QueueReason = 'due' | 'changed' | 'interview' | 'new';

export interface Queued {
  readonly card: DeckCard;
  /** Why it is asked today. */
  readonly why: QueueReason;
}

export interface QueueOptions {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** How many cards that were never asked may come on one day. @default NEW_A_DAY */
  readonly newADay?: number;
  /** Cards that a plan wants today though they are not due. */
  readonly ahead?: ReadonlySet<string>;
}

/** Everything that is to be asked by the end of the day, in order. */
export function dailyQueue(deck: readonly DeckCard[], { now, newADay = NEW_A_DAY, ahead = new Set() }: QueueOptions): readonly Queued[] {
  const tonight = startOfDay(now, 1) - 1;
  const asked = deck.flatMap((card): Queued[] => {
    if (card.state === undefined) return [];
    if (hasChanged(card)) return [{ card, why: 'changed' }];
    if (isAskedBy(card, tonight)) return [{ card, why: 'due' }];
    return ahead.has(card.card) ? [{ card, why: 'interview' }] : [];
  });
  const random = seededRandom(hashOf(dayOf(now)));
  const fresh = shuffled(
    deck.filter(({ state, fresh: may }) => state === undefined && may),
    random,
  ).slice(0, Math.max(0, newADay - newToday(deck, dayOf(now))));
  return interleave(shuffled([...asked, ...fresh.map((card): Queued => ({ card, why: 'new' }))], random));
}

/** How many cards that are due by the end of the day there are: what the first screen says. Changed ones count. */
export function dueToday(deck: readonly DeckCard[], now: number): number {
  const tonight = startOfDay(now, 1) - 1;
  return deck.filter((card) => isAskedBy(card, tonight)).length;
}

/** How many cards were asked for the first time on a day, wherever that was. */
export function newToday(deck: readonly DeckCard[], day: string): number {
  return deck.filter(({ state }) => state !== undefined && dayOf(state.first) === day).length;
}

/** Mixes cards as the head of this file says. Within a lesson their order stays as it is. */
export function interleave(queued: readonly Queued[]): readonly Queued[] {
  const lessons = new Map<string, { readonly topic: string; readonly cards: Queued[] }>();
  for (const one of queued) {
    const key = `${one.card.topic} ${one.card.lesson}`;
    const group = lessons.get(key) ?? { topic: one.card.topic, cards: [] };
    group.cards.push(one);
    lessons.set(key, group);
  }
  const groups = [...lessons.values()];
  const result: Queued[] = [];
  let before: (typeof groups)[number] | undefined;
  let second = false;
  for (let left = queued.length; left > 0; left--) {
    const wanted = (group: (typeof groups)[number]) => {
      if (before === undefined) return 0;
      if (group === before) return 2;
      return (group.topic === before.topic) === second ? 0 : 1;
    };
    // A lesson that has more cards left than all others together must come now, or its cards would follow each other.
    const largest = groups.reduce((most, group) => (group.cards.length > most.cards.length ? group : most));
    const pressing = largest !== before && 2 * largest.cards.length > left;
    const next = pressing
      ? largest
      : groups
          .filter(({ cards }) => cards.length > 0)
          .reduce((best, group) => {
            const by = wanted(group) - wanted(best);
            return by < 0 || (by === 0 && group.cards.length > best.cards.length) ? group : best;
          });
    second = before === undefined || next.topic !== before.topic;
    before = next;
    result.push(next.cards.shift() as Queued);
  }
  return result;
}
