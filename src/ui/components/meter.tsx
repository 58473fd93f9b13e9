// A share of a whole as a thin bar. Put the number beside it: the bar alone says nothing to a screen reader.
import { Text } from 'ink';
import { type Role, useTheme } from '../theme.ts';

export interface MeterProps {
  readonly value: number;
  readonly max: number;
  /** In cells. */
  readonly width: number;
  /** @default 'accent' */
  readonly role?: Role;
}

/** How many of `width` cells are full; something is never drawn as nothing, nor almost all as all. */
export function filledCells(value: number, max: number, width: number): number {
  if (max <= 0 || value <= 0) return 0;
  if (value >= max) return width;
  return Math.max(1, Math.min(width - 1, Math.round((value / max) * width)));
}

export function Meter({ value, max, width, role = 'accent' }: MeterProps) {
  const { style, symbols, screenReader } = useTheme();
  if (screenReader) return null;
  const full = filledCells(value, max, width);
  return (
    <Text>
      <Text {...style(role)}>{symbols.barFull.repeat(full)}</Text>
      <Text {...style('dim')}>{symbols.barEmpty.repeat(Math.max(0, width - full))}</Text>
    </Text>
  );
}
