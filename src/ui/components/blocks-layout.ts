// A lesson's blocks as lines of a given width, so that a reader scrolls by exact lines. Pure: no React, no catalog.
import stringWidth from 'string-width';
import type { Block, Span, TokenStyle } from '../../content/schema.ts';
import { type Role, type Symbols, UNICODE } from '../theme.ts';
import { elide } from './elide.ts';
import type { Line, Part } from './line.tsx';
import { type Cite, wrapParts } from './prose.ts';
import { tableLines } from './table-layout.ts';

export interface LayoutOptions {
  readonly symbols?: Symbols;
  /** How a citation is shown. @default its id and section */
  readonly cite?: Cite;
}

const TOKEN_ROLES: Record<TokenStyle, Role> = {
  plain: 'text',
  keyword: 'keyword',
  string: 'string',
  comment: 'comment',
  number: 'number',
  function: 'function',
  property: 'text',
  meta: 'dim',
};

/** A citation is one word: no line breaks inside its brackets. */
function citationPart(reference: string, cite: Cite): Part {
  return { text: ` [${cite(reference).replaceAll(' ', '\u00a0')}]`, role: 'dim' };
}

/** The styles of running text. */
export function spanParts(spans: readonly Span[], cite: Cite): readonly Part[] {
  return spans.map((span): Part => {
    switch (span.style) {
      case 'strong':
        return { text: span.text, bold: true };
      case 'code':
        return { text: span.text, role: 'function' };
      case 'source':
        return citationPart(span.text, cite);
      default:
        return { text: span.text };
    }
  });
}

/** Every line with something before it. */
function behind(mark: Part, lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => [mark, ...line]);
}

function codeLines(block: Extract<Block, { kind: 'code' }>, columns: number, symbols: Symbols): readonly Line[] {
  const width = columns - 2;
  const title = block.sample === '' ? block.language : block.sample;
  const body = block.lines.flatMap((line): readonly Line[] => {
    const parts = line.map(({ text, style }): Part => ({ text: text.replaceAll('\t', '  '), role: TOKEN_ROLES[style] }));
    const indent = /^ */.exec(parts.map(({ text }) => text).join(''))?.[0] ?? '';
    return parts.length === 0 ? [[]] : wrapParts(parts, width, `${indent.slice(0, Math.floor(width / 2))}    `);
  });
  const bar: Part = { text: `${symbols.vertical} `, role: 'dim' };
  return [...(title === '' ? [] : [[bar, { text: title, role: 'dim' as const }]]), ...behind(bar, body)];
}

/** The two ends of a conversation have their colours in diagrams too. */
function diagramLine(text: string): Line {
  return text
    .split(/\b(client|server)\b/)
    .filter((piece) => piece !== '')
    .map((piece): Part => (piece === 'client' || piece === 'server' ? { text: piece, role: piece } : { text: piece }));
}

/** One block as lines, without the empty line that parts it from the next. */
export function layoutBlock(
  block: Block,
  columns: number,
  { symbols = UNICODE, cite = (text) => text }: LayoutOptions = {},
): readonly Line[] {
  switch (block.kind) {
    case 'heading': {
      return wrapParts(
        spanParts(block.spans, cite).map(({ text }) => ({ text, bold: true })),
        columns,
      );
    }
    case 'paragraph':
      return wrapParts(spanParts(block.spans, cite), columns);
    case 'list': {
      const width = block.ordered ? String(block.items.length).length + 2 : 2;
      return block.items.flatMap((item, index) => {
        const mark = (block.ordered ? `${index + 1}.` : symbols.bullet).padEnd(width);
        return wrapParts([{ text: mark, role: 'dim' }, ...spanParts(item, cite)], columns, ' '.repeat(width));
      });
    }
    case 'note':
      return behind({ text: `${symbols.bar} `, role: 'accent' }, wrapParts(spanParts(block.spans, cite), columns - 2));
    case 'table':
      return tableLines(
        block.head.map((cell) => spanParts(cell, cite)),
        block.rows.map((row) => row.map((cell) => spanParts(cell, cite))),
        columns,
        symbols,
      );
    case 'diagram':
      return block.lines.map((text) => diagramLine(elide(text, columns, symbols.ellipsis)));
    case 'code':
      return codeLines(block, columns, symbols);
  }
}

/** The empty lines before a block: a new section gets air. */
export function spaceBefore(block: Block, index: number): number {
  if (index === 0) return 0;
  return block.kind === 'heading' && block.level < 3 ? 2 : 1;
}

/** All blocks as lines. */
export function layoutBlocks(blocks: readonly Block[], columns: number, options: LayoutOptions = {}): readonly Line[] {
  return blocks.flatMap((block, index) => [
    ...Array.from({ length: spaceBefore(block, index) }, (): Line => []),
    ...layoutBlock(block, columns, options),
  ]);
}

/** The width that the longest line takes. */
export function linesWidth(lines: readonly Line[]): number {
  return Math.max(0, ...lines.map((line) => stringWidth(line.map(({ text }) => text).join(''))));
}
