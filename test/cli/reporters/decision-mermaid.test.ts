import { describe, expect, it } from 'vitest';
import { decisionGraph } from '../../../src/cli/reporters/decision-mermaid.ts';
import { recommend } from '../../../src/decision/recommend.ts';
import type { Requirements, RuleBook } from '../../../src/decision/schema.ts';
import { book } from '../../decision/book.ts';

const graph = (requirements: Requirements, of: RuleBook = book) =>
  decisionGraph({ book: of, requirements, recommendation: recommend(of, requirements), sources: {} });

describe('decisionGraph', () => {
  it('leads from requirements to options by what they are worth, and on to who would win else', () => {
    expect(graph({ taste: 'sweet', budget: 'low' })).toMatchInlineSnapshot(`
      [
        "flowchart LR",
        "  d0["taste?<br/>sweet"]",
        "  d2["budget?<br/>low"]",
        "  o0(["APPLE<br/>1 point"])",
        "  o2(["MANGO<br/>-2 points"])",
        "  o1(["LEMON<br/>ruled out: A lemon is not sweet."]):::out",
        "  o3(["QUINCE<br/>ruled out: Nobody sells it."]):::out",
        "  d0 -->|"+1"| o0",
        "  d2 -->|"-2"| o2",
        "  o0 -.->|"if: taste?<br/>sour"| o1",
        "  o0 -.->|"if: budget?<br/>high"| o2",
        "  classDef wins stroke-width:3px",
        "  classDef out stroke-dasharray:4",
        "  class o0 wins",
      ]
    `);
  });

  it('writes what Mermaid would read as its own as entities', () => {
    const candidates = book.candidates.map((candidate) => ({ ...candidate, title: 'a "quoted" <b>|`name` #1' }));
    const text = graph({ taste: 'sweet' }, { ...book, candidates }).join('\n');
    expect(text).toContain('a #34;quoted#34; #60;b#62;#124;#96;name#96; #35;1');
    expect(text).not.toContain('<b>');
  });
});
