import type { Metafile } from 'esbuild';

export function mergeChunks(
  dist: string,
  metafile: Metafile,
  groups: readonly { readonly name: string; readonly entries: readonly string[]; readonly importsOf?: string }[],
  root: string,
): Promise<void>;
