import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/compare/report.ts';
import type { Comparison, ComparisonRow } from '../../src/compare/schema.ts';
import { claimOf, settingsWith, streamOf } from './rows.ts';

const rowOf = (lab: string, title: string): ComparisonRow => ({
  lab,
  title,
  params: {},
  care: {},
  start: [{ do: 'connect' }],
  stop: [],
  recovers: '',
  loses: '',
  claims: [claimOf({ by: 'direction', expects: 'down' })],
});
const comparison: Comparison = {
  id: 'cats',
  title: 'Cats',
  summary: '',
  feed: true,
  note: '',
  columns: ['direction'],
  rows: [rowOf('a', 'A'), rowOf('b', 'B')],
};

describe('reportOf', () => {
  it('puts each claim beside its verdict, rows in the order of the comparison', () => {
    const runs = [
      { lab: 'b', events: streamOf() },
      { lab: 'a', events: streamOf({ messages: 4 }) },
    ];
    const { rows, comparison: id } = reportOf(comparison, settingsWith(), 7, runs);
    expect(id).toBe('cats');
    expect(rows.map(({ lab, measured }) => [lab, measured.delivered])).toEqual([
      ['a', 4],
      ['b', 10],
    ]);
    expect(rows[0]?.claims).toEqual([
      { about: 'it', claim: 'It is so.', verdict: 'holds', because: expect.stringContaining('came down alone'), source: 'rfc1' },
    ]);
  });
  it('judges nothing of a row that failed, and says why', () => {
    const { rows } = reportOf(comparison, settingsWith(), 7, [{ lab: 'a', events: streamOf(), problem: 'it has no port' }]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.claims[0]).toMatchObject({ verdict: 'not-measurable', because: 'it has no port' });
  });
});
