// A picture small enough to travel in an event: red, green and blue as base64. Whoever shows it shows these pixels and
// nothing else that a server sent.
import { cutOut, fitted, type Pixels, scaled } from './pixels.ts';

export interface Preview {
  readonly width: number;
  readonly height: number;
  /** Three bytes for each pixel, row by row, in base64. */
  readonly rgb: string;
}

/** The most pixels of a preview. */
export const PREVIEW = { width: 96, height: 64 } as const;

/** The whole picture made small, or a part of it pixel by pixel: where it has the finest lines. */
export function previewOf(pixels: Pixels, part: 'whole' | 'detail'): Preview {
  const { width, height } = fitted(pixels, PREVIEW);
  const { data, ...size } = part === 'whole' ? scaled(pixels, width, height) : cutOut(pixels, { ...PREVIEW, x: 0.68, y: 0.49 });
  const rgb = Buffer.alloc(size.width * size.height * 3);
  for (let pixel = 0; pixel < size.width * size.height; pixel++)
    for (let channel = 0; channel < 3; channel++) rgb[3 * pixel + channel] = data[4 * pixel + channel] ?? 0;
  return { ...size, rgb: rgb.toString('base64') };
}

/** The pixels of a preview; undefined where it does not hold what it says, as in a recording that was edited. */
export function pixelsOf({ width, height, rgb }: Preview): Pixels | undefined {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && width * height <= 1 << 20)) return undefined;
  const bytes = Buffer.from(rgb, 'base64');
  if (bytes.length !== width * height * 3) return undefined;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < 3; channel++) data[4 * pixel + channel] = bytes[3 * pixel + channel] ?? 0;
  return { width, height, data };
}
