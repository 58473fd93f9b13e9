// How long a lesson takes to read. An estimate: silent reading of English non-fiction is about 238 words a minute
// (Brysbaert 2019); code is looked over line by line.
import type { Block, Span } from './schema.ts';

const WORDS_A_MINUTE = 238;
const LINES_OF_CODE_A_MINUTE = 60;

/** Minutes that these blocks take. */
export function readingMinutes(blocks: readonly Block[]): number {
  return blocks.reduce((minutes, block) => minutes + minutesOf(block), 0);
}

function minutesOf(block: Block): number {
  switch (block.kind) {
    case 'code':
    case 'diagram':
      return block.lines.length / LINES_OF_CODE_A_MINUTE;
    default:
      return spansOf(block).reduce((words, span) => words + wordsOf(span), 0) / WORDS_A_MINUTE;
  }
}

const wordsOf = (span: Span) => (span.style === 'source' ? 0 : (span.text.match(/\S+/g)?.length ?? 0));

/** All the running text of a block, in order. */
export function spansOf(block: Block): readonly Span[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return block.spans;
    case 'list':
      return block.items.flat();
    case 'table':
      return [...block.head, ...block.rows.flat()].flat();
    case 'code':
    case 'diagram':
      return [];
  }
}
