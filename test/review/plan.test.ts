import { describe, expect, it } from 'vitest';
import { deckOf } from '../../src/review/deck.ts';
import { planFor, WANTED } from '../../src/review/plan.ts';
import { EMPTY_MEMORY, remember, replay } from '../../src/review/replay.ts';
import { todaysQueue } from '../../src/review/today.ts';
import { askables, DAY, deckAsked, NOON, review } from './reviews.ts';

const COURSE = { 'real-time': ['websocket', 'sse'], caching: ['freshness', 'validators'] };
const ON = NOON + 15 * DAY;

describe('an interview on a date', () => {
  it('is planned backwards: more is remembered on the day than without, and close to what is wanted', () => {
    const plan = planFor(deckAsked(askables(COURSE, 10), 3), { now: NOON, on: ON });
    expect(plan?.days).toHaveLength(15);
    expect(plan?.without).toBeLessThan(WANTED);
    expect(plan?.kept).toBeGreaterThan(plan?.without ?? 1);
    expect(plan?.kept).toBeGreaterThan(WANTED - 0.02);
  });

  it('loads the first days most, asks every weak card, and begins nothing new on the last two', () => {
    // Learned a while ago, so that nothing is due yet.
    const all = askables(COURSE, 10);
    const learned = all.flatMap(({ card }) =>
      [20, 19, 12].map((days) => review(card, NOON - days * DAY, { rating: 'easy', version: 'v1' })),
    );
    const plan = planFor(deckOf(all, replay(learned)), { now: NOON, on: NOON + 200 * DAY, wanted: 0.95 });
    const first = new Set(plan?.days.flatMap(({ reviews }) => reviews));
    expect(first.size).toBe(40);
    const loads = plan?.days.map(({ reviews }) => reviews.length) ?? [];
    expect(loads.slice(0, 67).reduce((sum, load) => sum + load, 0)).toBeGreaterThanOrEqual(20);
    const fresh = planFor(deckOf(askables(COURSE, 10), EMPTY_MEMORY), { now: NOON, on: ON })?.days.map((day) => day.fresh.length) ?? [];
    expect(fresh.slice(-2)).toEqual([0, 0]);
    expect(fresh.reduce((sum, load) => sum + load, 0)).toBe(40);
    expect(fresh[0]).toBeGreaterThan(fresh[10] ?? 99);
  });

  it('asks the weakest first', () => {
    const all = askables(COURSE, 10);
    const memory = replay(all.map(({ card }, n) => review(card, NOON - (n + 1) * DAY, { version: 'v1' })));
    const plan = planFor(deckOf(all, memory), { now: NOON, on: ON });
    expect(plan?.days[0]?.reviews[0]).toBe(all.at(-1)?.card);
  });

  it('comes to an end each day: what was done today is not asked for again', () => {
    const all = askables(COURSE, 10);
    // Learned well, so that nothing is due: all of today's work is the plan's.
    const asked = all.flatMap(({ card }) => [20, 19, 12].map((days) => review(card, NOON - days * DAY, { rating: 'easy', version: 'v1' })));
    let memory = replay(asked);
    const on = NOON + 200 * DAY;
    const queueAt = (now: number) => todaysQueue(deckOf(all, memory), { now, interview: on });
    const { queue } = queueAt(NOON);
    for (const [index, { card }] of queue.entries()) {
      const after = remember(memory, [review(card.card, NOON + index, { rating: 'easy', version: 'v1' })]);
      memory = after ?? memory;
    }
    expect(queueAt(NOON + 3_600_000).queue).toEqual([]);
  });

  it('has nothing to say on the day itself and after it', () => {
    const deck = deckAsked(askables(COURSE, 1), 3);
    expect(planFor(deck, { now: NOON, on: NOON })).toBeUndefined();
    expect(planFor(deck, { now: NOON, on: NOON - DAY })).toBeUndefined();
    expect(todaysQueue(deck, { now: NOON, interview: NOON - DAY }).plan).toBeUndefined();
  });
});
