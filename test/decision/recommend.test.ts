import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/decision/recommend.ts';
import { book } from './book.ts';

describe('recommend', () => {
  it('says who wins and what would change it', () => {
    const { family, ranked, tie, ask, counterfactuals } = recommend(book, { taste: 'sour' });
    expect({ family, winner: ranked[0]?.option, tie }).toEqual({ family: 'fruit', winner: 'lemon', tie: false });
    expect(ask).toBeNull();
    expect(counterfactuals).toEqual([{ change: { dimension: 'taste', from: 'sour', to: 'sweet' }, winner: 'apple' }]);
  });

  it('calls a tie a tie, and names the question that could end it', () => {
    const { tie, leaders, ask, questions, counterfactuals } = recommend(book, {});
    expect(tie).toBe(true);
    expect(leaders).toEqual(['apple', 'lemon', 'mango']);
    expect(ask).toBe('taste');
    expect(questions).toEqual(['taste', 'season', 'budget']);
    expect(counterfactuals).toEqual([]);
  });

  it('has no tie where nothing is left', () => {
    const none = recommend({ ...book, candidates: book.candidates.slice(3) }, { taste: 'sour' });
    expect(none).toMatchObject({ tie: false, ask: null, leaders: [], questions: [], counterfactuals: [] });
    expect(none.ranked[0]?.excluded).not.toBeNull();
  });
});
