import { describe, expect, it } from 'vitest';
import { designText } from '../../../src/cli/reporters/design-text.ts';
import { type DesignRequirements, decideDesign } from '../../../src/decision/design.ts';
import type { Tension } from '../../../src/decision/design-schema.ts';
import { book } from '../../decision/book.ts';

const other = { ...book, family: 'dish', title: 'Pick a dish' };
const books = [book, other];
const tension: Tension = {
  id: 'twice',
  when: { fruit: 'lemon', dish: 'lemon' },
  given: { fruit: { taste: 'sour' } },
  severity: 'breaks',
  because: 'Twice the same is once too often.',
  cure: 'Take another fruit.',
  source: 's#1',
};
const text = (requirements: DesignRequirements, tensions: readonly Tension[] = [tension]) =>
  designText({ title: 'A meal', story: 'Two courses.', books, outcome: decideDesign(books, tensions, requirements) }, 70);

describe('designText', () => {
  it('gives the verdict of each family, the conflicts with their cures, and the choice for all', () => {
    expect(text({ fruit: { taste: 'sour' }, dish: { taste: 'sour' } })).toMatchInlineSnapshot(`
      [
        "A meal",
        "Two courses.",
        "",
        "  Pick a fruit  LEMON, by 3 points over APPLE.",
        "  Pick a dish   LEMON, by 3 points over APPLE.",
        "",
        "Conflicts",
        "  breaks  LEMON and LEMON, where this is required: sour",
        "          Twice the same is once too often. [s#1]",
        "          Cure: Take another fruit.",
        "",
        "Together",
        "  APPLE instead of LEMON: 3 points given up, and nothing breaks.",
      ]
    `);
  });

  it('says that there are no conflicts, and proposes nothing then', () => {
    const lines = text({ fruit: { taste: 'sweet' }, dish: { taste: 'sour' } });
    expect(lines.at(-1)).toBe('No conflicts: what one family chose is no trouble to another.');
  });

  it('says it where nothing goes together', () => {
    const all = { ...tension, given: {}, when: { fruit: ['apple', 'lemon', 'mango'], dish: ['apple', 'lemon', 'mango'] } };
    expect(text({ fruit: { taste: 'sour' }, dish: {} }, [all]).at(-1)).toContain('a requirement has to give');
  });
});
