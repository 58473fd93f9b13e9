// A picture of a run as large as it is told: its head, and the newest rows beneath, or those up to a chosen event.
import { Box } from 'ink';
import { useTheme } from '../theme.ts';
import { rowOf, type View, type ViewInput, type ViewOptions } from '../views/view.ts';
import { type Line, Lines } from './line.tsx';

export interface RunPictureProps {
  readonly view: View;
  /** An EventLog, or the events of a trace. It is read anew at each drawing. */
  readonly input: ViewInput;
  readonly columns: number;
  readonly rows: number;
  /** `seq` of the event that is marked; the picture then stands still around it. */
  readonly chosen?: number | undefined;
  readonly allLayers?: boolean;
  /** Only rows that stand for such an event. @default all */
  readonly only?: ViewOptions['only'];
}

/** Rows from which a picture shows what its columns are. */
const HEAD_FROM = 4;

/** The lines that are visible, exactly `rows` of them unless there are less. */
export function pictureLines(props: RunPictureProps, symbols: ReturnType<typeof useTheme>['symbols']): readonly Line[] {
  const { view, input, chosen, allLayers = false } = props;
  const options = { columns: props.columns - 1, symbols, allLayers, only: props.only };
  const head = props.rows >= HEAD_FROM ? view.head(input, options) : [];
  const room = Math.max(0, props.rows - head.length);
  const rows = view.rows(input, chosen === undefined ? { ...options, last: room } : options);
  const at = chosen === undefined ? -1 : rowOf(rows, chosen);
  // The chosen row stands in the lower half: what led to it is above.
  const top = at < 0 ? rows.length - room : Math.min(rows.length - room, at - Math.floor(room * 0.6));
  const from = Math.max(0, top);
  const body = rows
    .slice(from, from + room)
    .map(
      ({ line }, index): Line =>
        from + index === at
          ? [
              { text: symbols.cursor, role: 'accent' },
              ...line.map((part) =>
                part.role === undefined || part.role === 'dim' ? { ...part, role: 'text' as const, bold: true } : part,
              ),
            ]
          : [{ text: ' ' }, ...line],
    );
  return [...head.map((line): Line => [{ text: ' ' }, ...line]), ...body];
}

export function RunPicture(props: RunPictureProps) {
  const { symbols } = useTheme();
  return (
    <Box flexDirection="column" width={props.columns} height={props.rows} flexShrink={0}>
      <Lines lines={pictureLines(props, symbols)} rows={props.rows} />
    </Box>
  );
}
