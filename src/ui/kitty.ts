// Pictures by the graphics protocol of kitty (https://sw.kovidgoyal.net/kitty/graphics-protocol/), by its Unicode placeholders:
// the pixels are sent once, and wherever the frame then has placeholder characters in the picture's colour, the terminal shows
// its part of the picture. To Ink and to everything else in the frame they are text: they scroll, are cut and are overwritten
// like text. Nothing is asked of the terminal, and it is told not to answer (q=2), so nothing ever comes in as keys.
import type { Preview } from '../picture/preview.ts';

/** Where a picture stands: in so many cells. */
export interface Placement {
  readonly preview: Preview;
  readonly columns: number;
  readonly rows: number;
}

export interface Graphics {
  /** The text of one cell of a picture; undefined where the protocol has no character for its row. */
  cell(placement: Placement, row: number, column: number): string | undefined;
  /** Sends what the terminal does not have yet. To be called when a line with its cells was drawn. */
  ensure(placement: Placement): void;
  /** Takes every picture back. */
  clear(): void;
}

const PLACEHOLDER = '\u{10eeee}';
/** The row of a cell, as a combining character (rowcolumn-diacritics.txt of kitty, the first of them). */
const ROWS = [
  0x0305, 0x030d, 0x030e, 0x0310, 0x0312, 0x033d, 0x033e, 0x033f, 0x0346, 0x034a, 0x034b, 0x034c, 0x0350, 0x0351, 0x0352, 0x0357, 0x035b,
  0x0363, 0x0364, 0x0365, 0x0366, 0x0367, 0x0368, 0x0369, 0x036a, 0x036b, 0x036c, 0x036d, 0x036e, 0x036f, 0x0483, 0x0484, 0x0485, 0x0486,
  0x0487, 0x0592, 0x0593, 0x0594, 0x0595, 0x0597, 0x0598, 0x0599, 0x059c, 0x059d, 0x059e, 0x059f, 0x05a0, 0x05a1,
];
/** The most base64 characters of one command, and the most pictures that are left with the terminal. */
const CHUNK = 4096;
const KEPT = 12;
/** Ids are the foreground colour of a placeholder, 24 bits: far from those that a program begins to count with. */
const FIRST_ID = 0x575701;

const command = (keys: string, payload = '') => `\u001b_G${keys}${payload === '' ? '' : `;${payload}`}\u001b\\`;

/** The commands that give a picture to the terminal: RGB, deflated, in chunks. */
export function transmission(id: number, { width, height, rgb }: Preview): string {
  const chunks = Array.from({ length: Math.max(1, Math.ceil(rgb.length / CHUNK)) }, (_, at) => rgb.slice(at * CHUNK, (at + 1) * CHUNK));
  return chunks
    .map((chunk, at) => {
      const more = at < chunks.length - 1 ? 1 : 0;
      return command(at === 0 ? `a=t,f=24,o=z,s=${width},v=${height},i=${id},q=2,m=${more}` : `q=2,m=${more}`, chunk);
    })
    .join('');
}

/** Graphics over a terminal that understands them. `write` takes what is no part of a frame. */
export function createKitty(write: (text: string) => void): Graphics {
  let next = FIRST_ID;
  /** Oldest first. */
  const sent = new Map<Preview, { readonly id: number; placed: string | undefined }>();
  const place = ({ preview }: Placement) => {
    const known = sent.get(preview);
    if (known !== undefined) return known;
    const made = { id: next, placed: undefined };
    next += 1;
    sent.set(preview, made);
    return made;
  };
  const remove = (id: number) => write(command(`a=d,d=I,i=${id},q=2`));
  return {
    cell(placement, row, column) {
      const mark = ROWS[row];
      if (mark === undefined) return undefined;
      const { id } = place(placement);
      const colour = `\u001b[38;2;${id >> 16};${(id >> 8) & 255};${id & 255}m`;
      // A placeholder without marks is the next column of the row that the one before it is in.
      return `${colour}${PLACEHOLDER}${column === 0 ? String.fromCodePoint(mark) : ''}\u001b[39m`;
    },
    ensure(placement) {
      const { preview, columns, rows } = placement;
      const known = place(placement);
      const where = `c=${columns},r=${rows}`;
      if (known.placed === where) return;
      if (known.placed === undefined) write(transmission(known.id, preview));
      write(command(`a=p,U=1,i=${known.id},${where},q=2`));
      known.placed = where;
      for (const [oldest, { id }] of sent) {
        if (sent.size <= KEPT || oldest === preview) break;
        sent.delete(oldest);
        remove(id);
      }
    },
    clear() {
      for (const { id, placed } of sent.values()) if (placed !== undefined) remove(id);
      sent.clear();
    },
  };
}
