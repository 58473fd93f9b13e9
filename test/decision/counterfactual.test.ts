import { describe, expect, it } from 'vitest';
import { counterfactuals, questionsThatMatter } from '../../src/decision/counterfactual.ts';
import { leaders, rank } from '../../src/decision/rank.ts';
import type { Rule } from '../../src/decision/schema.ts';
import { book, dimension } from './book.ts';

const prices: readonly Rule[] = [
  { candidate: 'apple', when: { price: 'low' }, effect: 1, because: '', source: '' },
  { candidate: 'lemon', when: { price: ['middle', 'high'] }, effect: 1, because: '', source: '' },
];

describe('counterfactuals', () => {
  it('name each change of one requirement after which another wins, stated ones first', () => {
    expect(counterfactuals(book, { taste: 'sweet' })).toEqual([
      { change: { dimension: 'taste', from: 'sweet', to: 'sour' }, winner: 'lemon' },
      { change: { dimension: 'budget', from: null, to: 'high' }, winner: 'mango' },
    ]);
  });

  it('are true: the change that they name makes the winner that they name', () => {
    const requirements = { taste: 'sweet', budget: 'high', season: 'summer' };
    const changes = counterfactuals(book, requirements);
    expect(changes.length).toBeGreaterThan(0);
    for (const { change, winner } of changes)
      expect(leaders(rank(book, { ...requirements, [change.dimension]: change.to }))).toEqual([winner]);
  });

  it('leave out a longer step on a scale where a shorter one the same way does the same', () => {
    const scale = { ...book, dimensions: [{ ...dimension('price', 'low', 'middle', 'high'), ordered: true }], rules: prices };
    const changes = (value: string) => counterfactuals(scale, { price: value }).map(({ change, winner }) => `${change.to} ${winner}`);
    expect(changes('low')).toEqual(['middle lemon']);
    expect(changes('high')).toEqual(['low apple']);
    const noScale = { ...scale, dimensions: [dimension('price', 'low', 'middle', 'high')] };
    expect(counterfactuals(noScale, { price: 'low' })).toHaveLength(2);
  });

  it('are none where nobody wins yet, and where nothing would change it', () => {
    expect(counterfactuals(book, {})).toEqual([]);
    expect(counterfactuals({ ...book, candidates: book.candidates.slice(0, 1) }, { taste: 'sweet' })).toEqual([]);
  });
});

describe('questionsThatMatter', () => {
  it('leaves out what is answered and what changes nothing', () => {
    expect(questionsThatMatter(book, { taste: 'sweet' })).toEqual(['budget']);
  });

  it('asks first what changes most', () => {
    expect(questionsThatMatter(book, {})).toEqual(['taste', 'season', 'budget']);
    const noMatter = {
      ...book,
      rules: book.rules.filter(({ because }) => because !== 'A lemon is sour.' && because !== 'An apple is sweet.'),
    };
    expect(questionsThatMatter(noMatter, {})[0]).toBe('season');
  });
});
