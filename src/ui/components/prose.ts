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

/** Wraps parts at spaces into lines of at most `columns` cells; `indent` stands before every line but the first. */
export function wrapParts(parts: readonly Part[], columns: number, indent = ''): readonly Line[] {
  const lines: Part[][] = [[]];
  let width = 0;
  const put = (part: Part) => {
    const line = lines.at(-1) as Part[];
    const last = line.at(-1);
    const joins = last !== undefined && last.role === part.role && last.bold === part.bold && last.inverse === part.inverse;
    if (joins) line[line.length - 1] = { ...last, text: last.text + part.text };
    else line.push(part);
    width += stringWidth(part.text);
  };
  const newLine = () => {
    lines.push(indent === '' ? [] : [{ text: indent }]);
    width = stringWidth(indent);
  };
  for (const part of parts) {
    for (const word of part.text.split(/(?<=\s)/)) {
      if (width + stringWidth(word.trimEnd()) > columns && width > stringWidth(indent)) newLine();
      let rest = width === stringWidth(indent) && lines.length > 1 ? word.trimStart() : word;
      // A word longer than a line is cut rather than lost.
      while (stringWidth(rest) > columns - stringWidth(indent) && columns > stringWidth(indent)) {
        const head = headOf(rest, columns - width);
        put({ ...part, text: head });
        rest = rest.slice(head.length);
        newLine();
      }
      if (rest !== '') put({ ...part, text: rest });
    }
  }
  return lines;
}

/** A text as lines: paragraphs and list items, wrapped. */
export function proseLines(text: string, columns: number, base: Omit<Part, 'text'> = {}, cite?: Cite): readonly Line[] {
  const lines: Line[] = [];
  for (const [index, paragraph] of text.trim().split(/\n\s*\n/).entries()) {
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
