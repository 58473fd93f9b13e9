// The name by which the bundle finds its segmenter (esbuild-options.mjs).
export { Segmenter as __Segmenter } from './segmenter.mjs';
