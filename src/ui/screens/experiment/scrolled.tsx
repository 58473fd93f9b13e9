// Lines that may be longer than their room; the last row then says how much is left.
import { Box } from 'ink';
import { type Line, Lines, lastOffset } from '../../components/line.tsx';
import { useTheme } from '../../theme.ts';

/** Rows of the text itself, where `rows` are there in all. */
export function textRows(lines: number, rows: number): number {
  return lines > rows ? Math.max(1, rows - 2) : rows;
}

export interface ScrolledProps {
  readonly lines: readonly Line[];
  readonly offset: number;
  readonly rows: number;
}

export function Scrolled({ lines, offset, rows }: ScrolledProps) {
  const room = textRows(lines.length, rows);
  const top = Math.min(offset, lastOffset(lines.length, room));
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      <Lines lines={lines} offset={top} rows={room} />
      {lines.length > rows ? <More left={lines.length - room - top} /> : null}
    </Box>
  );
}

/** An empty row, and how many lines are below. */
export function More({ left }: { readonly left: number }) {
  const { symbols, screenReader } = useTheme();
  const words = left <= 0 ? '' : screenReader ? `${left} more lines below` : `${symbols.down} ${left} more`;
  return <Lines lines={[[], [{ text: words, role: 'dim' }]]} rows={2} />;
}
