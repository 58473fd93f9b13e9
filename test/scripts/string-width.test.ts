// The bundle's own string-width has to agree with the package that it stands in front of.
import fc from 'fast-check';
import slow from 'string-width';
import { describe, expect, it } from 'vitest';
import quick from '../../scripts/string-width.mjs';

describe('the quick string-width', () => {
  it('agrees on every character up to the wide ones of East Asia, alone and between others', () => {
    const wrong: string[] = [];
    for (let code = 0; code < 0x3100; code++) {
      const character = String.fromCharCode(code);
      for (const text of [character, `a${character}│`]) if (quick(text) !== slow(text)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('agrees on any text, with colours in it too', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('│', '◀', '\u001b[31m', '\u001b[0m', '▶\ufe0f', '\u0301', '漢', '👨‍👩‍👧', '#', '\u20e3', '↔'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(quick(text)).toBe(slow(text));
        expect(quick(text, { countAnsiEscapeCodes: true })).toBe(slow(text, { countAnsiEscapeCodes: true }));
        expect(quick(text, { ambiguousIsNarrow: false })).toBe(slow(text, { ambiguousIsNarrow: false }));
      }),
      { numRuns: 2000 },
    );
  });
});
