import { describe, expect, it } from 'vitest';
import type { Interview } from '../../../../src/interview/schema.ts';
import { NO_PROGRESS, type Progress } from '../../../../src/progress/progress.ts';
import { FACTS_KEYS, LIST_KEYS, REPORT_KEYS, STEP_KEYS } from '../../../../src/ui/screens/interview/keys.ts';
import { nextInterview } from '../../../../src/ui/screens/interview/next.ts';
import { startSitting, updateSitting } from '../../../../src/ui/screens/interview/state.ts';

describe('a sitting', () => {
  it('takes an answer once', () => {
    const one = updateSitting(startSitting(), { type: 'answer', step: 'ask:1', answer: 'a' });
    expect(one.answers).toEqual({ 'ask:1': 'a' });
    expect(updateSitting(one, { type: 'answer', step: 'ask:1', answer: 'b' })).toBe(one);
  });

  it('marks as many as are wanted, takes a mark back, and forgets them with the answer', () => {
    const mark = (id: string) => ({ type: 'mark', id, most: 2 }) as const;
    const two = updateSitting(updateSitting(startSitting(), mark('a')), mark('b'));
    expect(two.marked).toEqual(['a', 'b']);
    expect(updateSitting(two, mark('c')).marked).toEqual(['a', 'b']);
    expect(updateSitting(two, mark('a')).marked).toEqual(['b']);
    expect(updateSitting(two, { type: 'answer', step: 'reasons', answer: two.marked }).marked).toEqual([]);
  });

  it('scrolls no further than there is', () => {
    const down = updateSitting(startSitting(), { type: 'scroll', by: 9, last: 4 });
    expect(down.offset).toBe(4);
    expect(updateSitting(down, { type: 'scroll', by: -9, last: 4 }).offset).toBe(0);
    expect(updateSitting(down, { type: 'facts' })).toMatchObject({ facts: true, offset: 0 });
  });
});

describe('its keys', () => {
  it('mean one thing each', () => {
    for (const keys of [STEP_KEYS, FACTS_KEYS, REPORT_KEYS, LIST_KEYS]) {
      const labels = keys.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

describe('the next interview', () => {
  const of = (slug: string, level: 1 | 2 | 3 | 4, family: string) => ({ slug, level, families: [family] }) as unknown as Interview;
  const now = of('now', 2, 'transport');
  const all = [of('easy', 1, 'api-style'), now, of('alike', 2, 'transport'), of('other', 2, 'cache-policy'), of('hard', 3, 'api-style')];
  const passed = (...slugs: string[]): Progress => ({
    ...NO_PROGRESS,
    interviews: new Map(slugs.map((slug) => [slug, { version: 1, passed: true } as never])),
  });

  it('is about something else on the same level, then alike, then harder, then easier; none when all are passed', () => {
    const next = (...done: string[]) => nextInterview(all, passed(...done), now)?.slug;
    expect(next()).toBe('other');
    expect(next('other')).toBe('alike');
    expect(next('other', 'alike')).toBe('hard');
    expect(next('other', 'alike', 'hard')).toBe('easy');
    expect(next('other', 'alike', 'hard', 'easy')).toBeUndefined();
  });
});
