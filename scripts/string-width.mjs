// In the bundle this stands in front of the package string-width, for us and for Ink. A frame asks for the width of some
// hundred lines, and every line with a frame or an arrow in it takes the package's slow way, one regular expression after
// the other for each character. Where a text has only characters that are one cell wide, its length is the answer.
import slow from 'string-width';

/**
 * ASCII, Latin letters, dashes and quotes, arrows, frames, blocks and the geometric shapes that are not emoji by themselves;
 * none of them joins with its neighbour. A variation selector or anything else is none of them and goes the slow way.
 */
const NARROW = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fc\u2713\u2717\u276f]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences take no cell
const COLOURS = /\u001b\[[\d;]*m/g;

/** Cells of a text; the same as string-width says. */
export default function stringWidth(text, options) {
  // An escape that is to be counted is no narrow character, so that such a text goes the slow way.
  const counted = options?.countAnsiEscapeCodes === true;
  if (typeof text !== 'string' || options?.ambiguousIsNarrow === false) return slow(text, options);
  const plain = !counted && text.includes('\u001b') ? text.replace(COLOURS, '') : text;
  return NARROW.test(plain) ? plain.length : slow(text, options);
}
