// What every text of a content folder is before anybody reads it: plain lines, without characters that a terminal obeys.
import type { Problem } from '../lib/problem.ts';

/** As all readers expect it: no byte order mark, lines that end with a line feed alone. */
export const plain = (text: string) => text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** The first character of a text that a terminal might obey, as `U+001B`; undefined where there is none. */
export function controlCharacterIn(text: string): string | undefined {
  const found = CONTROL.exec(text);
  return found === null ? undefined : `U+${found[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;
}

/** Control characters could rewrite the terminal of whoever reads the content. One problem for each line, three for each file. */
export function controlCharacters(text: string, where: string): readonly Problem[] {
  if (text.includes('\0')) return [{ message: 'this is no text: remove the file, or save it as UTF-8', where }];
  const problems: Problem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const code = controlCharacterIn(line);
    if (code === undefined) continue;
    problems.push({ message: `control character ${code}: remove it`, where, line: index + 1 });
    if (problems.length === 3) break;
  }
  return problems;
}
