// Code as styled tokens, at build time: the running product holds no highlighter.
import { common, createLowlight } from 'lowlight';
import type { Block, TokenStyle } from './schema.ts';

const lowlight = createLowlight(common);

type CodeLine = Extract<Block, { kind: 'code' }>['lines'][number];
/** What is used of the tree that lowlight makes (hast). */
interface TreeNode {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly TreeNode[];
}

/** highlight.js scopes to our few styles; what is not named is plain. */
const STYLES: Readonly<Record<string, TokenStyle>> = {
  keyword: 'keyword',
  built_in: 'function',
  title: 'function',
  function_: 'function',
  class_: 'function',
  string: 'string',
  regexp: 'string',
  template: 'string',
  comment: 'comment',
  number: 'number',
  literal: 'number',
  attr: 'property',
  attribute: 'property',
  property: 'property',
  meta: 'meta',
};

/** The lines of a code block; an unknown language is plain text. */
export function highlight(code: string, language: string): readonly CodeLine[] {
  const lines: { text: string; style: TokenStyle }[][] = [[]];
  const put = (text: string, style: TokenStyle) => {
    for (const [index, piece] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (piece !== '') lines.at(-1)?.push({ text: piece, style });
    }
  };
  const walk = (node: TreeNode, style: TokenStyle) => {
    if (node.type === 'text') return put(node.value ?? '', style);
    const classes = Array.isArray(node.properties?.className) ? node.properties.className : [];
    const own = classes.map((name) => STYLES[String(name).replace(/^hljs-/, '')]).find((found) => found !== undefined);
    for (const child of node.children ?? []) walk(child, own ?? style);
  };
  if (lowlight.registered(language)) walk(lowlight.highlight(language, code) as TreeNode, 'plain');
  else put(code, 'plain');
  return lines;
}
