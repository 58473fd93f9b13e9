import { describe, expect, it } from 'vitest';
import { leaders, rank } from '../../src/decision/rank.ts';
import { book } from './book.ts';

const ids = (requirements: Readonly<Record<string, string>>) => rank(book, requirements).map(({ option, score }) => `${option} ${score}`);

describe('rank', () => {
  it('puts the best first and the excluded last', () => {
    expect(ids({ taste: 'sweet', budget: 'high' })).toEqual(['mango 3', 'apple 1', 'lemon 0', 'quince 0']);
    expect(ids({ taste: 'sour', season: 'winter' })).toEqual(['lemon 3', 'apple 1', 'mango 0', 'quince 3']);
  });

  it('keeps the order of the book where scores are equal', () => {
    expect(ids({})).toEqual(['apple 0', 'lemon 0', 'mango 0', 'quince 0']);
  });

  it('gives each its reasons, for and against, with value and source', () => {
    const mango = rank(book, { taste: 'sweet', budget: 'low' }).find(({ option }) => option === 'mango');
    expect(mango).toEqual({
      option: 'mango',
      score: -2,
      reasons: [{ dimension: 'budget', value: 'low', effect: -2, because: 'A mango is dear.', source: 's#5' }],
      excluded: null,
    });
  });

  it('says by which rule an option is knocked out, and what is history always is', () => {
    const excluded = (requirements: Readonly<Record<string, string>>) =>
      Object.fromEntries(rank(book, requirements).map((each) => [each.option, each.excluded]));
    expect(excluded({ taste: 'sweet' })).toMatchObject({ apple: null, lemon: { because: 'A lemon is not sweet.', source: 's#3' } });
    expect(excluded({}).quince).toEqual({ because: 'Nobody sells it.', source: 'src#quince' });
  });
});

describe('leaders', () => {
  it('are those that share the top score', () => {
    expect(leaders(rank(book, { taste: 'sweet' }))).toEqual(['apple']);
    expect(leaders(rank(book, {}))).toEqual(['apple', 'lemon', 'mango']);
  });

  it('are none where all are excluded', () => {
    expect(leaders(rank({ ...book, candidates: book.candidates.slice(3) }, {}))).toEqual([]);
    expect(leaders([])).toEqual([]);
  });
});
