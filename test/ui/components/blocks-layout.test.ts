import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/content/schema.ts';
import { layoutBlock, layoutBlocks } from '../../../src/ui/components/blocks-layout.ts';
import type { Line } from '../../../src/ui/components/line.tsx';
import { ASCII } from '../../../src/ui/theme.ts';
import { content } from '../fixture.ts';

const text = (line: Line) => line.map((part) => part.text).join('');
const blocks = content.topics[0]?.lessons[0]?.blocks ?? [];

describe('layoutBlocks', () => {
  it('never makes a line wider than it may be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 100 }), (columns) => {
        for (const line of layoutBlocks(blocks, columns)) expect(stringWidth(text(line))).toBeLessThanOrEqual(columns);
      }),
    );
  });
  it('gives a new section more air than a paragraph', () => {
    const paragraph: Block = { kind: 'paragraph', spans: [{ text: 'p', style: 'plain' }] };
    const heading: Block = { kind: 'heading', level: 2, spans: [{ text: 'h', style: 'plain' }] };
    expect(layoutBlocks([paragraph, paragraph, heading, paragraph], 20).map(text)).toEqual(['p', '', 'p', '', '', 'h', '', 'p']);
  });
  it('keeps a citation in one piece', () => {
    const block: Block = {
      kind: 'paragraph',
      spans: [
        { text: 'It is masked', style: 'plain' },
        { text: 'rfc6455#5.3', style: 'source' },
      ],
    };
    expect(layoutBlock(block, 20, { cite: () => 'RFC 6455 §5.3' }).map(text)).toEqual(['It is masked', '[RFC\u00a06455\u00a0§5.3]']);
  });
  it('goes on with long code under its own indent, and loses nothing of it', () => {
    const code = '  socket.addEventListener("message", handle);';
    const block: Block = { kind: 'code', language: 'js', sample: '', lines: [[{ text: code, style: 'plain' }]] };
    const lines = layoutBlock(block, 26, { symbols: ASCII }).map(text);
    expect(lines[0]).toBe('| js');
    expect(
      lines
        .slice(1)
        .map((line) => line.replace(/^\| +/, ''))
        .join('')
        .replaceAll(' ', ''),
    ).toBe(code.replaceAll(' ', ''));
  });
  it('shares the width of a table among columns that wrap', () => {
    const cell = (word: string) => [{ text: word, style: 'plain' as const }];
    const block: Block = {
      kind: 'table',
      head: [cell('What'), cell('Why')],
      rows: [
        [cell('ping'), cell('finds out that nobody is there')],
        [cell('close'), cell('says goodbye')],
      ],
    };
    expect(layoutBlock(block, 24).map(text)).toEqual([
      'What    Why',
      '─'.repeat(24),
      'ping    finds out that',
      '        nobody is there',
      '',
      'close   says goodbye',
    ]);
  });
});
