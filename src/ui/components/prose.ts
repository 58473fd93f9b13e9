// Short texts of content (prompts, reasons, explanations) as wrapped lines. Lessons are blocks, made at build time; here
// only `code`, **strong**, a citation `[^id#section]`, a list item (`- `) and an empty line mean something.
import stringWidth from 'string-width';
import type { Line, Part } from './line.tsx';

/** The citations of a text as a person writes them: `rfc6455#5.3` to `RFC 6455 §5.3`. */
export type Cite = (reference: string) => string;

const plainCite: Cite = (reference) => reference.replace('#', ' §');

/** Splits a text at its marks. */
export function partsOf(text: string, base: Omit<Part, 'text'> = {}, cite: Cite = plainCite): readonly Part[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*|\s?\[\^[^\]]+\])/)
    .filter((piece) => piece !== '')
    .map((piece): Part => {
      if (piece.startsWith('`')) return { ...base, text: piece.slice(1, -1), role: 'function' };
      if (piece.startsWith('**')) return { ...base, text: piece.slice(2, -2), bold: true };
      const source = /^\s?\[\^([^\]]+)\]$/.exec(piece);
      return source ? { text: ` [${cite(source[1] as string)}]`, role: 'dim' } : { ...base, text: piece };
    });
}

/** The longest start of a text that fits into that many cells; at least one character. */
function headOf(text: string, cells: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && stringWidth(head + character) > cells) break;
    head += character;
  }
  return head;
}

/** The pieces of a text between two places where a line may break; a word may change its style within. */
function wordsOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const words: Part[][] = [[]];
  for (const part of parts) {
    // A no-break space is no place to break.
    for (const text of part.text.split(/(?<=[ \t\n])/)) {
      if (text === '') continue;
      (words.at(-1) as Part[]).push({ ...part, text });
      if (/[ \t\n]$/.test(text)) words.push([]);
    }
  }
  return words.filter((word) => word.length > 0);
}

const sameLook = (one: Part, other: Part) => one.role === other.role && one.bold === other.bold && one.inverse === other.inverse;

/** A line without the space that it ends with. */
function trimmed(line: readonly Part[]): Line {
  const last = line.at(-1);
  if (last === undefined || !/[ \t\n]$/.test(last.text)) return line;
  const text = last.text.replace(/[ \t\n]+$/, '');
  return text === '' ? trimmed(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}

/** Wraps parts at spaces into lines of at most `columns` cells; `indent` stands before every line but the first. */
export function wrapParts(parts: readonly Part[], columns: number, indent = ''): readonly Line[] {
  const lines: Part[][] = [[]];
  const margin = stringWidth(indent);
  let width = 0;
  const put = (part: Part) => {
    const line = lines.at(-1) as Part[];
    const last = line.at(-1);
    if (last !== undefined && sameLook(last, part)) line[line.length - 1] = { ...last, text: last.text + part.text };
    else line.push(part);
    width += stringWidth(part.text);
  };
  const newLine = () => {
    lines.push(indent === '' ? [] : [{ text: indent }]);
    width = margin;
  };
  for (const word of wordsOf(parts)) {
    const length = stringWidth(
      word
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    );
    const empty = lines.length > 1 ? width === margin : width === 0;
    if (width + length > columns && !empty) newLine();
    for (const part of word) {
      let rest = lines.length > 1 && width === margin ? part.text.trimStart() : part.text;
      // A word longer than a line is cut rather than lost.
      while (width + stringWidth(rest.trimEnd()) > columns && columns > margin) {
        if (width >= columns) newLine();
        const head = headOf(rest, Math.max(1, columns - width));
        put({ ...part, text: head });
        rest = rest.slice(head.length);
        newLine();
      }
      if (rest !== '') put({ ...part, text: rest });
    }
  }
  return lines.map(trimmed);
}

/** A text as lines: paragraphs and list items, wrapped. */
export function proseLines(text: string, columns: number, base: Omit<Part, 'text'> = {}, cite?: Cite): readonly Line[] {
  const lines: Line[] = [];
  for (const [index, paragraph] of text
    .trim()
    .split(/\n\s*\n/)
    .entries()) {
    if (index > 0) lines.push([]);
    for (const piece of paragraph.split(/\n(?=- )/)) {
      const item = piece.startsWith('- ');
      const body = (item ? piece.slice(2) : piece).replace(/\s*\n\s*/g, ' ');
      const parts = partsOf(body, base, cite);
      lines.push(...(item ? wrapParts([{ text: '• ', role: 'dim' }, ...parts], columns, '  ') : wrapParts(parts, columns)));
    }
  }
  return lines;
}
