// An interview on a date, planned backwards from it: every card is to be remembered with the wanted chance on that day.
//
// For each card the chance on the day is worked out as if it were not asked again (FSRS's forgetting curve). A card that would
// fall below the wanted chance gets a review before the day: the weakest cards first, in shares that fall evenly from today to
// the eve, so that about half of them are asked in the first third; and what is due sooner than its share comes is asked when
// it is due. A card that one review would not carry to the day (judged as if it were answered right) gets a second one in the
// second half, on the day that has least to do. Cards that were never asked are spread in falling shares too, and none comes
// new on the last two days. All of it is worked out anew from what was really answered; what was asked today already counts as
// done of today's share.
import { daysBetween, startOfDay } from '../lib/day.ts';
import type { Card } from './card.ts';
import type { DeckCard } from './deck.ts';
import { recallAt, schedule } from './schedule.ts';

/** The chance to recall a card on the day that a plan aims at. */
export const WANTED = 0.9;
/** Days before the interview on which nothing new is begun. */
const NOTHING_NEW = 2;
const NOON = 12 * 3_600_000;

export interface PlanDay {
  readonly day: number;
  /** Ids of cards that were asked before. */
  readonly reviews: readonly string[];
  /** Ids of cards that come for the first time. */
  readonly fresh: readonly string[];
}

export interface Plan {
  /** From today to the eve of the interview. */
  readonly days: readonly PlanDay[];
  /** Mean chance to recall a card that was asked before, on the day: when nothing is done, and when the plan is kept. */
  readonly without: number;
  readonly kept: number;
}

export interface PlanOptions {
  readonly now: number;
  /** The day of the interview, any moment of it; later than today. */
  readonly on: number;
  /** 0 to 1. @default WANTED */
  readonly wanted?: number;
}

/** What to do on each day until the interview; undefined when there is no whole day left for it. */
export function planFor(deck: readonly DeckCard[], { now, on, wanted = WANTED }: PlanOptions): Plan | undefined {
  const length = daysBetween(now, on);
  if (length < 1) return undefined;
  const interview = startOfDay(on) + NOON;
  const asked = deck.flatMap(({ state }) => (state === undefined ? [] : [state]));
  const chances = new Map(asked.map((card) => [card.id, recallAt(card, interview)]));
  const chanceOf = ({ id }: Card) => chances.get(id) ?? 0;
  const morning = startOfDay(now);
  const isDone = (card: Card) => card.last >= morning;
  const weak = asked
    .filter((card) => chanceOf(card) < wanted)
    .sort((one, other) => Number(isDone(one)) - Number(isDone(other)) || chanceOf(one) - chanceOf(other) || (one.id < other.id ? -1 : 1));
  const fresh = deck.filter(({ state, fresh: may }) => state === undefined && may).map(({ card }) => card);

  const days: Day[] = Array.from({ length }, (_, ahead) => ({ day: startOfDay(now, ahead), reviews: [], fresh: [] }));
  const dayAt = (ahead: number) => days[Math.min(ahead, length - 1)] as Day;
  const begun = asked.filter(({ first }) => first >= morning).length;
  for (const [ahead, ids] of share(fresh, Math.max(1, length - NOTHING_NEW), begun).entries()) dayAt(ahead).fresh = ids;

  const firsts = share(weak, length, asked.filter(isDone).length).flatMap((cards, ahead) =>
    // What is due before its share comes is asked on its day anyway.
    cards.map((card) => ({ card, ahead: Math.min(ahead, Math.max(0, daysBetween(now, card.due))) })),
  );
  for (const { card, ahead } of firsts) dayAt(ahead).reviews.push(card.id);
  const after = new Map(chances);
  const noonOf = (ahead: number) => startOfDay(now, ahead) + NOON;
  for (const { card, ahead } of firsts) {
    const once = schedule(card, { id: card.id, rating: 'good', at: Math.max(card.last, ahead === 0 ? now : noonOf(ahead)) }).card;
    let chance = recallAt(once, interview);
    const second = chance < wanted ? lightestDay(days, ahead) : undefined;
    if (second !== undefined) {
      chance = recallAt(schedule(once, { id: card.id, rating: 'good', at: noonOf(second) }).card, interview);
      dayAt(second).reviews.push(card.id);
    }
    after.set(card.id, chance);
  }
  return { days, without: mean(chances), kept: mean(after) };
}

interface Day {
  readonly day: number;
  readonly reviews: string[];
  fresh: readonly string[];
}

/** The day in the second half, later than `first`, with the least to do; the latest of several. Undefined when there is none. */
function lightestDay(days: readonly Day[], first: number): number | undefined {
  let best: number | undefined;
  for (let ahead = Math.max(first + 1, Math.floor(days.length / 2)); ahead < days.length; ahead++) {
    const load = (at: number) => days[at]?.reviews.length ?? 0;
    if (best === undefined || load(ahead) <= load(best)) best = ahead;
  }
  return best;
}

/** Items in order over some days, in shares that fall evenly from the first to the last; `done` is what the first has behind it. */
function share<Item>(items: readonly Item[], days: number, done: number): readonly (readonly Item[])[] {
  const total = (days * (days + 1)) / 2;
  const all = items.length + done;
  let weight = 0;
  let before = 0;
  let taken = 0;
  return Array.from({ length: days }, (_, ahead) => {
    weight += days - ahead;
    const upTo = Math.ceil((all * weight) / total - 1e-9);
    const size = Math.max(0, upTo - before - (ahead === 0 ? done : 0));
    before = upTo;
    const part = items.slice(taken, taken + size);
    taken += part.length;
    return part;
  });
}

function mean(chances: ReadonlyMap<string, number>): number {
  return chances.size === 0 ? 0 : [...chances.values()].reduce((sum, chance) => sum + chance, 0) / chances.size;
}
