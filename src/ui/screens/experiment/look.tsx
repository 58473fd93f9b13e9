// The run in full, once it is over: a cursor walks over its picture, and says all of the event that it is at.
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { describe } from '../../../wire/describe.ts';
import { badgeOf, type WireEvent } from '../../../wire/event.ts';
import { BLANK, type Line, Lines, lastOffset } from '../../components/line.tsx';
import { wrapParts } from '../../components/prose.ts';
import { RunPicture } from '../../components/run-picture.tsx';
import { logLine } from '../../components/wire-log.ts';
import { useKeys } from '../../hooks/use-keys.tsx';
import { type Symbols, useTheme } from '../../theme.ts';
import type { View, ViewInput } from '../../views/view.ts';
import { WALK_KEYS } from './keys.ts';

export interface LookProps {
  readonly view: View;
  readonly input: ViewInput;
  readonly columns: number;
  readonly rows: number;
}

/** Of the event under the cursor, below the picture. */
const DETAIL = 3;

export function Look({ view, input, columns, rows }: LookProps) {
  const { symbols, screenReader } = useTheme();
  const all = useMemo(() => view.rows(input, { columns: columns - 1, symbols }), [view, input, columns, symbols]);
  const [at, setAt] = useState(0);
  const room = Math.max(1, rows - DETAIL - 2);
  const count = screenReader ? input.events.length : all.length;
  const last = screenReader ? lastOffset(count, rows) : Math.max(0, count - 1);
  useKeys(WALK_KEYS, (key) => {
    switch (key.type) {
      case 'scroll':
        return setAt((before) => Math.max(0, Math.min(last, before + key.by)));
      case 'page':
        return setAt((before) => Math.max(0, Math.min(last, before + key.by * Math.max(1, room - 2))));
      case 'start':
        return setAt(0);
      case 'end':
        return setAt(last);
    }
  });
  if (screenReader) {
    const lines = input.events.slice(at, at + rows).map((event) => logLine(event, columns, symbols));
    return <Lines lines={lines} rows={rows} />;
  }
  const chosen = all[Math.min(at, last)]?.event;
  const event = input.events.find(({ seq }) => seq === chosen);
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      <RunPicture view={view} input={input} columns={columns} rows={rows - DETAIL - 1} chosen={chosen} />
      <Box height={1} flexShrink={0} />
      <Lines lines={event === undefined ? [BLANK] : detailLines(event, columns, symbols)} rows={DETAIL} />
    </Box>
  );
}

/** All of an event, and who says so. */
function detailLines(event: WireEvent, columns: number, symbols: Symbols): readonly Line[] {
  const badge = badgeOf(event.source);
  const head: Line = [
    { text: `${event.time.toFixed(3)} ms`, role: 'dim' },
    { text: event.connection === 0 ? '' : `   connection ${event.connection}`, role: 'dim' },
    { text: `   ${badge === 'live' ? symbols.here : symbols.todo} ${badge}`, role: badge },
  ];
  return [head, ...wrapParts([{ text: describe(event) }], columns)].slice(0, DETAIL);
}
