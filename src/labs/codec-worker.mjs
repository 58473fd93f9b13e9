// Encodes and decodes pictures on a thread of its own, so that neither the screen nor the tap waits for it. Plain JavaScript,
// since a worker is started from a file and not every Node that we run on reads TypeScript. A codec is loaded when it is
// first wanted; it gets bytes and gives bytes, and knows no files but its own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import { defaultOptions as avif } from '@jsquash/avif/meta.js';
import { defaultOptions as jpeg } from '@jsquash/jpeg/meta.js';
import { defaultOptions as webp } from '@jsquash/webp/meta.js';

/** Glue code and wasm of each. Every Node since 16.4 has SIMD for the WebP encoder. */
const CODECS = {
  'jpeg-decoder': [() => import('@jsquash/jpeg/codec/dec/mozjpeg_dec.js'), 'jpeg/codec/dec/mozjpeg_dec.wasm'],
  'jpeg-encoder': [() => import('@jsquash/jpeg/codec/enc/mozjpeg_enc.js'), 'jpeg/codec/enc/mozjpeg_enc.wasm'],
  'webp-decoder': [() => import('@jsquash/webp/codec/dec/webp_dec.js'), 'webp/codec/dec/webp_dec.wasm'],
  'webp-encoder': [() => import('@jsquash/webp/codec/enc/webp_enc_simd.js'), 'webp/codec/enc/webp_enc_simd.wasm'],
  'avif-decoder': [() => import('@jsquash/avif/codec/dec/avif_dec.js'), 'avif/codec/dec/avif_dec.wasm'],
  'avif-encoder': [() => import('@jsquash/avif/codec/enc/avif_enc.js'), 'avif/codec/enc/avif_enc.wasm'],
};

const ENCODER_OPTIONS = {
  jpeg: (quality) => ({ ...jpeg, quality }),
  webp: (quality) => ({ ...webp, quality }),
  // Speed 8 of 10: a fifth of the time of the default for a few more bytes.
  avif: (quality) => ({ ...avif, quality: avifQuality(quality), speed: 8 }),
};

/** Beside the bytes: JPEG's orientation is left as it is, AVIF is given in eight bits. */
const DECODER_ARGUMENTS = { jpeg: [false], webp: [], avif: [8] };

/**
 * Qualities of different encoders are different scales. These are pairs of a JPEG quality and the AVIF quality with about the
 * same error (PSNR) for the picture of this lab; between them it is a straight line.
 */
const SAME_ERROR = [
  [1, 10],
  [20, 32],
  [50, 50],
  [75, 60],
  [92, 80],
  [100, 90],
];
function avifQuality(quality) {
  const at = Math.max(
    1,
    SAME_ERROR.findIndex(([from]) => from >= quality),
  );
  const [[from, low], [to, high]] = [SAME_ERROR[at - 1], SAME_ERROR[at]];
  return Math.round(low + ((high - low) * (quality - from)) / (to - from));
}

const loaded = new Map();
/** The codec's module, instantiated once from bytes at hand: its own loader would look for a network. */
function codec(name) {
  if (!loaded.has(name)) loaded.set(name, load(name));
  return loaded.get(name);
}
async function load(name) {
  const [glue, file] = CODECS[name];
  const factory = (await glue()).default;
  const compiled = new WebAssembly.Module(wasmOf(name, file));
  return factory({
    noInitialRun: true,
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(compiled, imports);
      receive(instance);
      return instance.exports;
    },
  });
}
/** Beside the bundle compressed, in the sources where its package has it. */
function wasmOf(name, file) {
  if (workerData.folder !== undefined) return brotliDecompressSync(readFileSync(new URL(`${name}.wasm.br`, workerData.folder)));
  return readFileSync(createRequire(import.meta.url).resolve(`@jsquash/${file}`));
}

const JOBS = {
  async encode({ format, quality, width, height, data }) {
    const module = await codec(`${format}-encoder`);
    const bytes = module.encode(data, width, height, ENCODER_OPTIONS[format](quality));
    if (!bytes) throw new Error(`the ${format} encoder gave nothing`);
    return { bytes: new Uint8Array(bytes) };
  },
  async decode({ format, bytes }) {
    const module = await codec(`${format}-decoder`);
    const image = module.decode(bytes, ...DECODER_ARGUMENTS[format]);
    if (!image) throw new Error(`these bytes are no ${format}`);
    return { width: image.width, height: image.height, data: new Uint8ClampedArray(image.data) };
  },
};

parentPort.on('message', async ({ id, job, ...given }) => {
  try {
    parentPort.postMessage({ id, done: await JOBS[job](given) });
  } catch (problem) {
    parentPort.postMessage({ id, problem: problem instanceof Error ? problem.message : String(problem) });
  }
});
