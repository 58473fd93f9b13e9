// A lab for a screen reader: what happens is read as it comes, one sentence a line; beneath stand the state, the pane that
// has the keys, and the actions.
import { Box, Static, Text } from 'ink';
import { useRef } from 'react';
import type { LabAction } from '../../../labs/lab.ts';
import { type Line, LineView } from '../../components/line.tsx';
import { useTheme } from '../../theme.ts';
import { announce } from './announce.ts';
import { type Status, statusLine } from './bars.ts';
import { PANE_TITLES } from './layout.ts';
import { type PaneProps, paneLines } from './panes.tsx';

/** A reader wants a sentence to be finished: news comes once in so many milliseconds. */
export const SPOKEN_BATCH = 2000;
/** Lines of a pane that are read. */
const ROWS = 8;

export interface SpokenProps extends PaneProps {
  readonly status: Status;
  readonly actions: readonly LabAction[];
  readonly columns: number;
}

export function Spoken({ status, actions, columns, ...props }: SpokenProps) {
  const { symbols } = useTheme();
  const said = useRef<{ log: unknown; total: number; lines: { readonly id: number; readonly text: string }[] }>({
    log: undefined,
    total: 0,
    lines: [],
  }).current;
  const { log } = props.run;
  if (said.log !== log) Object.assign(said, { log, total: 0 });
  // While it stands still, nothing is read; what came meanwhile is told when it goes on.
  if (props.state.frozen === undefined && log.total > said.total) {
    const fresh = log.events.slice(-Math.min(log.events.length, log.total - said.total));
    said.lines = [...said.lines, ...announce(fresh).map((text, index) => ({ id: said.lines.length + index, text }))];
    said.total = log.total;
  }
  const { pane } = props.state;
  const lines: readonly Line[] =
    pane === 'picture' || (pane === 'log' && props.state.frozen === undefined)
      ? []
      : paneLines(pane, props, { columns, rows: ROWS }, symbols);
  return (
    <Box flexDirection="column">
      <Static items={said.lines}>{({ id, text }) => <Text key={id}>{text}</Text>}</Static>
      <LineView line={statusLine(status, columns, symbols)} />
      <Text>{`${PANE_TITLES[pane]}:`}</Text>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are places on the screen
        <LineView key={index} line={line} />
      ))}
      {props.state.asking === undefined ? null : <Text>{`Filter, enter keeps it: ${props.state.filter}`}</Text>}
      <Text>{`Actions: ${actions.map(({ key, title }) => `${key}, ${title}`).join('; ')}`}</Text>
    </Box>
  );
}
