// The bundle's own segmenter has to agree with the one that it stands in for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Segmenter } from '../../scripts/segmenter.mjs';

const quick = new Segmenter(undefined, { granularity: 'grapheme' });
const real = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

describe('the quick segmenter', () => {
  it('agrees on every pair of neighbours that it takes for single characters, with everything up to U+3100', () => {
    const wrong: string[] = [];
    const ends = ['a', '│', '\u001b', '\n', '↔', '©', '▪', '\u0301', '\u200d', '\ufe0f', '\r'];
    for (let code = 0; code < 0x3100; code++) {
      for (const end of ends) {
        for (const text of [String.fromCharCode(code) + end, end + String.fromCharCode(code)]) {
          const count = [...real.segment(text)].length;
          if ([...quick.segment(text)].length !== count) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('agrees on any text, and on what contains a place in it', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('│', '\u001b[31m', '\r\n', '\n', '▶\ufe0f', 'e\u0301', '漢', '👨‍👩‍👧', '🇩🇪', '#\u20e3', '↔'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: -2, max: 12 }), (pieces, at) => {
        const text = pieces.join('');
        expect([...quick.segment(text)]).toEqual([...real.segment(text)].map(({ segment, index, input }) => ({ segment, index, input })));
        const [one, other] = [quick.segment(text).containing(at), real.segment(text).containing(at)];
        expect(one && { segment: one.segment, index: one.index }).toEqual(other && { segment: other.segment, index: other.index });
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves words to the real one', () => {
    const options = { granularity: 'word' } as const;
    const words = (segmenter: Pick<Intl.Segmenter, 'segment'>) => [...segmenter.segment('two words')].map(({ segment }) => segment);
    expect(words(new Segmenter('en', options))).toEqual(words(new Intl.Segmenter('en', options)));
  });
});
