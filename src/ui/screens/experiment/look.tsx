// The run in full, once it is over: a cursor walks over its picture, and beneath stand the bytes of the event that it is at
// and what each field of them means.
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import { type Line, Lines, lastOffset } from '../../components/line.tsx';
import { RunPicture } from '../../components/run-picture.tsx';
import { useKeys } from '../../hooks/use-keys.tsx';
import { useTheme } from '../../theme.ts';
import type { View, ViewInput } from '../../views/view.ts';
import { announce } from '../lab/announce.ts';
import { frameLines } from '../lab/frame.ts';
import { LOOK_KEYS } from './keys.ts';

export interface LookProps {
  readonly view: View;
  readonly input: ViewInput;
  readonly columns: number;
  readonly rows: number;
}

/** Rows of the inspector: two fifths, but no more than its fields need. */
const inspectorRows = (rows: number) => Math.max(5, Math.min(16, Math.floor(rows * 0.4)));

export function Look({ view, input, columns, rows }: LookProps) {
  const { symbols, screenReader } = useTheme();
  const all = useMemo(() => view.rows(input, { columns: columns - 1, symbols }), [view, input, columns, symbols]);
  const spoken = useMemo(
    () => (screenReader ? input.events.flatMap((each) => announce([each]).map((text): Line => [{ text }])) : []),
    [screenReader, input],
  );
  const [{ row, field }, setCursor] = useState({ row: 0, field: 0 });
  const detail = inspectorRows(rows);
  const last = screenReader ? lastOffset(spoken.length, rows) : Math.max(0, all.length - 1);
  const at = Math.min(row, last);
  const event = input.events.find(({ seq }) => seq === all[at]?.event);
  const fields = event?.fields?.length ?? 0;
  const page = Math.max(1, rows - detail - 3);

  useKeys(LOOK_KEYS, (key) => {
    const go = (to: number) => setCursor({ row: Math.max(0, Math.min(last, to)), field: 0 });
    switch (key.type) {
      case 'scroll':
        return go(at + key.by);
      case 'page':
        return go(at + key.by * page);
      case 'start':
        return go(0);
      case 'end':
        return go(last);
      case 'field':
        return setCursor({ row: at, field: Math.max(0, Math.min(fields - 1, field + key.by)) });
    }
  });
  if (screenReader) return <Lines lines={spoken} offset={at} rows={rows} />;
  return (
    <Box flexDirection="column" height={rows} flexShrink={0}>
      <RunPicture view={view} input={input} columns={columns} rows={rows - detail - 1} chosen={event?.seq} />
      <Box height={1} flexShrink={0} />
      <Lines lines={event === undefined ? [] : frameLines(event, field, { columns, rows: detail, symbols })} rows={detail} />
    </Box>
  );
}
