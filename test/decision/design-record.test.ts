import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sourceLine } from '../../src/content/catalog.ts';
import { compileContent } from '../../src/content/compile.ts';
import type { Content } from '../../src/content/schema.ts';
import { decideDesign } from '../../src/decision/design.ts';
import { designGraph } from '../../src/decision/design-graph.ts';
import { designRecord } from '../../src/decision/design-record.ts';
import { choiceName, settle } from '../../src/decision/design-words.ts';
import { describeProblem } from '../../src/lib/problem.ts';

let content: Content;
beforeAll(async () => {
  const compiled = await compileContent(fileURLToPath(new URL('../../content', import.meta.url)));
  if (!compiled.ok) throw new Error(compiled.problems.map(describeProblem).join('\n'));
  content = compiled.value;
});

const decided = (slug: string) => {
  const design = content.designs?.find((known) => known.slug === slug);
  if (design === undefined) throw new Error(`there is no design ${slug}`);
  const { decisions: books, tensions = [] } = content;
  return { ...design, books, outcome: decideDesign(books, tensions, design.requirements), source: sourceLine(content.sources) };
};

describe('the record of a design', () => {
  it('has the headings of MADR in their order, a driver for each requirement, and a line for each conflict', () => {
    for (const { slug } of content.designs ?? []) {
      const design = decided(slug);
      const lines = designRecord(design, '2026-11-25').split('\n');
      expect(lines.filter((line) => /^##? |^### (Cons|Facts)/.test(line)).slice(1)).toEqual([
        '## Context and Problem Statement',
        '## Decision Drivers',
        '## Considered Options',
        '## Decision Outcome',
        '### Consequences',
        '### Facts That Would Reopen It',
        '## Pros and Cons of the Options',
        '## More Information',
      ]);
      const between = (from: string, to: string) =>
        lines.slice(lines.indexOf(from), lines.indexOf(to)).filter((line) => line.startsWith('* '));
      const required = Object.values(design.requirements).flatMap((answers) => Object.keys(answers));
      expect(between('## Decision Drivers', '## Considered Options')).toHaveLength(required.length);
      const consequences = between('### Consequences', '### Facts That Would Reopen It').join('\n');
      for (const conflict of design.outcome.conflicts) expect(consequences).toContain(conflict.because);
      expect(lines.join('\n')).not.toContain('undefined');
    }
  });

  it('records the choice in which nothing breaks, and what gave way', () => {
    const design = decided('trading-screen');
    const record = designRecord(design, '2026-11-25');
    expect(record).toContain('# Trading screen: WebSocket, HTTP/2, REST over HTTP,');
    expect(record).toContain('REST over HTTP instead of gRPC: 7 points given up, so that nothing breaks.');
    expect(record).toContain('* Good, because this is avoided: gRPC, where this is required: A page in a browser.');
    expect(settle(design.outcome)).toMatchObject({ gaveWay: ['api-style'], works: true });
  });
});

describe('the graph of a design', () => {
  it('has a node for each choice and each conflict, and writes nothing that Mermaid would read as its own', () => {
    for (const { slug } of content.designs ?? []) {
      const { title, books, outcome } = decided(slug);
      const settled = settle(outcome);
      const lines = designGraph(title, books, outcome);
      for (const { family } of outcome.decisions)
        expect(lines.join('\n').replaceAll('<br/>', ' ')).toContain(choiceName(books, settled.choice, family));
      expect(lines.filter((line) => /^ {2}c\d+\{\{/.test(line))).toHaveLength(settled.conflicts.length);
      const labels = lines.flatMap((line) => [...line.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text.replaceAll('<br/>', ' ')));
      expect(labels.length).toBeGreaterThan(10);
      expect(labels.filter((text) => /[<>|`]/.test(text))).toEqual([]);
    }
  });
});
