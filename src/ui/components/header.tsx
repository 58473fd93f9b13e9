// The first line: what this is, where one is, how far one is.
import { Box, Text } from 'ink';
import { memo } from 'react';
import stringWidth from 'string-width';
import { printable } from '../../lib/printable.ts';
import { useTheme } from '../theme.ts';
import { elide } from './elide.ts';
import { Meter } from './meter.tsx';

export interface HeaderProps {
  readonly columns: number;
  /** Names from the outside in. */
  readonly crumbs: readonly string[];
  readonly done: number;
  /** 0: it is no place of the course, and how far one is says nothing. */
  readonly total: number;
}

const NAME = 'Wirewise';

/** The crumbs that fit, the innermost kept longest. */
export function fittingCrumbs(crumbs: readonly string[], room: number, separator: string, mark: string): readonly string[] {
  for (let from = 0; from < crumbs.length; from++) {
    const rest = crumbs.slice(from);
    if (stringWidth(rest.join(separator)) <= room) return rest;
  }
  const last = crumbs.at(-1);
  return last === undefined || room < 4 ? [] : [elide(last, room, mark)];
}

export const Header = memo(function Header({ columns, crumbs, done, total }: HeaderProps) {
  const { style, symbols } = useTheme();
  const separator = ` ${symbols.crumb} `;
  const count = total === 0 ? '' : `${done} of ${total} done`;
  const meter = columns >= 90 && total > 0 ? 16 : 0;
  const room = columns - NAME.length - 3 - count.length - 2 - (meter > 0 ? meter + 2 : 0);
  const shown = fittingCrumbs(crumbs.map(printable), room, separator, symbols.ellipsis);
  return (
    <Box width={columns} flexShrink={0} justifyContent="space-between">
      <Text wrap="truncate">
        <Text {...style('accent')}>{NAME}</Text>
        {shown.map((crumb, index) => (
          <Text key={crumb}>
            <Text {...style('dim')}>{index === 0 ? '   ' : separator}</Text>
            <Text {...(index === shown.length - 1 ? { bold: true } : style('dim'))}>{crumb}</Text>
          </Text>
        ))}
      </Text>
      <Box gap={2} flexShrink={0}>
        <Text {...style('dim')}>{count}</Text>
        {meter > 0 ? <Meter value={done} max={total} width={meter} /> : null}
      </Box>
    </Box>
  );
});
