// What the lines of the rubric share: parts between 0 and 1, whole points at the end.
import type { Evidence } from './rubric.ts';

/** One thing that was asked for: how much of it was given, and the word on it. */
export interface Part extends Evidence {
  /** 0 to 1. */
  readonly share: number;
}

/** Whole points out of three for parts that count alike; what is begun is not rounded up. */
export function pointsOf(parts: readonly { readonly share: number }[]): number {
  if (parts.length === 0) return 0;
  const mean = parts.reduce((sum, { share }) => sum + share, 0) / parts.length;
  return Math.floor(3 * mean + 1e-9);
}

/** A part with the look that its share deserves. */
export function part(share: number, text: string, source?: string): Part {
  return { share, worth: share >= 1 ? 'good' : share > 0 ? 'partly' : 'bad', text, source };
}

/** Evidence without shares, as it is told. */
export function told(parts: readonly Part[]): readonly Evidence[] {
  return parts.map(({ worth, text, source }) => ({ worth, text, ...(source ? { source } : {}) }));
}

export const quoted = (text: string) => `“${text}”`;
