import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/content/markdown.ts';

const parse = (text: string) => parseMarkdown(text, 'lesson.md', 1);

describe('parseMarkdown', () => {
  it('makes spans of running text, with citations apart', () => {
    expect(parse('A **strong** `x < y`\n*word* [^rfc1#2].').blocks).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { text: 'A ', style: 'plain' },
          { text: 'strong', style: 'strong' },
          { text: ' ', style: 'plain' },
          { text: 'x < y', style: 'code' },
          { text: ' ', style: 'plain' },
          { text: 'word', style: 'emphasis' },
          { text: 'rfc1#2', style: 'source' },
          { text: '.', style: 'plain' },
        ],
      },
    ]);
  });

  it('knows headings, lists, notes, tables, diagrams and code', () => {
    const { blocks, lines, problems } = parse(
      '## H\n\n1. a\n2. b\n\n> n\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```diagram\n a ─▶ b\n```\n\n```js sample=x.js\nlet a;\n```\n',
    );
    expect(problems).toEqual([]);
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'list', 'note', 'table', 'diagram', 'code']);
    expect(lines).toEqual([1, 3, 6, 8, 12, 16]);
    expect(blocks[1]).toMatchObject({ ordered: true, items: [[{ text: 'a' }], [{ text: 'b' }]] });
    expect(blocks[3]).toMatchObject({ head: [[{ text: 'a' }], [{ text: 'b' }]], rows: [[[{ text: '1' }], [{ text: '2' }]]] });
    expect(blocks[4]).toEqual({ kind: 'diagram', lines: [' a ─▶ b'] });
    expect(blocks[5]).toMatchObject({ language: 'js', sample: 'x.js' });
  });

  it.each([
    ['HTML', 'ok\n\n<b>no</b>\n', 3, 'Markdown of this kind'],
    ['an image', 'see ![x](y.png)\n', 1, 'write it as text'],
    ['a rule', 'a\n\n---\n', 3, '(hr)'],
    ['a title', '# T\n', 1, 'the title stands in the front matter'],
  ])('%s is a problem at its line', (_, text, line, message) => {
    const { problems } = parse(text);
    expect(problems[0]).toMatchObject({ where: 'lesson.md', line });
    expect(problems[0]?.message).toContain(message);
  });
});
