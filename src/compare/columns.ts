// The columns that a comparison's table may have: of a row as a comparison measures it, or any measurement of wire/measure.ts
// by its name. Pure.
import type { Badge } from '../wire/event.ts';
import { MEASURES, type MeasureName } from '../wire/measure.ts';
import type { Measured } from './measured.ts';
import type { CompareSettings } from './settings.ts';
import { amount, bytes, milliseconds, NONE } from './words.ts';

export interface Column {
  /** In a sentence, or where there is room. */
  readonly title: string;
  /** As the head of a column, ten characters at most. */
  readonly head: string;
  readonly badge: Badge;
  /** Cells that its texts usually need. */
  readonly width: number;
  /** Of use only where something was cut, and then before the others; or only where the path takes time. */
  readonly only: 'cut' | 'path' | undefined;
  /** As a person reads it. */
  readonly text: (row: Measured) => string;
  /** For a machine, and for claims; null where there is none. */
  readonly value: (row: Measured) => number | string | null;
}

const DIRECTIONS = { both: 'both', down: 'down', none: NONE } as const;

const of = (
  title: string,
  head: string,
  badge: Badge,
  value: (row: Measured) => number | null,
  text: (value: number | null) => string = amount,
  only: Column['only'] = undefined,
): Column => ({
  title,
  head,
  badge,
  width: Math.max(head.length, text === milliseconds ? 8 : text === amount ? 5 : 7),
  only,
  value,
  text: (row) => text(value(row)),
});

/** A whole number of a screen: as narrow as its head allows, since ten of them are to stand beside each other. */
const narrow = (title: string, head: string, badge: Badge, name: MeasureName, width = 0): Column => ({
  ...of(title, head, badge, ({ wire }) => wire[name]),
  width: Math.max(head.length, width),
});

export const COLUMNS: Readonly<Record<string, Column>> = {
  direction: {
    title: 'Which way messages went on one exchange; requests are none',
    head: 'way',
    badge: 'live',
    width: 4,
    only: undefined,
    value: ({ direction }) => direction,
    text: ({ direction }) => DIRECTIONS[direction],
  },
  delivered: of('Messages delivered', 'delivered', 'hook', ({ delivered }) => delivered),
  latencyMedian: of(
    'Publish to delivery, median, after the first tenth of the run',
    'median',
    'hook',
    ({ latencyMedian }) => latencyMedian,
    milliseconds,
  ),
  latencyP99: of('Publish to delivery, 99th percentile of the same', 'p99', 'hook', ({ latencyP99 }) => latencyP99, milliseconds),
  bytesPerMessage: of(
    'Bytes for each message: both ways, above TCP, after the setup',
    'B / msg',
    'hook',
    ({ bytesPerMessage }) => bytesPerMessage,
  ),
  requestsPerMessage: of('Requests for each message', 'req / msg', 'hook', ({ requestsPerMessage }) => requestsPerMessage),
  workPerMessage: of(
    'Heads, bodies and frames that the server read or wrote for each message: counted work, since all rows share one processor',
    'parts',
    'hook',
    ({ workPerMessage }) => workPerMessage,
  ),
  setupBytes: of('Bytes before the first message', 'setup', 'live', ({ setupBytes }) => setupBytes, bytes),
  requests: of('Requests', 'reqs', 'live', ({ requests }) => requests),
  clients: of('Clients that got something', 'clients', 'hook', ({ clients }) => clients),
  connections: of('Connections opened', 'conns', 'live', ({ connections }) => connections),
  screenRequests: narrow('Requests', 'reqs', 'hook', 'screenRequests'),
  screenRounds: narrow('Round trips: each waits for what the one before brought', 'trips', 'hook', 'screenRounds'),
  screenUp: narrow('Bytes up, headers included', 'all ↑', 'hook', 'screenUp', 6),
  contentUp: narrow('Bytes up without headers', 'body ↑', 'hook', 'contentUp', 6),
  screenDown: narrow('Bytes down, headers included', 'all ↓', 'hook', 'screenDown', 6),
  contentDown: narrow('Bytes down without headers', 'body ↓', 'hook', 'contentDown', 6),
  unusedFields: narrow('Over-fetched: fields that came and were not shown', 'unused', 'hook', 'unusedFields'),
  missingCalls: narrow('Under-fetched: calls beyond the first, since it had not brought everything', 'extra', 'hook', 'missingCalls'),
  serverReads: narrow('Queries that the server made of its data', 'reads', 'hook', 'serverReads'),
  cacheableAnswers: narrow('Answers that a shared cache may keep', 'cache', 'live', 'cacheableAnswers'),
  screenTime: of('From wanting to drawing', 'time', 'hook', ({ wire }) => wire.screenTime, milliseconds, 'path'),
  lost: of('Messages that a client never got', 'lost', 'hook', (row) => (row.delivered === 0 ? null : row.lost)),
  recovered: of(
    'Got back after the cut',
    'got back',
    'hook',
    (row) => (row.delivered === 0 ? null : (row.cut?.recovered ?? null)),
    amount,
    'cut',
  ),
  resumed: of('Cut to next message', 'back after', 'hook', ({ cut }) => cut?.resumed ?? null, milliseconds, 'cut'),
};

/** A column by its name; undefined where there is none. Measurements of a run go by their own titles and units. */
export function columnOf(name: string): Column | undefined {
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name];
  if (!Object.hasOwn(MEASURES, name)) return undefined;
  const { title, unit, badge } = MEASURES[name as MeasureName];
  const text = unit === 'ms' ? milliseconds : unit === 'bytes' ? bytes : amount;
  return of(title, name, badge, ({ wire }) => wire[name as MeasureName], text);
}

/** What of a run decides which columns are of use. */
export interface ColumnsOf {
  readonly cut: boolean;
  /** Whether the path takes time. @default false */
  readonly path?: boolean;
}

/** The columns of a table: those of a cut first where there was one, and not at all where there was none. */
export function columnsOf(names: readonly string[], { cut, path = false }: ColumnsOf): readonly Column[] {
  const all = names.flatMap((name) => columnOf(name) ?? []);
  const first = all.filter(({ only, head }) => cut && (only === 'cut' || head === COLUMNS.lost?.head));
  const fits = ({ only }: Column) => only === undefined || (only === 'path' && path);
  return [...first, ...all.filter((column) => !first.includes(column) && fits(column))];
}

/** The same for a run with these settings; undefined while none was started. */
export const columnsFor = (names: readonly string[], settings: Pick<CompareSettings, 'fault' | 'rtt' | 'loss'> | undefined) =>
  columnsOf(names, { cut: settings?.fault === 'cut', path: settings !== undefined && settings.rtt + settings.loss > 0 });
