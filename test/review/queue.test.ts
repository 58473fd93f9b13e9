import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deckOf } from '../../src/review/deck.ts';
import { dailyQueue, dueToday, interleave, NEW_A_DAY } from '../../src/review/queue.ts';
import { EMPTY_MEMORY, replay } from '../../src/review/replay.ts';
import { askables, DAY, deckAsked, NOON, review } from './reviews.ts';

const COURSE = { 'real-time': ['websocket', 'sse', 'polling'], caching: ['freshness', 'validators'], api: ['rest'] };
const names = (queue: ReturnType<typeof dailyQueue>) => queue.map(({ card }) => card.card);

describe('the queue of a day', () => {
  it('is the same all day long and another one tomorrow', () => {
    const deck = deckAsked(askables(COURSE, 4), 30);
    const morning = names(dailyQueue(deck, { now: NOON - 3_600_000 }));
    expect(names(dailyQueue(deck, { now: NOON }))).toEqual(morning);
    const tomorrow = names(dailyQueue(deck, { now: NOON + DAY }));
    expect(tomorrow).not.toEqual(morning);
    expect([...tomorrow].sort()).toEqual([...morning].sort());
  });

  it('mixes: no two cards of a lesson in a row, look-alikes in pairs, topics in turn', () => {
    const queue = dailyQueue(deckAsked(askables(COURSE, 4), 30), { now: NOON });
    expect(queue).toHaveLength(24);
    for (const [index, { card }] of queue.entries()) expect(card.lesson).not.toBe(queue[index + 1]?.card.lesson);
    const pairs = queue.filter(({ card }, index) => card.topic === queue[index + 1]?.card.topic);
    expect(pairs.length).toBeGreaterThan(4);
    const thirds = queue.filter(
      ({ card }, index) => card.topic === queue[index + 1]?.card.topic && card.topic === queue[index + 2]?.card.topic,
    );
    expect(thirds.length).toBeLessThan(queue.length / 4);
  });

  it('loses no card and repeats none, and parts the cards of a lesson wherever that can be done', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { maxLength: 40 }), (places) => {
        const all = places.map(([topic, lesson], n) => ({
          card: `question:${n}`,
          topic: `t${topic}`,
          lesson: `l${topic}-${lesson}`,
          version: '',
          fresh: true,
          state: undefined,
        }));
        const mixed = interleave(all.map((card) => ({ card, why: 'new' as const }))).map(({ card }) => card);
        expect([...mixed].sort((a, b) => (a.card < b.card ? -1 : 1))).toEqual([...all].sort((a, b) => (a.card < b.card ? -1 : 1)));
        const sizes = all.map(({ lesson }) => all.filter((one) => one.lesson === lesson).length);
        if (2 * Math.max(0, ...sizes) <= all.length + 1)
          for (const [index, card] of mixed.entries()) expect(card.lesson).not.toBe(mixed[index + 1]?.lesson);
      }),
    );
  });

  it('holds what is due by midnight, and not what is due tomorrow', () => {
    const all = askables({ api: ['rest'] }, 2);
    const deck = deckOf(
      all,
      replay([review('question:rest-0', NOON - 60_000, { rating: 'again' }), review('question:rest-1', NOON, { rating: 'easy' })]),
    );
    expect(names(dailyQueue(deck, { now: NOON }))).toEqual(['question:rest-0']);
    expect(dueToday(deck, NOON)).toBe(1);
    expect(dueToday(deck, NOON + 30 * DAY)).toBe(2);
  });

  it('brings new cards only up to the limit of the day, whatever was begun elsewhere counting', () => {
    const all = askables(COURSE, 4);
    const fresh = (deck: ReturnType<typeof deckOf>, newADay?: number) =>
      dailyQueue(deck, { now: NOON, ...(newADay === undefined ? {} : { newADay }) }).filter(({ why }) => why === 'new').length;
    expect(fresh(deckOf(all, EMPTY_MEMORY))).toBe(NEW_A_DAY);
    expect(fresh(deckOf(all, EMPTY_MEMORY), 3)).toBe(3);
    const begun = all.slice(0, 4).map(({ card }) => review(card, NOON - 60_000, { rating: 'easy' }));
    expect(fresh(deckOf(all, replay(begun)))).toBe(NEW_A_DAY - 4);
    expect(
      fresh(
        deckOf(
          all.map((one) => ({ ...one, fresh: false })),
          EMPTY_MEMORY,
        ),
      ),
    ).toBe(0);
  });

  it('asks again what was answered when something else was right, and passes over what is gone', () => {
    const [one, other] = askables({ api: ['rest'] }, 2) as [ReturnType<typeof askables>[number], ReturnType<typeof askables>[number]];
    const memory = replay([one, other].map(({ card }) => review(card, NOON, { rating: 'easy', version: 'v1' })));
    expect(dailyQueue(deckOf([one, { ...other, version: 'v2' }], memory), { now: NOON })).toMatchObject([
      { card: { card: other.card }, why: 'changed' },
    ]);
    expect(deckOf([one], memory)).toHaveLength(1);
  });
});
