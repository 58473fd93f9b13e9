import { describe, expect, it } from 'vitest';
import { counterfactuals, questionsThatMatter } from '../../src/decision/counterfactual.ts';
import { leaders, rank } from '../../src/decision/rank.ts';
import { book } from './book.ts';

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
