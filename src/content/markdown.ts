// A lesson's Markdown as blocks. The lexer is marked's; raw HTML and what the terminal cannot show are problems.
import { marked, type Token, type Tokens } from 'marked';
import type { Problem } from '../lib/problem.ts';
import { highlight } from './highlight.ts';
import type { Block, Span } from './schema.ts';

export interface MarkdownResult {
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
  /** Line of each block, for the checks that come later. */
  readonly lines: readonly number[];
}

/** Parses Markdown that begins at `firstLine` of its file. */
export function parseMarkdown(text: string, where: string, firstLine: number): MarkdownResult {
  const blocks: Block[] = [];
  const lines: number[] = [];
  const problems: Problem[] = [];
  let line = firstLine;
  for (const token of marked.lexer(text)) {
    const problem = (message: string) => problems.push({ message, where, line });
    const block = blockOf(token, problem);
    if (block !== undefined) {
      blocks.push(block);
      lines.push(line);
    }
    line += token.raw.split('\n').length - 1;
  }
  return { blocks, problems, lines };
}

function blockOf(token: Token, problem: (message: string) => void): Block | undefined {
  switch (token.type) {
    case 'space':
      return undefined;
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      if (depth === 1 || depth > 3) problem('headings of a lesson are ## and ###: the title stands in the front matter');
      return { kind: 'heading', level: depth === 3 ? 3 : 2, spans: spansOf(tokens, problem) };
    }
    case 'paragraph':
      return { kind: 'paragraph', spans: spansOf((token as Tokens.Paragraph).tokens, problem) };
    case 'blockquote':
      return {
        kind: 'note',
        spans: (token as Tokens.Blockquote).tokens.flatMap((inner) => ('tokens' in inner ? spansOf(inner.tokens ?? [], problem) : [])),
      };
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return {
        kind: 'list',
        ordered,
        items: items.map((item) => item.tokens.flatMap((inner) => ('tokens' in inner ? spansOf(inner.tokens ?? [], problem) : []))),
      };
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return {
        kind: 'table',
        head: header.map((cell) => spansOf(cell.tokens, problem)),
        rows: rows.map((row) => row.map((cell) => spansOf(cell.tokens, problem))),
      };
    }
    case 'code': {
      const { lang = '', text } = token as Tokens.Code;
      const [language = '', ...info] = lang.split(/\s+/);
      if (language === 'diagram') return { kind: 'diagram', lines: text.split('\n') };
      const sample = info.find((word) => word.startsWith('sample='))?.slice('sample='.length) ?? '';
      return { kind: 'code', language, sample, lines: highlight(text, language) };
    }
    default:
      problem(`Markdown of this kind (${token.type}) is not shown in lessons: use headings, paragraphs, lists, notes, tables and code`);
      return undefined;
  }
}

/** A citation in running text: `[^rfc6455#5.1]`. */
export const CITATION = /\s?\[\^([^\]\s]+)\]/g;

function spansOf(tokens: readonly Token[], problem: (message: string) => void, style: Span['style'] = 'plain'): readonly Span[] {
  return tokens.flatMap((token): readonly Span[] => {
    switch (token.type) {
      case 'strong':
        return spansOf((token as Tokens.Strong).tokens, problem, 'strong');
      case 'em':
        return spansOf((token as Tokens.Em).tokens, problem, 'emphasis');
      case 'codespan':
        return [{ text: (token as Tokens.Codespan).text, style: 'code' }];
      case 'link':
        return spansOf((token as Tokens.Link).tokens, problem, 'link');
      case 'br':
        return [{ text: ' ', style }];
      case 'escape':
        return [{ text: (token as Tokens.Escape).text, style }];
      case 'text':
        if ('tokens' in token && token.tokens !== undefined) return spansOf(token.tokens, problem, style);
        return citations((token as Tokens.Text).text.replace(/\s*\n\s*/g, ' '), style);
      default:
        problem(`Markdown of this kind (${token.type}) is not shown in lessons: write it as text`);
        return [];
    }
  });
}

function citations(text: string, style: Span['style']): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(CITATION)) {
    if (match.index > from) spans.push({ text: text.slice(from, match.index), style });
    spans.push({ text: match[1] as string, style: 'source' });
    from = match.index + match[0].length;
  }
  if (from < text.length) spans.push({ text: text.slice(from), style });
  return spans;
}
