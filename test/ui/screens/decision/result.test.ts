import { describe, expect, it } from 'vitest';
import { recommend } from '../../../../src/decision/recommend.ts';
import type { Requirements, RuleBook } from '../../../../src/decision/schema.ts';
import { resultLines, saidLines } from '../../../../src/ui/screens/decision/result.ts';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { book } from '../../../decision/book.ts';

const textOf = (lines: readonly (readonly { readonly text: string }[])[]) => lines.map((line) => line.map(({ text }) => text).join(''));
const told = (requirements: Requirements, columns = 80, of: RuleBook = book) =>
  textOf(
    resultLines({
      book: of,
      requirements,
      recommendation: recommend(of, requirements),
      columns,
      cite: (reference) => reference.toUpperCase(),
      symbols: UNICODE,
    }),
  );

describe('resultLines', () => {
  it('says who wins by how much, why, why not the others, what would change it, and what was said', () => {
    expect(told({ taste: 'sweet', budget: 'low' })).toMatchInlineSnapshot(`
      [
        "APPLE, by 3 points over MANGO.",
        "MANGO would win if “budget?” were answered “high”.",
        "",
        "● APPLE   ━━━━━━━━━━    1",
        "  MANGO   ──────────   -2",
        "✗ LEMON   out",
        "✗ QUINCE  history",
        "",
        "Why APPLE",
        "  +1  An apple is sweet. [S#1]",
        "",
        "  Costs",
        "  Fails",
        "",
        "Why not the others",
        "• MANGO  3 points behind",
        "  -2  A mango is dear. [S#5]",
        "✗ LEMON  ruled out",
        "      A lemon is not sweet. [S#3]",
        "✗ QUINCE  history",
        "      Nobody sells it. [SRC#QUINCE]",
        "",
        "What would change it",
        "• taste?",
        "    sour ▶ LEMON",
        "• budget?",
        "    high ▶ MANGO",
        "",
        "What you said",
        "  taste? sweet",
        "  budget? low",
      ]
    `);
  });

  it('says that a tie is a tie, with the reasons of each, and what could decide it', () => {
    const lines = told({ season: 'summer', taste: 'sweet', budget: 'high' }, 80, {
      ...book,
      rules: book.rules.map((rule) => (rule.candidate === 'apple' ? { ...rule, effect: 1.5 } : rule)),
    });
    expect(lines[0]).toBe('A tie between APPLE and MANGO, at 3 points: each can be defended.');
    expect(lines).toEqual(expect.arrayContaining(['Why APPLE', 'Why MANGO']));
    expect(lines).not.toContain('What would change it');
  });

  it('asks rather than recommends where nothing was said', () => {
    const lines = told({});
    expect(lines[0]).toBe('Nothing is required yet, so nothing is recommended.');
    expect(lines).toContain('Still open, and could decide it');
    expect(lines).not.toContain('Why APPLE');
  });

  it('says it where nothing is left, and by which requirements', () => {
    const lines = told({ taste: 'sweet' }, 80, {
      ...book,
      candidates: book.candidates.filter(({ id }) => id === 'lemon' || id === 'quince'),
    });
    expect(lines[0]).toContain('Nothing is left');
    expect(lines).toContain('Why nothing is left');
    expect(lines).toContain('      A lemon is not sweet. [S#3]');
  });

  it('keeps within its columns', () => {
    for (const columns of [40, 56, 96])
      for (const line of told({ taste: 'sweet', budget: 'low', season: 'winter' }, columns))
        expect(line.length).toBeLessThanOrEqual(columns);
  });
});

describe('saidLines', () => {
  it('gives the answers in the order of the questions', () => {
    expect(textOf(saidLines(book, { budget: 'low', taste: 'sweet' }, 60))).toEqual(['  taste? sweet', '  budget? low']);
  });
});
