import { describe, expect, it } from 'vitest';
import { recommend } from '../../../../src/decision/recommend.ts';
import { standingLines } from '../../../../src/ui/screens/decision/standing.tsx';
import { UNICODE } from '../../../../src/ui/theme.ts';
import { book } from '../../../decision/book.ts';

const texts = (requirements: Readonly<Record<string, string>>) =>
  standingLines(book, recommend(book, requirements), UNICODE, 40).map((line) => line.map(({ text }) => text).join(''));

describe('standingLines', () => {
  it('marks who leads, who is behind, who is out and what is history', () => {
    expect(texts({ taste: 'sweet', budget: 'low' })).toMatchInlineSnapshot(`
      [
        "● APPLE   ━━━━━━━━━━    1",
        "  MANGO   ──────────   -2",
        "✗ LEMON   out",
        "✗ QUINCE  history",
      ]
    `);
  });

  it('marks nobody while nothing counts', () => {
    expect(texts({}).filter((line) => line.startsWith(UNICODE.here))).toEqual([]);
  });
});
