import { describe, expect, it } from 'vitest';
import { decisionText } from '../../../src/cli/reporters/decision-text.ts';
import { recommend } from '../../../src/decision/recommend.ts';
import type { Requirements } from '../../../src/decision/schema.ts';
import { book } from '../../decision/book.ts';

const sources = { s: { title: 'The Book of Fruit', url: 'https://fruit.example/', checked: '2026-11-24' } };
const text = (requirements: Requirements, width = 80) =>
  decisionText({ book, requirements, recommendation: recommend(book, requirements), sources }, width);

describe('decisionText', () => {
  it('gives verdict, reasons, exclusions, changes, questions and sources', () => {
    expect(text({ taste: 'sweet' })).toMatchInlineSnapshot(`
      [
        "APPLE, by 1 point over MANGO. It is close; say so.",
        "LEMON would win if “taste?” were answered “sour”.",
        "",
        "Given  taste=sweet",
        "",
        "    1  APPLE",
        "         +1  taste=sweet: An apple is sweet. [s#1]",
        "      costs  ",
        "      fails  ",
        "    0  MANGO",
        "  out  LEMON",
        "             A lemon is not sweet. [s#3]",
        "  out  QUINCE",
        "             Nobody sells it. [src#quince]",
        "",
        "What would change it",
        "  taste: sweet -> sour: then LEMON",
        "  budget: not stated -> high: then MANGO",
        "",
        "Ask next",
        "  budget?",
        "      --set budget=low|high",
        "",
        "Sources",
        "  s  The Book of Fruit, https://fruit.example/",
      ]
    `);
  });

  it('only asks where nothing is required', () => {
    expect(text({})).toMatchInlineSnapshot(`
      [
        "Nothing is required yet, so nothing is recommended.",
        "",
        "Ask next",
        "  taste?",
        "      --set taste=sweet|sour",
        "  season?",
        "      --set season=summer|winter",
        "  budget?",
        "      --set budget=low|high",
      ]
    `);
  });

  it('keeps sentences within the width', () => {
    const long = { ...book, rules: book.rules.map((rule) => ({ ...rule, because: 'word '.repeat(40).trim() })) };
    const requirements = { taste: 'sweet', budget: 'low' };
    const lines = decisionText({ book: long, requirements, recommendation: recommend(long, requirements), sources: {} }, 60);
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
    expect(lines.filter((line) => line.includes('word')).length).toBeGreaterThan(3);
  });
});
