// What makes the pictures at the edge, behind its cache: it has the original from the origin once, and makes of it the width,
// the quality and the format that a request asks for. Its answers say what they depend on.
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { formatDate } from '../cache/dates.ts';
import { FORMATS, type Format, formatFor, mediaTypeOf, parseWish, QUALITY } from '../picture/negotiate.ts';
import { type Pixels, scaled } from '../picture/pixels.ts';
import type { Codecs } from './codecs.ts';
import { PICTURE } from './image-origin.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { type Page, sendPage } from './page.ts';

export interface ImageService extends AsyncDisposable {
  readonly port: number;
}

export interface ImageServiceOptions {
  readonly originPort: number;
  readonly codecs: Codecs;
}

interface Original {
  readonly bytes: Buffer;
  readonly pixels: Pixels;
}

/** The formats that are made, by the best of them: `webp` is WebP and JPEG. */
export const offeredUpTo = (best: unknown): readonly Format[] => FORMATS.slice(Math.max(0, FORMATS.indexOf(best as Format)));

/** Starts it on a free port of the loopback interface. */
export async function startImageService(
  { params, emit, clock }: Pick<LabContext, 'params' | 'emit' | 'clock'>,
  { originPort, codecs }: ImageServiceOptions,
): Promise<ImageService> {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const varies = params.key !== 'url';
  const offered = offeredUpTo(params.formats);
  const say = (state: string, detail: string) =>
    emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state, detail } }, { connection: 0, source: 'hook' });

  const fetchOriginal = async (): Promise<Original> => {
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port: originPort, path: PICTURE.path, agent: false, signal: stop.signal }, resolve);
      request.on('error', reject);
    });
    const bytes = await buffer(message);
    if (message.statusCode !== 200) throw new Error(`the origin says ${message.statusCode}`);
    const pixels = await codecs.decode(bytes, 'jpeg');
    say('fetched', `the original, ${pixels.width}x${pixels.height} jpeg, ${bytes.length} bytes`);
    return { bytes, pixels };
  };
  let kept: Promise<Original> | undefined;
  const original = () => {
    kept ??= fetchOriginal();
    // One that failed is asked for again by the next request.
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };

  const make = async (request: IncomingMessage) => {
    const target = request.url ?? '';
    const wish = parseWish(target, PICTURE.width);
    if (wish === undefined) return undefined;
    const { bytes, pixels } = await original();
    if (wish.width === undefined && wish.quality === undefined) return { bytes, format: 'jpeg' as const, negotiated: false };
    const format = formatFor(request.headers.accept, offered);
    const quality = wish.quality ?? QUALITY.default;
    const width = wish.width ?? pixels.width;
    const began = clock.now();
    const made = scaled(pixels, width, (pixels.height * width) / pixels.width);
    const encoded = await codecs.encode(made, format, quality);
    const time = Math.round(clock.now() - began);
    say('encoded', `${made.width}x${made.height} ${format} quality ${quality}, ${encoded.length} bytes, ${time} ms`);
    return { bytes: encoded, format, negotiated: true };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => {});
    const path = (request.url ?? '').split('?')[0];
    if (path === '/') return sendPage(response, PAGE);
    const text = (status: number, words: string) =>
      response.writeHead(status, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' }).end(`${words}\n`);
    if (path !== PICTURE.path) return text(404, 'There is no such picture here.');
    try {
      const made = await make(request);
      if (made === undefined) return text(400, 'w takes a whole number of pixels from 1, q one from 1 to 100.');
      const { bytes, format, negotiated } = made;
      return response
        .writeHead(200, {
          Date: formatDate(clock.date().getTime()),
          'Cache-Control': 'public, max-age=86400',
          'Content-Type': mediaTypeOf(format),
          'Content-Length': bytes.length,
          ETag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}"`,
          // What was chosen by Accept says so (RFC 9110 section 12.5.5), unless that is the mistake to be shown.
          ...(negotiated && varies ? { Vary: 'Accept' } : {}),
        })
        .end(bytes);
    } catch (problem) {
      if (stop.signal.aborted) return response.destroy();
      say('failed', problem instanceof Error ? problem.message : String(problem));
      return text(502, 'The picture could not be made.');
    }
  };
  const server = http.createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 0;
  const port = await listenLocally(server);
  return {
    port,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await closeHttp(server);
    },
  };
}

const PAGE: Page = {
  title: 'Wirewise: images at the edge',
  lead: 'The picture in three widths. The terminal shows which format your browser was given, by the Accept that it sends.',
  images: true,
  script: `for (const width of [160, 320, 640]) {
  const image = new Image();
  image.src = '${PICTURE.path}?w=' + width;
  image.alt = 'evening over a lake, ' + width + ' pixels wide';
  image.onload = () => show(image.src + ': ' + image.naturalWidth + ' pixels wide');
  image.onerror = () => show(image.src + ': your browser cannot show it');
  document.body.append(image);
}`,
};
