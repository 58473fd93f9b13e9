type Piece = { readonly at: number; readonly data: string } | { readonly pause: number };
interface CastOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** In seconds. */
  readonly maxIdle: number;
}
export function castOf(pieces: readonly Piece[], options: CastOptions): string;
