// Text from files, servers and clients is untrusted: this is the one gate that it passes on its way to a terminal.

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this gate is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The text with every control, bidirectional and zero-width character made visible: C0 and DEL as their Unicode
 * control pictures (`\x1b` becomes `␛`, a line feed `␊`), anything else as `·`. One character in, one character out.
 */
export function printable(text: string): string {
  return text.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '·';
  });
}

/** Like `printable`, but line feeds stay line feeds (CRLF too) and a tab becomes two spaces: for text of several lines. */
export function printableLines(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\t/g, '  ').split('\n').map(printable).join('\n');
}

/** The value as one line of JSON in which such characters are escaped: reading it gives them back, printing it does no harm. */
export function printableJson(value: unknown): string {
  // JSON itself escapes C0 only; outside strings it has none of these characters.
  return JSON.stringify(value).replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
