// YAML against a schema, with the line of every mistake. Sentences are for authors, not for programmers.
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../lib/problem.ts';
import { controlCharacterIn } from './text.ts';

export interface YamlFile<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
  /** Line of the node at a path such as `['questions', 3, 'see']`; of its nearest parent where it is not there. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Parses a YAML text and checks it. `firstLine` is where the text begins in its file (front matter). */
export function parseYaml<Schema extends z.ZodType>(text: string, where: string, schema: Schema, firstLine = 1): YamlFile<z.infer<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const lineOf = (path: readonly PropertyKey[]) => at(offsetOf(document, path));
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      message: noYaml(error.message),
      where,
      line: at(error.pos[0]),
    }));
    return { value: undefined, problems, lineOf };
  }
  const escaped = escapedControls(document, text);
  if (escaped.length > 0) {
    return { value: undefined, problems: escaped.map(({ message, offset }) => ({ message, where, line: at(offset) })), lineOf };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return {
      value: undefined,
      problems: [{ message: noYaml((error as Error).message), where, line: firstLine }],
      lineOf,
    };
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return { value: parsed.data, problems: [], lineOf };
  const problems = parsed.error.issues
    .flatMap((issue) => explain(issue, []))
    .map(({ message, path }) => ({ message, where, line: lineOf(path) }));
  return { value: undefined, problems, lineOf };
}

/** Control characters that the text has as escapes only, as in "\e[2J": the terminal would see them all the same. */
function escapedControls(document: Document, text: string): readonly { readonly message: string; readonly offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      if (typeof value !== 'string' || !range || controlCharacterIn(text.slice(range[0], range[1])) !== undefined) return;
      const code = controlCharacterIn(value);
      if (code !== undefined) found.push({ message: `an escape stands for the control character ${code}: remove it`, offset: range[0] });
    },
  });
  return found;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

interface Explained {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** An issue of zod as sentences; a union is explained by the member that came closest. */
function explain(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Explained[] {
  const path = [...above, ...issue.path];
  const name = path.length === 0 ? 'the file' : `\`${path.map(String).join('.')}\``;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ message: `\`${key}\` means nothing here: remove it or mend its spelling`, path: [...path, key] }));
    case 'invalid_type':
      return [
        {
          message:
            issue.input === undefined && /undefined/.test(issue.message)
              ? `${name} is missing: add it (${typeName(issue.expected)})`
              : `${name} must be ${typeName(issue.expected)}`,
          path,
        },
      ];
    case 'invalid_value':
      return [{ message: `${name} must be one of ${issue.values.map(String).join(', ')}`, path }];
    case 'invalid_union': {
      const closest = [...issue.errors].sort((one, other) => depth(other) - depth(one) || one.length - other.length)[0];
      return closest === undefined || closest.length === 0
        ? [{ message: `${name} has none of the forms it may have`, path }]
        : closest.flatMap((inner) => explain(inner, path));
    }
    case 'too_big':
    case 'too_small':
      return [
        { message: /^Too (big|small)/.test(issue.message) ? `${name} ${bounds(issue)}` : `${name}: ${oneSentence(issue.message)}`, path },
      ];
    case 'invalid_format':
      return [
        { message: /^Invalid/.test(issue.message) ? `${name} must be ${format(issue)}` : `${name}: ${oneSentence(issue.message)}`, path },
      ];
    default:
      return [{ message: `${name}: ${oneSentence(issue.message)}`, path }];
  }
}

/** Types as YAML's authors call them. */
const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping of names to values',
  record: 'a mapping of names to values',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};
const typeName = (type: string) => TYPES[type] ?? `of type ${type}`;

function bounds(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const [limit, word] = issue.code === 'too_big' ? [issue.maximum, 'at most'] : [issue.minimum, 'at least'];
  if (issue.origin === 'array') return `must have ${word} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`;
  return issue.inclusive === false ? `must be ${issue.code === 'too_big' ? 'below' : 'above'} ${limit}` : `must be ${word} ${limit}`;
}

function format(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'url') return 'a URL, like https://example.org/';
  return issue.pattern === undefined ? `a ${issue.format}` : `of the form ${issue.pattern}`;
}

/** The library's own words, and what mends nearly all of it. */
const noYaml = (message: string) =>
  `this is no YAML (${oneSentence(message)}): texts with a colon, #, comma or quote want quotes around them`;

const depth = (issues: readonly z.core.$ZodIssue[]) =>
  Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 0 : 0.5)));

function oneSentence(text: string): string {
  const [first = ''] = text.split('\n');
  return (first.charAt(0).toLowerCase() + first.slice(1)).replace(/[.:]$/, '');
}
