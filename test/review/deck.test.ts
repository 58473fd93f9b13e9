import { describe, expect, it } from 'vitest';
import { deckOf, standingByTopic } from '../../src/review/deck.ts';
import { forecast } from '../../src/review/forecast.ts';
import { replay } from '../../src/review/replay.ts';
import { recallAt } from '../../src/review/schedule.ts';
import { askables, DAY, NOON, review } from './reviews.ts';

describe('the topics', () => {
  it('stand with the weakest first, by what would be recalled now', () => {
    const all = askables({ strong: ['a'], weak: ['b'] }, 2);
    const memory = replay([
      review('question:b-0', NOON - 20 * DAY, { rating: 'again' }),
      review('question:b-1', NOON - 20 * DAY),
      review('question:a-0', NOON - DAY, { rating: 'easy' }),
    ]);
    expect(standingByTopic(deckOf(all, memory), (card) => recallAt(card, NOON))).toMatchObject([
      { topic: 'weak', cards: 2, right: 1 },
      { topic: 'strong', cards: 1, right: 1, learned: 1 },
    ]);
  });
});

describe('the forecast', () => {
  it('counts each card on its day, what is overdue today, and nothing beyond its end', () => {
    const all = askables({ api: ['rest'] }, 4);
    const memory = replay([
      review('question:rest-0', NOON - 9 * DAY, { rating: 'again' }),
      review('question:rest-1', NOON - 60_000),
      review('question:rest-2', NOON, { rating: 'easy' }),
    ]);
    const days = forecast(deckOf(all, memory), NOON, 14).map(({ due }) => due);
    expect(days[0]).toBe(2);
    expect(days.reduce((sum, due) => sum + due, 0)).toBe(3);
    expect(forecast(deckOf(all, memory), NOON, 2).map(({ due }) => due)).toEqual([2, 0]);
  });
});
