// Numbers of a comparison as a person reads them: three figures, a unit, a dash where there is none. Pure.
import { roundedText } from '../lib/rounded.ts';

export const NONE = '–';

/** `0.62 ms`, `1.2 s`. */
export function milliseconds(value: number | null): string {
  if (value === null) return NONE;
  return value >= 10_000 ? `${figures(value / 1000)} s` : `${figures(value)} ms`;
}

/** `124 B`, `12.3 kB`, `2.48 GB`: decimal, as networks are sold. */
export function bytes(value: number | null, unit = 'B'): string {
  if (value === null) return NONE;
  return scaled(value, unit);
}

/** `0`, `0.19`, `1.02`, `20 million`. */
export function amount(value: number | null): string {
  if (value === null) return NONE;
  if (value >= 1e9) return `${figures(value / 1e9)} billion`;
  if (value >= 1e6) return `${figures(value / 1e6)} million`;
  return roundedText(figure(value));
}

function scaled(value: number, unit: string): string {
  for (const [size, prefix] of [
    [1e15, 'P'],
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e4, 'k'],
  ] as const)
    if (value >= size) return `${figures(value / (prefix === 'k' ? 1e3 : size))} ${prefix}${unit}`;
  return `${figures(value)} ${unit}`;
}

/** Three figures are what a run on one machine is good for. */
const figure = (value: number) => Number(value.toPrecision(value >= 1000 ? Math.ceil(Math.log10(value + 1)) : 3));
const figures = (value: number) => roundedText(figure(value));
