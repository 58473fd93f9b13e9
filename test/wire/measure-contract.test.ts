import { expect, it } from 'vitest';
import { measureContract } from '../../src/wire/measure-contract.ts';
import { eventOf } from './event-of.ts';

it('counts what became of clients', () => {
  const outcomes = ['works', 'wrong', 'wrong', 'refused', 'builds', 'build-error'] as const;
  const events = outcomes.map((outcome) =>
    eventOf('app:contract', { api: 'rest', change: 'rename-field', client: 'installed', outcome, words: '' }),
  );
  expect(measureContract(events)).toEqual({ contractWorks: 1, contractWrong: 2, contractRefused: 1, buildErrors: 1 });
  expect(new Set(Object.values(measureContract([])))).toEqual(new Set([0]));
});
