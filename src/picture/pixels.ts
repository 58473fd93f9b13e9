// A picture as pixels, and what is done with them whatever format they came in: made smaller, cut out. Knows no formats.

/** Four bytes for each pixel, row by row from the top: red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Made smaller by averaging what falls into each new pixel. Never larger: a picture has no detail that it has not. */
export function scaled(source: Pixels, wantedWidth: number, wantedHeight: number): Pixels {
  const width = Math.max(1, Math.min(source.width, Math.round(wantedWidth)));
  const height = Math.max(1, Math.min(source.height, Math.round(wantedHeight)));
  if (width === source.width && height === source.height) return source;
  // One direction after the other: each pixel of the original is read once.
  return transposed(narrowed(transposed(narrowed(source, width)), height));
}

/** Each row averaged down to a width. */
function narrowed({ width: from, height, data }: Pixels, width: number): Pixels {
  const out = new Uint8ClampedArray(width * height * 4);
  const share = from / width;
  for (let x = 0; x < width; x++) {
    const begin = x * share;
    const end = Math.min(from, begin + share);
    const area = end - begin;
    for (let y = 0; y < height; y++) {
      let [red, green, blue, opacity] = [0, 0, 0, 0];
      for (let at = Math.floor(begin); at < end; at++) {
        const weight = Math.min(end, at + 1) - Math.max(begin, at);
        const pixel = 4 * (y * from + at);
        red += weight * (data[pixel] as number);
        green += weight * (data[pixel + 1] as number);
        blue += weight * (data[pixel + 2] as number);
        opacity += weight * (data[pixel + 3] as number);
      }
      const to = 4 * (y * width + x);
      out[to] = red / area;
      out[to + 1] = green / area;
      out[to + 2] = blue / area;
      out[to + 3] = opacity / area;
    }
  }
  return { width, height, data: out };
}

/** Rows as columns. */
function transposed({ width, height, data }: Pixels): Pixels {
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = words[y * width + x] as number;
  return { width: height, height: width, data: new Uint8ClampedArray(out.buffer) };
}

/** The part around a point, each pixel as it is; `x` and `y` from 0 to 1. Less where the picture is smaller. */
export function cutOut(
  source: Pixels,
  wanted: { readonly width: number; readonly height: number; readonly x: number; readonly y: number },
): Pixels {
  const width = Math.min(source.width, wanted.width);
  const height = Math.min(source.height, wanted.height);
  const left = Math.round(Math.max(0, Math.min(source.width - width, wanted.x * source.width - width / 2)));
  const top = Math.round(Math.max(0, Math.min(source.height - height, wanted.y * source.height - height / 2)));
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = 4 * ((top + y) * source.width + left);
    data.set(source.data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { width, height, data };
}

/** The largest size of the same proportions that fits; never larger than it is. */
export function fitted({ width, height }: Pick<Pixels, 'width' | 'height'>, room: { readonly width: number; readonly height: number }) {
  const by = Math.min(1, room.width / width, room.height / height);
  return { width: Math.max(1, Math.floor(width * by)), height: Math.max(1, Math.floor(height * by)) };
}
