// A lesson as lines: its head, its blocks, what one will hear, and its sources. Pure.
import { type Catalog, readOn } from '../../../content/catalog.ts';
import type { Block, Lesson } from '../../../content/schema.ts';
import { type LayoutOptions, layoutBlock, spaceBefore } from '../../components/blocks-layout.ts';
import type { Line, Part } from '../../components/line.tsx';
import { partsOf, wrapParts } from '../../components/prose.ts';
import { UNICODE } from '../../theme.ts';

/** A lesson laid out for one width. A unit is what keeps its identity when the width changes: a block, a myth, a source. */
export interface LessonLayout {
  readonly lines: readonly Line[];
  /** First line of each unit, ascending. */
  readonly starts: readonly number[];
  readonly headings: readonly { readonly text: string; readonly line: number }[];
}

/** Every citation of a lesson by source id, in the order of reading. */
export function sourcesOf(lesson: Lesson): readonly string[] {
  const spansOf = (block: Block) => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
      case 'note':
        return block.spans;
      case 'list':
        return block.items.flat();
      case 'table':
        return [...block.head.flat(), ...block.rows.flat(2)];
      default:
        return [];
    }
  };
  const cited = lesson.blocks.flatMap((block) => spansOf(block).flatMap((span) => (span.style === 'source' ? [span.text] : [])));
  const all = [...cited, ...lesson.myths.map(({ source }) => source), ...lesson.glossary.map(({ source }) => source)];
  return [...new Set(all.map((reference) => reference.split('#')[0] as string))];
}

const textOf = (block: Extract<Block, { kind: 'heading' }>) => block.spans.map(({ text }) => text).join('');

function mythLines(myth: Lesson['myths'][number], columns: number, options: LayoutOptions): readonly Line[] {
  const { cite = (text: string) => text, symbols = UNICODE } = options;
  const hang = ' '.repeat(3);
  const source: Part = { text: ` [${cite(myth.source).replaceAll(' ', '\u00a0')}]`, role: 'dim' };
  return [
    ...wrapParts([{ text: `${symbols.wrong}\u00a0\u00a0`, role: 'bad' }, ...partsOf(`“${myth.claim}”`, {}, cite)], columns, hang),
    ...wrapParts([{ text: `${symbols.done}\u00a0\u00a0`, role: 'good' }, ...partsOf(myth.truth, {}, cite), source], columns, hang),
  ];
}

/** `1 minute`, `5 minutes`, nothing for none. */
const count = (number: number, word: string) => (number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`);

/** Lays a lesson out. */
export function layoutLesson(lesson: Lesson, catalog: Catalog, columns: number, options: LayoutOptions): LessonLayout {
  const lines: Line[] = [];
  const starts: number[] = [];
  const headings: { text: string; line: number }[] = [];
  const add = (unit: readonly Line[], space = 1) => {
    for (let row = 0; row < space; row++) lines.push([]);
    starts.push(lines.length);
    lines.push(...unit);
  };
  const section = (text: string) => {
    headings.push({ text, line: lines.length + 2 });
    add([[{ text, bold: true }]], 2);
  };
  add([[{ text: lesson.title, bold: true }], ...wrapParts([{ text: lesson.summary }], columns)], 0);
  add([
    [
      {
        text: [count(lesson.minutes, 'minute'), count(lesson.experiments.length, 'experiment'), count(lesson.questions.length, 'question')]
          .filter((text) => text !== '')
          .join('   '),
        role: 'dim',
      },
    ],
  ]);
  for (const [index, block] of lesson.blocks.entries()) {
    const space = index === 0 ? 2 : spaceBefore(block, index);
    if (block.kind === 'heading') headings.push({ text: textOf(block), line: lines.length + space });
    add(layoutBlock(block, columns, options), space);
  }
  if (lesson.myths.length > 0) {
    section('You will hear');
    for (const myth of lesson.myths) add(mythLines(myth, columns, options));
  }
  const sources = sourcesOf(lesson);
  if (sources.length > 0) {
    section('Sources');
    for (const [index, id] of sources.entries()) {
      const source = catalog.sources[id];
      if (source === undefined) continue;
      add(
        [
          ...wrapParts(
            [{ text: source.title }, { text: `  ${readOn(source.checked)}`.replaceAll(' ', '\u00a0'), role: 'dim' }],
            columns,
            '  ',
          ),
          ...wrapParts([{ text: `  ${source.url}`, role: 'dim' }], columns, '  '),
        ],
        index === 0 ? 1 : 0,
      );
    }
  }
  return { lines, starts, headings };
}
