import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/decision/evaluate.ts';
import type { Rule } from '../../src/decision/schema.ts';

const rule = (when: Rule['when']): Rule => ({ candidate: 'apple', when, effect: 1, because: '', source: '' });

describe('evaluate', () => {
  it('names the first dimension that the rule asks for, with its stated value', () => {
    expect(evaluate(rule({ taste: 'sweet', budget: ['low', 'high'] }), { budget: 'low', taste: 'sweet' })).toEqual({
      dimension: 'taste',
      value: 'sweet',
    });
    expect(evaluate(rule({ budget: ['low', 'high'] }), { budget: 'high' })).toEqual({ dimension: 'budget', value: 'high' });
  });

  it('applies only when all its dimensions are stated and fit', () => {
    expect(evaluate(rule({ taste: 'sweet', budget: 'low' }), { taste: 'sweet' })).toBeUndefined();
    expect(evaluate(rule({ taste: 'sweet' }), { taste: 'sour' })).toBeUndefined();
    expect(evaluate(rule({ budget: ['low'] }), { budget: 'high' })).toBeUndefined();
    expect(evaluate(rule({ taste: 'sweet' }), {})).toBeUndefined();
  });

  it('never applies without a condition', () => {
    expect(evaluate(rule({}), { taste: 'sweet' })).toBeUndefined();
  });
});
