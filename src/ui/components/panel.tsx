// A region of the screen with a frame and its title in the frame. One frame per region, never one inside another.
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import stringWidth from 'string-width';
import { printable } from '../../lib/printable.ts';
import type { Badge, Source } from '../../wire/event.ts';
import { useTheme } from '../theme.ts';
import { BadgeMark } from './badge-mark.tsx';
import { elide } from './elide.ts';

export interface PanelProps {
  readonly title: string;
  /** Who says what is in it. */
  readonly badge?: Source | Badge | undefined;
  /** Outer size, frame included; the inside is two cells (and two more of padding) narrower, two rows lower. */
  readonly width: number;
  readonly height: number;
  readonly focused?: boolean;
  readonly children?: ReactNode;
}

/** Columns that a panel of that outer width leaves to its children. */
export function panelColumns(width: number): number {
  return Math.max(0, width - 4);
}

/** Rows that a panel of that outer height leaves to its children. */
export function panelRows(height: number): number {
  return Math.max(0, height - 2);
}

export function Panel({ title, badge, width, height, focused = false, children }: PanelProps) {
  const { style, symbols, screenReader } = useTheme();
  if (screenReader) {
    return (
      <Box flexDirection="column" width={width}>
        <Text>{`${title}${badge === undefined ? '' : `, ${badge}`}${focused ? ', focused' : ''}:`}</Text>
        {children}
      </Box>
    );
  }
  const frame = style(focused ? 'accent' : 'dim');
  const badgeWord = badge === 'tap' ? 'live' : badge;
  const badgeWidth = badgeWord === undefined ? 0 : stringWidth(badgeWord) + 4;
  const name = elide(printable(title), Math.max(0, width - 6 - badgeWidth), symbols.ellipsis);
  const rule = Math.max(0, width - 5 - stringWidth(name) - badgeWidth - (badge === undefined ? 0 : 1));
  const { corners } = symbols;
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      <Text wrap="truncate">
        <Text {...frame}>{`${corners.topLeft}${symbols.line} `}</Text>
        <Text {...(focused ? style('accent') : { bold: true })}>{name}</Text>
        <Text {...frame}>{` ${symbols.line.repeat(rule)}`}</Text>
        {badge === undefined ? null : (
          <Text>
            {' '}
            <BadgeMark source={badge} /> <Text {...frame}>{symbols.line}</Text>
          </Text>
        )}
        <Text {...frame}>{corners.topRight}</Text>
      </Text>
      <Box
        flexGrow={1}
        flexDirection="column"
        overflow="hidden"
        paddingX={1}
        borderStyle={symbols.border}
        borderTop={false}
        {...(frame.color ? { borderColor: frame.color } : {})}
        borderDimColor={frame.dimColor ?? false}
      >
        {children}
      </Box>
    </Box>
  );
}
