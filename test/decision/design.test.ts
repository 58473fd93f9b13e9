import { describe, expect, it } from 'vitest';
import { conflictsOf, decideDesign, withChanges } from '../../src/decision/design.ts';
import type { Tension } from '../../src/decision/design-schema.ts';
import type { RuleBook } from '../../src/decision/schema.ts';
import { book } from './book.ts';

const drink: RuleBook = {
  ...book,
  family: 'drink',
  title: 'Pick a drink',
  candidates: ['milk', 'water', 'wine'].map((id) => ({ id, title: id.toUpperCase(), summary: '', cost: '', failure: '', source: 's' })),
  rules: [
    { candidate: 'milk', when: { taste: 'sweet' }, effect: 3, because: 'Milk is mild.', source: 's' },
    { candidate: 'water', when: { taste: 'sweet' }, effect: 2, because: 'Water goes with all.', source: 's' },
    { candidate: 'wine', when: { budget: 'low' }, effect: 'exclude', because: 'Wine is dear.', source: 's' },
  ],
};
const tension = (id: string, when: Tension['when'], rest: Partial<Tension> = {}): Tension => ({
  id,
  when,
  severity: 'breaks',
  because: 'It curdles.',
  cure: 'Drink water.',
  source: 's',
  ...rest,
});
const books = [book, drink];
const lemonMilk = tension('lemon-milk', { fruit: 'lemon', drink: 'milk' });
const sour = { fruit: { taste: 'sour' }, drink: { taste: 'sweet' } };

describe('decideDesign', () => {
  it('decides each family for itself, in the order of the books', () => {
    const { decisions, choice } = decideDesign(books, [], sour);
    expect(decisions.map(({ family }) => family)).toEqual(['fruit', 'drink']);
    expect(choice).toEqual({ fruit: 'lemon', drink: 'milk' });
  });

  it('says what does not go together, and finds the cheapest choice that does', () => {
    const { conflicts, together } = decideDesign(books, [lemonMilk], sour);
    expect(conflicts).toEqual([
      {
        id: 'lemon-milk',
        severity: 'breaks',
        between: { fruit: 'lemon', drink: 'milk' },
        given: {},
        because: 'It curdles.',
        cure: 'Drink water.',
        source: 's',
      },
    ]);
    expect(together).toEqual({ choice: { fruit: 'lemon', drink: 'water' }, loss: 1, conflicts: [] });
  });

  it('keeps the choice where a conflict only costs, and prefers fewer of them among equals', () => {
    const price = tension('price', { fruit: 'lemon', drink: 'milk' }, { severity: 'costs' });
    expect(decideDesign(books, [price], sour).together).toMatchObject({ choice: { drink: 'milk' }, loss: 0, conflicts: [{ id: 'price' }] });
    const level = { fruit: { taste: 'sour' }, drink: { season: 'summer' } };
    expect(decideDesign(books, [price], level)).toMatchObject({
      choice: { drink: 'milk' },
      together: { choice: { drink: 'water' }, conflicts: [] },
    });
  });

  it('says it where nothing goes together', () => {
    const all = tension('all', { fruit: ['apple', 'lemon', 'mango'], drink: ['milk', 'water', 'wine'] });
    expect(decideDesign(books, [all], sour).together).toBeNull();
    expect(decideDesign(books, [all], {})).toEqual({ decisions: [], choice: {}, conflicts: [], together: null });
  });

  it('never chooses what is ruled out, however little it would cost', () => {
    const { together } = decideDesign(books, [lemonMilk, tension('w', { drink: 'water', fruit: 'lemon' })], {
      fruit: { taste: 'sour' },
      drink: { taste: 'sweet', budget: 'low' },
    });
    expect(together?.choice).toEqual({ fruit: 'apple', drink: 'milk' });
  });
});

describe('conflictsOf', () => {
  it('asks for what is required besides', () => {
    const given = tension('given', { drink: 'milk' }, { given: { fruit: { taste: ['sour', 'sweet'] } } });
    expect(conflictsOf([given], { drink: 'milk' }, { fruit: { taste: 'sour' } })).toMatchObject([{ given: { fruit: { taste: 'sour' } } }]);
    expect(conflictsOf([given], { drink: 'milk' }, { fruit: {} })).toEqual([]);
    expect(conflictsOf([given], { drink: 'water' }, { fruit: { taste: 'sour' } })).toEqual([]);
  });

  it('puts what breaks first', () => {
    const costs = tension('costs', { drink: 'milk' }, { severity: 'costs' });
    expect(conflictsOf([costs, tension('breaks', { drink: 'milk' })], { drink: 'milk' }, {}).map(({ id }) => id)).toEqual([
      'breaks',
      'costs',
    ]);
  });
});

it('lays changes over the requirements of a design', () => {
  expect(
    withChanges({ requirements: { fruit: { taste: 'sour', budget: 'low' } } }, { fruit: { taste: 'sweet' }, drink: { budget: 'low' } }),
  ).toEqual({
    fruit: { taste: 'sweet', budget: 'low' },
    drink: { budget: 'low' },
  });
  expect(withChanges(undefined, { fruit: { taste: 'sweet' } })).toEqual({ fruit: { taste: 'sweet' } });
});
