import { describe, expect, it } from 'vitest';
import { decisionRecord } from '../../../src/cli/reporters/decision-adr.ts';
import { recommend } from '../../../src/decision/recommend.ts';
import type { Requirements } from '../../../src/decision/schema.ts';
import { book } from '../../decision/book.ts';

const sources = { s: { title: 'The Book of Fruit', url: 'https://fruit.example/', checked: '2026-11-24' } };
const record = (requirements: Requirements) =>
  decisionRecord({ book, requirements, recommendation: recommend(book, requirements), sources }, '2026-11-25').split('\n');

describe('decisionRecord', () => {
  it('has context, drivers, options, the choice, consequences, what would reopen it, and sources', () => {
    expect(record({ taste: 'sweet', season: 'winter' })).toMatchInlineSnapshot(`
      [
        "---",
        "status: proposed",
        "date: 2026-11-25",
        "---",
        "",
        "# Pick a fruit: APPLE",
        "",
        "## Context and Problem Statement",
        "",
        "Which option for “Pick a fruit” suits what is required? 2 of 3 questions were answered.",
        "",
        "Not answered, and able to change the choice: budget?",
        "",
        "## Decision Drivers",
        "",
        "* taste? sweet. ()",
        "* season? winter. ()",
        "",
        "## Considered Options",
        "",
        "* APPLE",
        "* MANGO",
        "* LEMON",
        "* QUINCE",
        "",
        "## Decision Outcome",
        "",
        "Chosen option: “APPLE”, because of this above all: An apple is sweet. Apples keep.",
        "",
        "By the rules: APPLE, by 2 points over MANGO.",
        "",
        "### Consequences",
        "",
        "* Good, because: An apple is sweet.",
        "* Good, because: Apples keep.",
        "* Bad, because of what it costs: ",
        "* Neutral, because its likeliest failure has a cure: ",
        "",
        "### Facts That Would Reopen It",
        "",
        "* The answer to “taste?” becomes “sour”: then LEMON wins.",
        "* The answer to “budget?” turns out to be “high”: then MANGO wins.",
        "",
        "## Pros and Cons of the Options",
        "",
        "### APPLE",
        "",
        "",
        "",
        "* Good, because: An apple is sweet. (+1, s#1)",
        "* Good, because: Apples keep. (+1, s#6)",
        "",
        "### MANGO",
        "",
        "",
        "",
        "* Neutral: none of the requirements speaks for or against it.",
        "",
        "### LEMON",
        "",
        "",
        "",
        "* Bad, because it is ruled out: A lemon is not sweet. (s#3)",
        "",
        "### QUINCE",
        "",
        "",
        "",
        "* Bad, because it is ruled out: Nobody sells it. (src#quince)",
        "",
        "## More Information",
        "",
        "* s: The Book of Fruit, <https://fruit.example/>, read 2026-11-24",
        "",
      ]
    `);
  });

  it('chooses nothing in a tie, and says so in its title', () => {
    const lines = record({ budget: 'low' });
    expect(lines).toContain('# Pick a fruit: APPLE and LEMON, not decided yet');
    expect(lines.some((line) => line.startsWith('No option is chosen.'))).toBe(true);
    expect(lines.some((line) => line.startsWith('Chosen option'))).toBe(false);
  });
});
