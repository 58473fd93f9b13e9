// The columns that a comparison's table may have: of a row as a comparison measures it, or any measurement of wire/measure.ts
// by its name. Pure.
import type { Badge } from '../wire/event.ts';
import { MEASURES, type MeasureName } from '../wire/measure.ts';
import type { Measured } from './measured.ts';
import { amount, bytes, milliseconds, NONE } from './words.ts';

export interface Column {
  /** In a sentence, or where there is room. */
  readonly title: string;
  /** As the head of a column, ten characters at most. */
  readonly head: string;
  readonly badge: Badge;
  /** As a person reads it. */
  readonly text: (row: Measured) => string;
  /** For a machine, and for claims; null where there is none. */
  readonly value: (row: Measured) => number | string | null;
}

const DIRECTIONS = { both: 'both ways', down: 'down', none: NONE } as const;

const of = (
  title: string,
  head: string,
  badge: Badge,
  value: (row: Measured) => number | null,
  text: (value: number | null) => string = amount,
): Column => ({ title, head, badge, value, text: (row) => text(value(row)) });

export const COLUMNS: Readonly<Record<string, Column>> = {
  direction: {
    title: 'Direction of messages',
    head: 'messages',
    badge: 'live',
    value: ({ direction }) => direction,
    text: ({ direction }) => DIRECTIONS[direction],
  },
  delivered: of('Messages delivered', 'delivered', 'hook', ({ delivered }) => delivered),
  latencyMedian: of('Publish to delivery, median', 'median', 'hook', ({ latencyMedian }) => latencyMedian, milliseconds),
  latencyP99: of('Publish to delivery, 99th percentile', 'p99', 'hook', ({ latencyP99 }) => latencyP99, milliseconds),
  bytesPerMessage: of('Bytes for each message, both ways', 'B / msg', 'hook', ({ bytesPerMessage }) => bytesPerMessage),
  requestsPerMessage: of('Requests for each message', 'req / msg', 'hook', ({ requestsPerMessage }) => requestsPerMessage),
  workPerMessage: of('Heads and frames for each message', 'parts/msg', 'hook', ({ workPerMessage }) => workPerMessage),
  setupBytes: of('Bytes before the first message', 'setup', 'live', ({ setupBytes }) => setupBytes, bytes),
  requests: of('Requests', 'requests', 'live', ({ requests }) => requests),
  connections: of('Connections opened', 'conns', 'live', ({ connections }) => connections),
  lost: of('Never got', 'lost', 'hook', (row) => (row.delivered === 0 ? null : row.lost)),
  recovered: of('Got back after the cut', 'got back', 'hook', ({ cut }) => cut?.recovered ?? null),
  resumed: of('Cut to next message', 'back after', 'hook', ({ cut }) => cut?.resumed ?? null, milliseconds),
};

/** A column by its name; undefined where there is none. Measurements of a run go by their own titles and units. */
export function columnOf(name: string): Column | undefined {
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name];
  if (!Object.hasOwn(MEASURES, name)) return undefined;
  const { title, unit, badge } = MEASURES[name as MeasureName];
  const text = unit === 'ms' ? milliseconds : unit === 'bytes' ? bytes : amount;
  return of(title, name, badge, ({ wire }) => wire[name as MeasureName], text);
}
