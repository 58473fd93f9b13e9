import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/ui/components/line.tsx';
import { partsOf, proseLines, wrapParts } from '../../../src/ui/components/prose.ts';

const text = (line: Line) => line.map((part) => part.text).join('');

describe('partsOf', () => {
  it('sets code, strong and citations apart', () => {
    expect(partsOf('Send `id:` **always** [^whatwg-html#9.2].')).toEqual([
      { text: 'Send ' },
      { text: 'id:', role: 'function' },
      { text: ' ' },
      { text: 'always', bold: true },
      { text: ' [whatwg-html §9.2]', role: 'dim' },
      { text: '.' },
    ]);
  });
  it('leaves a lone backtick alone', () => {
    expect(partsOf('a ` b')).toEqual([{ text: 'a ` b' }]);
  });
});

describe('wrapParts', () => {
  it('keeps a word whole whose style changes within', () => {
    const parts = [{ text: 'call (' }, { text: 'send()', role: 'function' as const }, { text: '), then' }];
    expect(wrapParts(parts, 12).map(text)).toEqual(['call', '(send()),', 'then']);
  });
  it('does not break at a no-break space', () => {
    expect(wrapParts([{ text: 'see RFC\u00a06455 now' }], 9).map(text)).toEqual(['see', 'RFC\u00a06455', 'now']);
  });
});

describe('proseLines', () => {
  it('wraps paragraphs and hangs list items', () => {
    expect(proseLines('One two three\nfour.\n\n- first point here\n- second', 10).map(text)).toEqual([
      'One two',
      'three',
      'four.',
      '',
      '• first',
      '  point',
      '  here',
      '• second',
    ]);
  });
  it('never makes a line wider than it may be, and loses no letter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z日本]{1,30}$/), { maxLength: 20 }),
        fc.integer({ min: 8, max: 40 }),
        (words, columns) => {
          const lines = wrapParts([{ text: words.join(' ') }], columns);
          for (const line of lines) expect(stringWidth(text(line).trimEnd())).toBeLessThanOrEqual(columns);
          expect(lines.map(text).join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
    );
  });
});
