// The pictures that clients got, as cells of the terminal: the newest, and beside it the one before where there is room.
//
//   image/jpeg  480x320                    image/avif  480x320
//   12,281 bytes, 8 % of the original      4,379 bytes, 3 % of the original
//   ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀           ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
//
// What is drawn are pixels that the lab has decoded; nothing that a server sent reaches the terminal as it is.
import { blocksOf } from '../../picture/blocks.ts';
import { pixelsOf } from '../../picture/preview.ts';
import type { EventOf } from '../../wire/event.ts';
import { elide } from '../components/elide.ts';
import type { Line, Part } from '../components/line.tsx';
import type { View, ViewInput, ViewOptions, ViewRow } from './view.ts';

type Shown = EventOf<'app:picture'>;

/** Rows without a wish of the screen's; cells from which two stand side by side; cells between them. */
const ROWS = 18;
const TWO_FROM = 56;
const GAP = 2;

/** The newest picture, and the newest that is another one. */
function newest({ events }: ViewInput): readonly Shown[] {
  const key = ({ data }: Shown) => `${data.target} ${data.format} ${data.bytes}`;
  const found: Shown[] = [];
  for (let at = events.length - 1; at >= 0 && found.length < 2; at--) {
    const event = events[at];
    if (event?.name === 'app:picture' && found.every((other) => key(other) !== key(event))) found.unshift(event);
  }
  return found;
}

const percent = ({ bytes, originalBytes }: Shown['data']) => Math.round((100 * bytes) / Math.max(1, originalBytes));
const sizeOf = ({ data }: Shown) => `${data.format}  ${data.width}x${data.height}`;
const bytesOf = ({ data }: Shown) =>
  `${data.bytes.toLocaleString('en')} bytes, ${data.bytes >= data.originalBytes ? 'the original' : `${percent(data)} % of the original`}`;

/** Lines of one picture, each exactly so many cells wide. */
function column(event: Shown, columns: number, rows: number, { symbols }: ViewOptions): readonly Line[] {
  const text = (words: string, bold: boolean): Line => [{ text: elide(words, columns, symbols.ellipsis).padEnd(columns), bold }];
  const pixels = pixelsOf(event.data.preview);
  const blocks = pixels === undefined ? [] : blocksOf(pixels, { columns, rows: rows - 2 }, event.data.preview.part);
  const { preview } = event.data;
  const placement = { preview, columns: blocks[0]?.length ?? 0, rows: blocks.length };
  return [
    text(sizeOf(event), true),
    text(bytesOf(event), false),
    ...blocks.map(
      (cells, row): Line => [
        // A detail is shown in blocks whatever the terminal has: its pixels are what is to be seen.
        ...cells.map(
          (cell, at): Part => ({
            text: cell.shade,
            cell,
            ...(preview.part === 'whole' ? { image: { placement, row, column: at } } : {}),
          }),
        ),
        { text: ' '.repeat(Math.max(0, columns - cells.length)) },
      ],
    ),
  ];
}

export const picture: View = {
  title: 'Picture',
  head(input, { columns, symbols }) {
    if (newest(input).length === 0) return [[{ text: 'No picture has come yet.', role: 'dim' }]];
    const said = `${symbols.todo} hook`;
    const words = elide('what the client decoded', Math.max(0, columns - said.length - 1), symbols.ellipsis);
    return [
      [
        { text: words.padEnd(Math.max(0, columns - said.length)), role: 'dim' },
        { text: said, role: 'hook' },
      ],
    ];
  },
  rows(input, options) {
    const pictures = newest(input);
    const last = pictures.at(-1);
    if (last === undefined) return [];
    // Read aloud, a picture is what is known of it.
    if (options.symbols.barFull === '')
      return pictures.map(
        (event): ViewRow => ({ line: [{ text: `${sizeOf(event)}, ${bytesOf(event)}` }], event: event.seq, covers: [event.seq] }),
      );
    const shown = options.columns >= TWO_FROM ? pictures : [last];
    const width = shown.length === 2 ? Math.floor((options.columns - GAP) / 2) : options.columns;
    const columns = shown.map((event) => column(event, width, options.last ?? ROWS, options));
    const height = Math.max(...columns.map((lines) => lines.length));
    return Array.from(
      { length: height },
      (_, row): ViewRow => ({
        line: columns.flatMap(
          (lines, at): Line => [...(at === 0 ? [] : [{ text: ' '.repeat(GAP) }]), ...(lines[row] ?? [{ text: ' '.repeat(width) }])],
        ),
        event: last.seq,
        covers: [last.seq],
      }),
    );
  },
};
