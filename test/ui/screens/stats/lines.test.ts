import { describe, expect, it } from 'vitest';
import { deckOf } from '../../../../src/review/deck.ts';
import { planFor } from '../../../../src/review/plan.ts';
import { EMPTY_MEMORY, replay } from '../../../../src/review/replay.ts';
import type { Line } from '../../../../src/ui/components/line.tsx';
import { calibrationLines, forecastLines, planLines, topicLines } from '../../../../src/ui/screens/stats/lines.ts';
import { createTheme } from '../../../../src/ui/theme.ts';
import { askables, DAY, NOON, review } from '../../../review/reviews.ts';

const { symbols } = createTheme({ colour: false, ascii: false, screenReader: false });
const look = { columns: 42, symbols, now: NOON };
const text = (lines: readonly Line[]) =>
  lines.map((line) =>
    line
      .map((part) => part.text)
      .join('')
      .trimEnd(),
  );

const all = askables({ 'real-time': ['sse'], caching: ['freshness'] }, 3);
const memory = replay([
  review('question:sse-0', NOON - 3 * DAY, { confidence: 'sure', rating: 'again', right: false }),
  review('question:sse-1', NOON - 2 * DAY, { confidence: 'sure' }),
  review('question:freshness-0', NOON - DAY, { confidence: 'guess', rating: 'easy' }),
]);
const deck = deckOf(all, memory);

describe('the charts', () => {
  it('show the days ahead, today with what is overdue', () => {
    const lines = text(forecastLines(deck, 14, look));
    expect(lines[0]).toBe('Due in the next 14 days');
    expect(lines[1]).toMatch(/^today +2 ━+$/);
    expect(lines.slice(2).filter((line) => line.includes('━'))).toHaveLength(1);
    expect(lines).toHaveLength(15);
  });

  it('show how sure against how right, and speak of what was sure and wrong', () => {
    const lines = text(calibrationLines(memory, look));
    expect(lines).toContainEqual(expect.stringMatching(/^A guess .*100 % of 1$/));
    expect(lines).toContainEqual(expect.stringMatching(/^I think so .*none yet$/));
    expect(lines).toContainEqual(expect.stringMatching(/^Sure .* 50 % of 2$/));
    expect(lines.join(' ')).toContain('You were sure and not right once');
    expect(text(calibrationLines(EMPTY_MEMORY, look)).join(' ')).toContain('Say “sure” where');
  });

  it('show the weakest topic first, and nothing before something was asked', () => {
    const lines = text(topicLines(deck, (topic) => topic, look));
    expect(lines[1]).toMatch(/^real-time .*1 of 2$/);
    expect(lines[2]).toMatch(/^caching .*1 of 1$/);
    expect(topicLines(deckOf(all, EMPTY_MEMORY), (topic) => topic, look)).toEqual([]);
  });

  it('show the plan for an interview', () => {
    const on = NOON + 15 * DAY;
    const plan = planFor(deck, { now: NOON, on });
    if (plan === undefined) throw new Error('there is no plan');
    const lines = text(planLines(plan, on, look));
    expect(lines[0]).toBe('Interview on Thu 10 Dec');
    expect(lines.join(' ')).toMatch(/recall \d+ % if you did nothing, \d+ % with this plan/);
    expect(lines).toContainEqual(expect.stringMatching(/^today +\d+ to review/));
    expect(lines.at(-1)).toBe('and 12 more days');
  });

  it('stay within their width', () => {
    for (const columns of [36, 42, 60]) {
      const narrow = { ...look, columns };
      const lines = [
        ...forecastLines(deck, 14, narrow),
        ...calibrationLines(memory, narrow),
        ...topicLines(deck, () => 'Mock interviews', narrow),
      ];
      for (const line of text(lines))
        if (!line.startsWith('What you would')) expect(line.length, `${columns}: ${line}`).toBeLessThanOrEqual(columns);
    }
  });
});
