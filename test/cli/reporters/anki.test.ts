// Anki's text import of the whole course: what Anki would read is what was asked.
import { beforeAll, describe, expect, it } from 'vitest';
import { ankiText } from '../../../src/cli/reporters/anki.ts';
import { cheatSheet } from '../../../src/cli/reporters/cheat-sheet.ts';
import { type Catalog, createCatalog } from '../../../src/content/catalog.ts';
import { compileContent } from '../../../src/content/compile.ts';

let catalog: Catalog;
beforeAll(async () => {
  const content = await compileContent(new URL('../../../content', import.meta.url).pathname);
  if (!content.ok) throw new Error(JSON.stringify(content.problems[0]));
  catalog = createCatalog(content.value);
}, 60_000);

const cite = (reference: string) => catalog.cite(reference)?.label ?? reference;
const questions = () => catalog.topics.flatMap((topic) => topic.lessons.flatMap((lesson) => lesson.questions));
const notes = () =>
  questions().map(({ id }) => ({
    ask: catalog.ask(`question:${id}`) as NonNullable<ReturnType<Catalog['ask']>>,
    tags: ['wirewise::a topic'],
  }));

describe('the file for Anki', () => {
  it('has its headers first, then a note a line: GUID, front, back, tags', () => {
    const lines = ankiText(notes(), cite).trimEnd().split('\n');
    expect(lines.slice(0, 6)).toEqual([
      '#separator:tab',
      '#html:true',
      '#notetype:Basic',
      '#deck:Wirewise',
      '#guid column:1',
      '#tags column:4',
    ]);
    const rows = lines.slice(6).map((line) => line.split('\t'));
    expect(rows).toHaveLength(questions().length);
    expect(new Set(rows.map(([guid]) => guid)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row, row[0] ?? '').toHaveLength(4);
      expect(row[1]).not.toBe('');
      expect(row[2]).not.toBe('');
      expect(row[3]).toBe('wirewise::a-topic');
      // No field needs quotes, and a note never looks like a header or a comment.
      expect(row.join(''), row[0] ?? '').not.toContain('"');
      expect(row[0]?.startsWith('wirewise-')).toBe(true);
    }
  });

  it('leaves no mark of ours, and no markup that was content', () => {
    const text = ankiText(notes(), cite);
    expect(text).not.toMatch(/\[\^/);
    const tags = new Set([...text.matchAll(/<\/?([a-z]+)>/g)].map((match) => match[1]));
    expect([...tags].sort()).toEqual(['b', 'br', 'code', 'li', 'ol', 'pre', 'small', 'ul'].filter((tag) => tags.has(tag)));
    expect(text.replace(/<\/?[a-z]+>/g, '')).not.toMatch(/[<>]/);
  });

  it('does not give the order of steps away on the front', () => {
    const order = questions().find(({ kind }) => kind === 'order');
    if (order?.kind !== 'order') throw new Error('the course has no question about an order');
    const note = { ask: catalog.ask(`question:${order.id}`) as NonNullable<ReturnType<Catalog['ask']>>, tags: [] };
    const [, front = '', back = ''] = ankiText([note], cite).trimEnd().split('\n').at(-1)?.split('\t') ?? [];
    const steps = (html: string) => [...html.matchAll(/<li>(.*?)<\/li>/g)].map((match) => match[1]);
    expect(steps(front)).not.toEqual(steps(back));
    expect([...steps(front)].sort()).toEqual([...steps(back)].sort());
  });
});

describe('the cheat sheet', () => {
  it('has every lesson, every option of every decision, and a source for all that it cites', () => {
    const lines = cheatSheet(catalog, '1.0.0', '2026-11-25');
    for (const topic of catalog.topics) for (const { title } of topic.lessons) expect(lines).toContain(`### ${title}`);
    for (const { candidates } of catalog.decisions) for (const { title } of candidates) expect(lines).toContain(`### ${title}`);
    expect(lines.filter((line) => line.includes('\n') || line.includes('[^'))).toEqual([]);
    const sources = lines.slice(lines.indexOf('## Sources')).filter((line) => line.startsWith('- '));
    expect(sources.length).toBeGreaterThan(20);
    for (const source of sources) expect(source).toMatch(/<https?:\/\/[^>]+>, checked: /);
  });
});
