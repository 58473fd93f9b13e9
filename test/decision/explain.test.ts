import { describe, expect, it } from 'vitest';
import { deciding, listed, points, reversal, verdict } from '../../src/decision/explain.ts';
import { rank } from '../../src/decision/rank.ts';
import { recommend } from '../../src/decision/recommend.ts';
import type { RankedCandidate, Requirements } from '../../src/decision/schema.ts';
import { book } from './book.ts';

const said = (requirements: Requirements, of = book) => verdict(of, requirements, recommend(of, requirements));

describe('verdict', () => {
  it('says who wins, by how much, and that it is close where it is', () => {
    expect(said({ taste: 'sour' })).toBe('LEMON, by 3 points over APPLE.');
    expect(said({ season: 'summer' })).toBe('APPLE, by 1 point over LEMON. It is close; say so.');
  });

  it('says a tie, and tells it from one in which nothing counts', () => {
    expect(said({ budget: 'low', taste: 'sour' })).toBe('LEMON, by 3 points over APPLE.');
    expect(said({ budget: 'low' })).toBe('APPLE and LEMON are level: nothing that was said tells them apart yet.');
    const level = { ...book, rules: book.rules.map((rule) => (rule.effect === 3 ? { ...rule, effect: 1 } : rule)) };
    expect(said({ taste: 'sour', season: 'winter' }, level)).toBe('A tie between APPLE and LEMON, at 1 point: each can be defended.');
  });

  it('says it where nothing was said, nothing is left, or only one is left', () => {
    expect(said({})).toBe('Nothing is required yet, so nothing is recommended.');
    expect(said({ taste: 'sweet' }, { ...book, candidates: book.candidates.slice(1, 2) })).toContain('Nothing is left');
    expect(said({ taste: 'sweet' }, { ...book, candidates: book.candidates.slice(0, 2) })).toBe('APPLE: all others are ruled out.');
  });
});

describe('reversal', () => {
  it('prefers the change that puts the runner-up first', () => {
    expect(reversal(book, recommend(book, { taste: 'sour' }))).toBe('APPLE would win if “taste?” were answered “sweet”.');
  });

  it('says where no change does it, and says nothing where there is no winner', () => {
    expect(reversal(book, recommend(book, { season: 'summer' }))).toBe('No change of one answer alone makes another win.');
    expect(reversal(book, recommend(book, {}))).toBeUndefined();
  });
});

describe('deciding', () => {
  const of = (requirements: Requirements, option: string) =>
    rank(book, requirements).find((candidate) => candidate.option === option) as RankedCandidate;

  it('adds up to at least the distance, the weightiest first', () => {
    const given = { taste: 'sour', season: 'summer', budget: 'low' };
    const found = deciding(of(given, 'lemon'), of(given, 'mango'));
    expect(found.map(({ about, worth, reason }) => `${about} ${worth} ${reason.because}`)).toEqual([
      'lemon 3 A lemon is sour.',
      'mango 2 A mango is dear.',
    ]);
  });

  it('leaves out what speaks for the second', () => {
    const given = { taste: 'sour', season: 'summer' };
    expect(deciding(of(given, 'lemon'), of(given, 'apple')).map(({ worth }) => worth)).toEqual([3]);
  });
});

it('counts and lists as a person does', () => {
  expect([points(1), points(-1), points(0), points(3)]).toEqual(['1 point', '-1 point', '0 points', '3 points']);
  expect([listed([]), listed(['A']), listed(['A', 'B']), listed(['A', 'B', 'C'])]).toEqual(['', 'A', 'A and B', 'A, B and C']);
});
