// Makes text fit by leaving out its end, with a mark that says so.
import stringWidth from 'string-width';

/** The text in at most `cells` cells. */
export function elide(text: string, cells: number, mark = '…'): string {
  if (stringWidth(text) <= cells) return text;
  const room = cells - stringWidth(mark);
  if (room <= 0) return mark.slice(0, Math.max(0, cells));
  let head = '';
  let used = 0;
  for (const character of text) {
    const width = stringWidth(character);
    if (used + width > room) break;
    head += character;
    used += width;
  }
  return head + mark;
}
