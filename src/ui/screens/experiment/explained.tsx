// The explanation, and at its end what comes next.
import { Box, Text } from 'ink';
import { type Line, Lines } from '../../components/line.tsx';
import { Select, type SelectItem } from '../../components/select.tsx';
import type { Next } from './next.ts';
import { More } from './scrolled.tsx';

/** Above what comes next: two empty lines, its heading, an empty line. */
const HEAD = 4;

export interface Room {
  /** Rows of the text and of what comes next. */
  readonly rows: number;
  /** Rows of what comes next. */
  readonly listRows: number;
  /** The last line that may stand at the top. */
  readonly last: number;
}

/** How an explanation of that many lines shares out its rows. */
export function explainedRoom(lines: number, items: number, rows: number): Room {
  const whole = lines + HEAD + items;
  const room = whole > rows ? rows - 2 : rows;
  const listRows = Math.max(1, Math.min(items, room - HEAD));
  return { rows: room, listRows, last: Math.max(0, lines + HEAD + listRows - room) };
}

export interface ExplainedProps {
  readonly lines: readonly Line[];
  readonly items: readonly SelectItem<Next>[];
  readonly offset: number;
  readonly choice: number;
  readonly columns: number;
  readonly rows: number;
}

export function Explained({ lines, items, offset, choice, columns, rows }: ExplainedProps) {
  const room = explainedRoom(lines.length, items.length, rows);
  const top = Math.min(offset, room.last);
  const text = Math.max(0, Math.min(room.rows, lines.length - top));
  const below = room.rows - text;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0} width={columns}>
      <Lines lines={lines} offset={top} rows={text} />
      {below > 0 ? (
        <Box flexDirection="column" height={below} overflow="hidden" flexShrink={0}>
          <Box height={2} flexShrink={0} />
          <Text bold>Next</Text>
          <Box height={1} flexShrink={0} />
          <Select
            items={items}
            columns={columns}
            rows={room.listRows}
            index={top >= room.last ? choice : -1}
            isActive={false}
            onSelect={() => {}}
          />
        </Box>
      ) : null}
      {room.rows < rows ? <More left={room.last - top} /> : null}
    </Box>
  );
}
