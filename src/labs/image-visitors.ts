// The images lab's visitors: browsers that differ in the formats they can show and say so in Accept. Each decodes what it got
// with the codecs of its own, and tells what it shows, or that it cannot.

import { fieldOf } from '../cache/fields.ts';
import type { Clock } from '../lib/clock.ts';
import { type Format, formatFor, formatOf, mediaTypeOf } from '../picture/negotiate.ts';
import { previewOf } from '../picture/preview.ts';
import type { Settings } from '../wire/setting.ts';
import { createBrowser } from './browser-cache.ts';
import type { Codecs } from './codecs.ts';
import { type ImageOrigin, PICTURE } from './image-origin.ts';
import type { Emit } from './lab.ts';
import { sayClient, sayGot } from './visits.ts';

/**
 * What browsers have sent in Accept for an image, from those that show AVIF to those that show neither it nor WebP (MDN, List
 * of default Accept values).
 */
export const ACCEPTS = [
  'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  'image/avif,image/webp,*/*',
  'image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5',
  'image/webp,*/*',
  'image/png,image/*;q=0.8,*/*;q=0.5',
  '*/*',
] as const;

const ACCEPT_OF: Readonly<Record<Format, string>> = { avif: ACCEPTS[0], webp: ACCEPTS[3], jpeg: ACCEPTS[5] };

/** Widths of windows, where a crowd asks for each its own. */
const WIDTHS = [360, 375, 390, 393, 412, 414, 428, 430, 768, 820] as const;

export interface ImageVisitors {
  /** One browser whose best format this is asks for the picture, and shows it. */
  visit(best: Format): Promise<void>;
  /** The picture as the origin has it, without a wish. */
  original(): Promise<void>;
  /** Many, one after the other, none with a cache. */
  crowd(): Promise<void>;
}

export interface ImageVisitorsOptions {
  readonly port: number;
  readonly params: Settings;
  readonly codecs: Codecs;
  readonly origin: Pick<ImageOrigin, 'bytes'>;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Visitors of the edge at this port. None comes until told to. */
export function createImageVisitors(options: ImageVisitorsOptions): ImageVisitors {
  const { port, params, codecs, origin, clock, emit, signal } = options;
  const target = (width: number) => `${PICTURE.path}?w=${width}&q=${params.quality}`;

  /** ETags of what somebody has shown: of a crowd, each picture is shown once. */
  const seen = new Set<string>();

  const get = async (who: string, path: string, accept: string, asked: 'by one' | 'by many') => {
    // A browser with a cache would answer the second time by itself.
    const browser = createBrowser({ name: who, port, clock, emit, signal, caching: false });
    const began = clock.now();
    try {
      const { status, headers, body } = await browser.get(path, [['Accept', accept]]);
      const type = fieldOf(headers, 'Content-Type') ?? '';
      const time = clock.now() - began;
      sayGot(emit, { who, target: path, status, bytes: body.length, milliseconds: time, what: status === 200 ? type : '' });
      if (status !== 200) return sayClient(emit, 'error', `${who}: ${path} ${status}`);
      const format = formatOf(type);
      // What a browser can show is what it asked for by name, and what all of them can.
      if (format === undefined || (format !== 'jpeg' && formatFor(accept, [format]) !== format))
        return sayClient(emit, 'broken', `${who}: cannot show ${type}`);
      const tag = fieldOf(headers, 'ETag') ?? '';
      const known = seen.has(tag);
      seen.add(tag);
      if (known && asked === 'by many') return sayClient(emit, 'picture', `${who}: ${type}, ${body.length} bytes`);
      return await display(who, path, format, body);
    } catch (problem) {
      if (!signal.aborted) sayClient(emit, 'error', `${who}: ${problem instanceof Error ? problem.message : String(problem)}`);
    } finally {
      browser[Symbol.dispose]();
    }
  };
  const display = async (who: string, path: string, format: Format, body: Buffer) => {
    const pixels = await codecs.decode(body, format);
    if (signal.aborted) return;
    const preview = previewOf(pixels, params.show === 'detail' ? 'detail' : 'whole');
    const { width, height } = pixels;
    emit(
      {
        name: 'app:picture',
        direction: 'none',
        size: 0,
        data: { who, target: path, format: mediaTypeOf(format), width, height, bytes: body.length, originalBytes: origin.bytes, preview },
      },
      { connection: 0, source: 'hook' },
    );
    sayClient(emit, 'picture', `${who}: ${mediaTypeOf(format)}, ${body.length} bytes`);
  };
  return {
    visit: (best) => get(`${best} browser`, target(Number(params.width)), ACCEPT_OF[best], 'by one'),
    original: () => get('no wish', PICTURE.path, ACCEPTS[0], 'by one'),
    async crowd() {
      const count = Number(params.visitors);
      for (let index = 0; index < count && !signal.aborted; index++) {
        const width = params.crowdWidths === 'many' ? WIDTHS[index % WIDTHS.length] : Number(params.width);
        await get(`visitor ${index + 1}`, target(width ?? 0), ACCEPTS[index % ACCEPTS.length] ?? '*/*', 'by many');
      }
      if (!signal.aborted) sayClient(emit, 'all-served', `${count} visitors, one after the other`);
    },
  };
}
