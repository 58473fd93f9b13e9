import { describe, expect, it } from 'vitest';
import { parseRequirements } from '../../src/decision/requirements.ts';
import { book } from './book.ts';

describe('parseRequirements', () => {
  it('takes dimensions and values of the book', () => {
    expect(parseRequirements(book, { taste: 'sour', budget: 'low' })).toEqual({ ok: true, value: { taste: 'sour', budget: 'low' } });
    expect(parseRequirements(book, {})).toEqual({ ok: true, value: {} });
  });

  it('says every mistake, and what there is instead', () => {
    expect(parseRequirements(book, { colour: 'red', taste: 'bitter', budget: 3 })).toEqual({
      ok: false,
      problems: [
        { message: "fruit has no dimension 'colour'; there are taste, season, budget" },
        { message: "taste takes sweet, sour, not 'bitter'" },
        { message: "budget takes low, high, not '3'" },
      ],
    });
  });
});
