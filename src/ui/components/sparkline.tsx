// The last values of a series, one cell each, newest at the right. Say beside it what the highest is.
import { Text } from 'ink';
import { type Role, useTheme } from '../theme.ts';

export interface SparklineProps {
  readonly values: readonly number[];
  /** In cells; older values are left out. */
  readonly width: number;
  /** The value drawn at full height. @default the highest shown */
  readonly max?: number;
  /** @default 'accent' */
  readonly role?: Role;
}

/** The cells of a sparkline; a zero is a space, anything above it at least the lowest bar. */
export function sparkCells(values: readonly number[], width: number, heights: readonly string[], max?: number): string {
  const shown = values.slice(-width);
  const top = max ?? Math.max(0, ...shown);
  const cells = shown.map((value) => {
    if (!(value > 0) || top <= 0) return ' ';
    return heights[Math.min(heights.length - 1, Math.ceil((value / top) * heights.length) - 1)] ?? ' ';
  });
  return cells.join('').padStart(width);
}

export function Sparkline({ values, width, max, role = 'accent' }: SparklineProps) {
  const { style, symbols, screenReader } = useTheme();
  if (screenReader) return null;
  return <Text {...style(role)}>{sparkCells(values, width, symbols.spark, max)}</Text>;
}
