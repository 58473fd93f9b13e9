// A picture small enough to travel in an event: red, green and blue, deflated, as base64. Whoever shows it shows these pixels and
// nothing else that a server sent.
import { deflateSync, inflateSync } from 'node:zlib';
import { cutOut, fitted, type Pixels, scaled } from './pixels.ts';

export interface Preview {
  readonly width: number;
  readonly height: number;
  /** Whether it is the whole picture made small, or a part of it pixel by pixel. */
  readonly part: 'whole' | 'detail';
  /** Three bytes for each pixel, row by row; deflated (RFC 1950), in base64. */
  readonly rgb: string;
}

/** The most pixels of a preview. */
export const PREVIEW = { whole: { width: 192, height: 128 }, detail: { width: 96, height: 64 } } as const;
/** What is read of one that somebody else made: more is none of ours. */
const MOST_PIXELS = 1 << 18;

/** The whole picture made small, or a part of it pixel by pixel: where it has the finest lines. */
export function previewOf(pixels: Pixels, part: 'whole' | 'detail'): Preview {
  const { width, height } = fitted(pixels, PREVIEW.whole);
  const { data, ...size } = part === 'whole' ? scaled(pixels, width, height) : cutOut(pixels, { ...PREVIEW.detail, x: 0.68, y: 0.49 });
  const rgb = Buffer.alloc(size.width * size.height * 3);
  for (let pixel = 0; pixel < size.width * size.height; pixel++)
    for (let channel = 0; channel < 3; channel++) rgb[3 * pixel + channel] = data[4 * pixel + channel] ?? 0;
  return { ...size, part, rgb: deflateSync(rgb).toString('base64') };
}

/** A picture is drawn many times a second: its pixels are worked out once. */
const known = new WeakMap<Preview, Pixels>();

/** The pixels of a preview; undefined where it does not hold what it says, as in a recording that was edited. */
export function pixelsOf(preview: Preview): Pixels | undefined {
  const before = known.get(preview);
  if (before !== undefined) return before;
  const { width, height, rgb } = preview;
  const size = width * height;
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && size <= MOST_PIXELS)) return undefined;
  let bytes: Buffer;
  try {
    bytes = inflateSync(Buffer.from(rgb, 'base64'), { maxOutputLength: size * 3 });
  } catch {
    return undefined;
  }
  if (bytes.length !== size * 3) return undefined;
  const data = new Uint8ClampedArray(size * 4).fill(255);
  for (let pixel = 0; pixel < size; pixel++)
    for (let channel = 0; channel < 3; channel++) data[4 * pixel + channel] = bytes[3 * pixel + channel] ?? 0;
  const pixels = { width, height, data };
  known.set(preview, pixels);
  return pixels;
}
