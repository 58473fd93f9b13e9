// A line of styled text, and its view. Screens that scroll build all their lines as data, so that scrolling is exact.
import { Box, Text } from 'ink';
import { memo } from 'react';
import { printable } from '../../lib/printable.ts';
import { type Role, useTheme } from '../theme.ts';

/** A run of text in one style. */
export interface Part {
  readonly text: string;
  readonly role?: Role;
  readonly bold?: boolean;
  readonly inverse?: boolean;
}
export type Line = readonly Part[];

export const BLANK: Line = [];

/** One line, cut at the width rather than wrapped: its author has wrapped it. */
export const LineView = memo(function LineView({ line }: { readonly line: Line }) {
  const { style } = useTheme();
  return (
    <Text wrap="truncate">
      {line.length === 0
        ? ' '
        : line.map(({ text, role = 'text', bold, inverse }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no identity but their place
            <Text key={index} {...style(role)} {...(bold ? { bold } : {})} {...(inverse ? { inverse } : {})}>
              {printable(text)}
            </Text>
          ))}
    </Text>
  );
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
