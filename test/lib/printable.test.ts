import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson, printableLines } from '../../src/lib/printable.ts';

describe('printable', () => {
  it.each([
    ['\x1b[2J', '␛[2J'],
    ['a\r\nb\tc\0', 'a␍␊b␉c␀'],
    ['\x7f', '␡'],
    ['\x9b31m', '·31m'],
    ['a\u202eb\u2066c\u200bd\ufeff', 'a·b·c·d·'],
    ['žluťoučký kůň 🐎 日本', 'žluťoučký kůň 🐎 日本'],
  ])('%j becomes %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('keeps the length, and is done the first time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).toHaveLength(text.length);
        expect(printable(printable(text))).toBe(printable(text));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the claim
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});

describe('printableLines', () => {
  it('keeps lines and widens tabs', () => {
    expect(printableLines('a\r\nb\n\tc\x1b')).toBe('a\nb\n  c␛');
  });

  it('shows a return that ends no line', () => {
    expect(printableLines('over\rwritten')).toBe('over␍written');
  });
});

describe('printableJson', () => {
  it('writes no control character and loses none', () => {
    const value = { text: 'a\u001b[31m\u009b\u202e\u007f\ufeff\n', list: [1, 'ä'] };
    const json = printableJson(value);
    expect(json).toBe(printable(json));
    expect(JSON.parse(json)).toEqual(value);
  });
});
