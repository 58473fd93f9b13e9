// A line of styled text, and its view. Screens that scroll build all their lines as data, so that scrolling is exact.
import chalk, { type ForegroundColorName } from 'chalk';
import { Box, Text } from 'ink';
import { memo, useEffect } from 'react';
import { printable } from '../../lib/printable.ts';
import type { BlockCell } from '../../picture/blocks.ts';
import type { Placement } from '../kitty.ts';
import { type Role, type Theme, useTheme } from '../theme.ts';

/** A run of text in one style. */
export interface Part {
  readonly text: string;
  readonly role?: Role;
  readonly bold?: boolean;
  readonly inverse?: boolean;
  /** A cell of a picture; `text` stands for it where the terminal has too few colours. */
  readonly cell?: BlockCell;
  /** Which cell of a picture it is, for terminals that show pictures. */
  readonly image?: { readonly placement: Placement; readonly row: number; readonly column: number };
}
export type Line = readonly Part[];

export const BLANK: Line = [];

/** Two pixels as half a block on another colour; where half blocks are not to be had, as one cell of their mean. */
function painted({ top, bottom, shade }: BlockCell, { colour, symbols }: Theme): string {
  if (!colour || chalk.level < 2) return shade;
  if (symbols.border === 'round') return chalk.rgb(...top).bgRgb(...bottom)('▀');
  const [red, green, blue] = top.map((value, channel) => Math.round((value + (bottom[channel] ?? 0)) / 2)) as [number, number, number];
  return chalk.bgRgb(red, green, blue)(' ');
}

/** A part with its style, as Ink would write it; text for a screen reader has none. */
function styled({ text, role = 'text', bold, inverse, cell, image }: Part, theme: Theme): string {
  const { style, screenReader } = theme;
  if (cell !== undefined && !screenReader)
    return (image && theme.graphics?.cell(image.placement, image.row, image.column)) ?? painted(cell, theme);
  const look = { ...style(role), ...(bold ? { bold } : {}) };
  let written = printable(text);
  if (screenReader) return written;
  if (look.dimColor) written = chalk.dim(written);
  if (look.color !== undefined) written = chalk[look.color as ForegroundColorName](written);
  if (look.bold) written = chalk.bold(written);
  return inverse ? chalk.inverse(written) : written;
}

/**
 * One line, cut at the width rather than wrapped: its author has wrapped it. It is one text to Ink, whatever its parts: a
 * live screen has a thousand of them, and an element for each costs more than all else.
 */
export const LineView = memo(function LineView({ line }: { readonly line: Line }) {
  const theme = useTheme();
  const { graphics } = theme;
  useEffect(() => {
    if (graphics === undefined) return;
    for (const { image } of line) if (image?.column === 0) graphics.ensure(image.placement);
  }, [graphics, line]);
  return <Text wrap="truncate">{line.length === 0 ? ' ' : line.map((part) => styled(part, theme)).join('')}</Text>;
});

export interface LinesProps {
  readonly lines: readonly Line[];
  /** First line that is shown. */
  readonly offset?: number;
  /** How many rows there are; less lines leave the rest blank. */
  readonly rows: number;
}

/** The visible part of a list of lines. */
export function Lines({ lines, offset = 0, rows }: LinesProps) {
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
      {lines.slice(offset, offset + rows).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are places on the screen
        <LineView key={index} line={line} />
      ))}
    </Box>
  );
}

/** The last offset at which the rows are still full. */
export function lastOffset(lines: number, rows: number): number {
  return Math.max(0, lines - rows);
}
