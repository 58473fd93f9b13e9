import { describe, expect, it } from 'vitest';
import { highlight } from '../../src/content/highlight.ts';

const text = (lines: ReturnType<typeof highlight>) => lines.map((line) => line.map((token) => token.text).join('')).join('\n');

describe('highlight', () => {
  it('styles tokens and loses no character', () => {
    const code = "// Why\nconst a = { b: 'c' };\n\nreturn a + 1;";
    const lines = highlight(code, 'js');
    expect(text(lines)).toBe(code);
    const styleOf = (word: string) => lines.flat().find((token) => token.text.includes(word))?.style;
    expect(styleOf('// Why')).toBe('comment');
    expect(styleOf('const')).toBe('keyword');
    expect(styleOf("'c'")).toBe('string');
    expect(styleOf('1')).toBe('number');
  });

  it('leaves an unknown language plain', () => {
    expect(highlight('a <b> &\nc', 'klingon')).toEqual([[{ text: 'a <b> &', style: 'plain' }], [{ text: 'c', style: 'plain' }]]);
  });
});
