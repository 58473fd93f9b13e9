import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/content/markdown.ts';
import { readingMinutes } from '../../src/content/reading-time.ts';

const minutes = (text: string) => readingMinutes(parseMarkdown(text, 'lesson.md', 1).blocks);

describe('readingMinutes', () => {
  it('counts words wherever they stand, and no citation', () => {
    const one = minutes('word '.repeat(238));
    expect(one).toBeCloseTo(1);
    expect(minutes(`- ${'word '.repeat(119)}[^rfc1#1]\n- ${'word '.repeat(119)}`)).toBeCloseTo(one);
    expect(minutes(`## ${'word '.repeat(238)}`)).toBeCloseTo(one);
    expect(minutes(`| ${'word '.repeat(119)} |\n| - |\n| ${'word '.repeat(119)} |`)).toBeCloseTo(one);
  });

  it('counts code by its lines', () => {
    expect(minutes(`\`\`\`js\n${'a;\n'.repeat(59)}a;\n\`\`\``)).toBeCloseTo(1);
  });
});
