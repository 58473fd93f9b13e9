// What an image edge makes of a request: the format from Accept, width and quality from the query, and the one spelling of
// them that is the key of its cache. Pure.

/** The formats that are offered, the smallest first. */
export const FORMATS = ['avif', 'webp', 'jpeg'] as const;
export type Format = (typeof FORMATS)[number];

export const mediaTypeOf = (format: Format) => `image/${format}`;

/** The format of a media type; undefined where it is none of ours. */
export function formatOf(mediaType: string): Format | undefined {
  return FORMATS.find((format) => mediaTypeOf(format) === mediaType.split(';')[0]?.trim().toLowerCase());
}

/**
 * The media types that an Accept field names, with their weights (RFC 9110 section 12.5.1). A weight that cannot be read
 * counts as 0: what is not understood is not promised.
 */
export function parseAccept(field: string): readonly { readonly range: string; readonly weight: number }[] {
  return field
    .split(',')
    .map((member) => {
      const [range = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      const weight = q === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q) ? Number(q) : 0;
      return { range, weight };
    })
    .filter(({ range }) => range !== '');
}

/**
 * The format for a client: the smallest that its Accept names. A wildcard is no promise: clients that have never heard of a
 * format send `image/*` too. JPEG is for everybody.
 */
export function formatFor(accept: string | undefined, offered: readonly Format[] = FORMATS): Format {
  const named = new Set(
    parseAccept(accept ?? '')
      .filter(({ weight }) => weight > 0)
      .map(({ range }) => range),
  );
  return offered.find((format) => format !== 'jpeg' && named.has(mediaTypeOf(format))) ?? 'jpeg';
}

export interface Wish {
  /** Pixels; undefined where the width is to stay. */
  readonly width: number | undefined;
  /** From 1 to 100. */
  readonly quality: number | undefined;
}

/** Widths that are made where a cache is to hold few of them; the next larger is given. */
export const STEPS = [160, 240, 320, 480, 640, 960] as const;
export const QUALITY = { default: 75, min: 1, max: 100 } as const;

/** Reads `?w=` and `?q=`. Undefined where one of them is no whole number in its limits: the caller answers 400. */
export function parseWish(target: string, widest: number): Wish | undefined {
  const query = new URLSearchParams(target.split('?')[1] ?? '');
  const read = (name: string, max: number) => {
    const text = query.get(name);
    if (text === null) return undefined;
    const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    return number >= 1 && number <= max ? number : null;
  };
  // A picture is never made larger: who asks for more gets what there is.
  const width = read('w', 99_999);
  const quality = read('q', QUALITY.max);
  if (width === null || quality === null) return undefined;
  return { width: width === undefined ? undefined : Math.min(width, widest), quality };
}

/** The target in one spelling: only what is heeded, in one order, the width on a step where there are steps. */
export function normalisedTarget(target: string, { widest, steps }: { readonly widest: number; readonly steps: boolean }): string {
  const path = target.split('?')[0] ?? target;
  const wish = parseWish(target, widest);
  if (wish === undefined) return target;
  if (wish.width === undefined && wish.quality === undefined) return path;
  const asked = wish.width ?? widest;
  const width = steps ? (STEPS.find((step) => step >= asked) ?? widest) : asked;
  return `${path}?w=${width}&q=${wish.quality ?? QUALITY.default}`;
}
