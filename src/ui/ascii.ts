// For terminals that show ASCII only: every other character becomes one ASCII character, so that columns stay columns.
// Content is written once; this is put between Ink and the terminal.

const TWINS: Readonly<Record<string, string>> = {
  '─━═╌┄': '-',
  '│┃║▎▏': '|',
  '┊┆': ':',
  '┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝': '+',
  '▶→❯›»⇒': '>',
  '◀←‹«⇐': '<',
  '▲↑': '^',
  '▼↓': 'v',
  '•·∙⋅…': '.',
  '✓✔': 'v',
  '✗✘╳×': 'x',
  '●◐': '*',
  '○◯': 'o',
  '–—−‐‑': '-',
  '‘’‚′': "'",
  '“”„″': '"',
  '█▇▆▅▄': '#',
  '▃▂▁': '_',
  '≤': '<',
  '≥': '>',
  '≈': '~',
  '§': 'S',
  '\u00a0': ' ',
};
const MAP = new Map(Object.entries(TWINS).flatMap(([from, to]) => [...from].map((character) => [character, to] as const)));

/** One ASCII character for every other; what has no twin becomes a question mark. Escape sequences are ASCII and stay. */
export function toAscii(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, (character) => MAP.get(character) ?? '?');
}

/** The same stream, with everything that is written to it in ASCII. */
export function asciiStream<Stream extends NodeJS.WriteStream>(stream: Stream): Stream {
  return new Proxy(stream, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'write')
        return (data: string | Uint8Array, ...rest: never[]) => target.write(typeof data === 'string' ? toAscii(data) : data, ...rest);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
