// A picture as cells of a terminal. A cell is two pixels, one above the other: half a block in the colour of the upper one on
// the colour of the lower one. Where there are no colours, a character as dense as the cell is bright stands for it.
import { cutOut, fitted, type Pixels, scaled } from './pixels.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

export interface BlockCell {
  readonly top: Rgb;
  readonly bottom: Rgb;
  /** The cell without colour. */
  readonly shade: string;
}

/** From dark to bright, on a dark ground. */
const SHADES = ' .:-=+*#%@';

/**
 * The picture in at most so many cells, its proportions kept: a cell is taken to be twice as high as wide. A detail is cut
 * rather than made smaller, so that each of its pixels is one.
 */
export function blocksOf(
  pixels: Pixels,
  room: { readonly columns: number; readonly rows: number },
  part: 'whole' | 'detail' = 'whole',
): readonly (readonly BlockCell[])[] {
  if (room.columns < 1 || room.rows < 1) return [];
  const size = fitted(pixels, { width: room.columns, height: room.rows * 2 });
  const { data, width, height } =
    part === 'whole'
      ? scaled(pixels, size.width, size.height)
      : cutOut(pixels, { width: room.columns, height: room.rows * 2, x: 0.5, y: 0.5 });
  const at = (x: number, y: number): Rgb => {
    const pixel = 4 * (Math.min(y, height - 1) * width + x);
    return [data[pixel] ?? 0, data[pixel + 1] ?? 0, data[pixel + 2] ?? 0];
  };
  return Array.from({ length: Math.ceil(height / 2) }, (_, row) =>
    Array.from({ length: width }, (__, x) => {
      const top = at(x, 2 * row);
      const bottom = at(x, 2 * row + 1);
      return { top, bottom, shade: shadeOf(top, bottom) };
    }),
  );
}

/** Brightness as the eye weighs it (ITU-R BT.709 luma). */
function shadeOf(top: Rgb, bottom: Rgb): string {
  const luma = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return SHADES[Math.min(SHADES.length - 1, Math.floor(((luma(top) + luma(bottom)) / 2 / 256) * SHADES.length))] ?? ' ';
}
