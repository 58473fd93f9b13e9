// Encoders and decoders of pictures, on a worker thread (codec-worker.mjs). Nothing of them is loaded before the first job.
import { Worker } from 'node:worker_threads';
import type { Format } from '../picture/negotiate.ts';
import type { Pixels } from '../picture/pixels.ts';

/** Set by the build: where worker and codecs are, seen from the bundle. In the sources the worker is beside this file. */
declare const WIREWISE_CODEC_WORKER: string | undefined;
declare const WIREWISE_CODECS: string | undefined;

export interface Codecs extends AsyncDisposable {
  /** The picture in a format. `quality` from 1 to 100, on JPEG's scale for all of them. Rejects where the codec fails. */
  encode(pixels: Pixels, format: Format, quality: number): Promise<Buffer>;
  /** The pixels of an encoded picture. Rejects where the bytes are none of the format. */
  decode(bytes: Uint8Array, format: Format): Promise<Pixels>;
}

type Answer = { readonly id: number } & ({ readonly done: never } | { readonly problem: string });

/** The codecs; the thread starts with the first job and ends with the disposal, whatever it is doing. */
export function createCodecs(): Codecs {
  let worker: Worker | undefined;
  let over = false;
  let last = 0;
  const waiting = new Map<number, { resolve(done: never): void; reject(problem: Error): void }>();
  const fail = (problem: Error) => {
    for (const { reject } of waiting.values()) reject(problem);
    waiting.clear();
    worker = undefined;
  };
  const started = () => {
    const bundled = typeof WIREWISE_CODEC_WORKER === 'string' && typeof WIREWISE_CODECS === 'string';
    const file = new URL(bundled ? WIREWISE_CODEC_WORKER : './codec-worker.mjs', import.meta.url);
    const folder = bundled ? new URL(WIREWISE_CODECS, import.meta.url).href : undefined;
    // What a codec prints must not reach the screen.
    const thread = new Worker(file, { workerData: { folder }, execArgv: [], stdout: true, stderr: true });
    thread.stdout.resume();
    thread.stderr.resume();
    thread.on('message', (answer: Answer) => {
      const who = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('problem' in answer) who?.reject(new Error(answer.problem));
      else who?.resolve(answer.done);
    });
    thread.on('error', (problem: Error) => fail(problem));
    thread.on('exit', () => fail(new Error('the codecs have ended')));
    return thread;
  };
  const ask = <Done>(job: string, given: object) =>
    new Promise<Done>((resolve, reject) => {
      if (over) return reject(new Error('the codecs have ended'));
      worker ??= started();
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, job, ...given });
    });
  return {
    async encode({ width, height, data }, format, quality) {
      const { bytes } = await ask<{ bytes: Uint8Array<ArrayBuffer> }>('encode', { format, quality, width, height, data });
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    },
    // A copy of just these bytes: a Buffer may be a part of something larger.
    decode: (bytes, format) => ask<Pixels>('decode', { format, bytes: new Uint8Array(bytes) }),
    async [Symbol.asyncDispose]() {
      over = true;
      await worker?.terminate();
    },
  };
}
