// The images lab's origin: one picture, as a photographer's camera would give it, a large JPEG. It is painted from a seed and
// encoded when it is first asked for.
import { setMaxListeners } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import { paintScene } from '../picture/scene.ts';
import type { Codecs } from './codecs.ts';
import type { LabContext } from './lab.ts';
import { closeHttp, listenLocally } from './local-server.ts';
import { think } from './site.ts';

/** The picture: where it is, its size, the seed that it is painted from, and the quality of the original. */
export const PICTURE = { path: '/evening.jpg', width: 960, height: 640, seed: 7, quality: 92 } as const;

export interface ImageOrigin extends AsyncDisposable {
  readonly port: number;
  /** How many bytes the original has; 0 before it was asked for. */
  readonly bytes: number;
}

/** Starts it on a free port of the loopback interface. `serverTime` is how long it takes for an answer, milliseconds. */
export async function startImageOrigin({ params, emit }: Pick<LabContext, 'params' | 'emit'>, codecs: Codecs): Promise<ImageOrigin> {
  const thinking = new AbortController();
  setMaxListeners(0, thinking.signal);
  const { seed, width, height, quality } = PICTURE;
  let bytes = 0;
  let painted: Promise<Buffer> | undefined;
  const paint = async () => {
    const encoded = await codecs.encode(paintScene(seed, width, height), 'jpeg', quality);
    bytes = encoded.length;
    return encoded;
  };
  const answer = async (target: string, response: ServerResponse) => {
    response.on('error', () => {});
    const found = target === PICTURE.path;
    emit(
      {
        name: 'app:state',
        direction: 'none',
        size: 0,
        data: { actor: 'server', state: 'asked', detail: `the origin, for ${target}: ${found ? 200 : 404}` },
      },
      { connection: 0, source: 'hook' },
    );
    if (!found) return response.writeHead(404, { 'Content-Length': 0 }).end();
    try {
      painted ??= paint();
      const original = await painted;
      await think(Number(params.serverTime), thinking.signal);
      return response.writeHead(200, { 'Content-Type': 'image/jpeg', 'Content-Length': original.length }).end(original);
    } catch {
      return response.destroy(); // the lab ends
    }
  };
  const server = http.createServer((request, response) => void answer(request.url ?? '/', response));
  server.keepAliveTimeout = 0;
  const port = await listenLocally(server);
  return {
    port,
    get bytes() {
      return bytes;
    },
    async [Symbol.asyncDispose]() {
      thinking.abort();
      await closeHttp(server);
    },
  };
}
