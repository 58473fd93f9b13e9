import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/cli/wrap.ts';

describe('wrap', () => {
  it('breaks at spaces and indents', () => {
    expect(wrap('one two three four', 12, '  ')).toEqual(['  one two', '  three four']);
    expect(wrap('', 10)).toEqual([]);
  });

  it('leaves a word alone that is longer than a line', () => {
    expect(wrap('a https://example.com/x b', 5)).toEqual(['a', 'https://example.com/x', 'b']);
  });

  it('keeps every word, in lines that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 14, max: 60 }), (words, width) => {
        const lines = wrap(words.join(' '), width, '  ');
        expect(lines.join(' ').split(/\s+/).filter(Boolean)).toEqual(words);
        expect(lines.every((line) => line.length <= width)).toBe(true);
      }),
    );
  });
});
