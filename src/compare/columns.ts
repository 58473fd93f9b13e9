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
  /** Cells that its texts usually need. */
  readonly width: number;
  /** Of use only where something was cut; there it stands before the others. */
  readonly ofCut: boolean;
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
  ofCut = false,
): Column => ({
  title,
  head,
  badge,
  width: Math.max(head.length, text === milliseconds ? 8 : 5),
  ofCut,
  value,
  text: (row) => text(value(row)),
});

export const COLUMNS: Readonly<Record<string, Column>> = {
  direction: {
    title: 'Which way messages went on one exchange; requests are none',
    head: 'way',
    badge: 'live',
    width: 4,
    ofCut: false,
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
  screenRequests: of('Requests of the screens', 'reqs', 'hook', ({ wire }) => wire.screenRequests),
  screenRounds: of('Rounds of calls, each waiting for the one before', 'rounds', 'hook', ({ wire }) => wire.screenRounds),
  missingCalls: of('Calls beyond the first of each screen', 'extra', 'hook', ({ wire }) => wire.missingCalls),
  screenUp: of('Bytes up for the screens', 'up', 'hook', ({ wire }) => wire.screenUp, bytes),
  screenDown: of('Bytes down for the screens', 'down', 'hook', ({ wire }) => wire.screenDown, bytes),
  contentUp: of('Bytes up without headers', 'body up', 'hook', ({ wire }) => wire.contentUp, bytes),
  contentDown: of('Bytes down without headers', 'body down', 'hook', ({ wire }) => wire.contentDown, bytes),
  unusedFields: of('Fields that came and were not shown', 'unused', 'hook', ({ wire }) => wire.unusedFields),
  serverReads: of('Queries of the server', 'reads', 'hook', ({ wire }) => wire.serverReads),
  cacheableAnswers: of('Answers that a shared cache may keep', 'cacheable', 'live', ({ wire }) => wire.cacheableAnswers),
  lost: of('Messages that a client never got', 'lost', 'hook', (row) => (row.delivered === 0 ? null : row.lost)),
  recovered: of(
    'Got back after the cut',
    'got back',
    'hook',
    (row) => (row.delivered === 0 ? null : (row.cut?.recovered ?? null)),
    amount,
    true,
  ),
  resumed: of('Cut to next message', 'back after', 'hook', ({ cut }) => cut?.resumed ?? null, milliseconds, true),
};

/** A column by its name; undefined where there is none. Measurements of a run go by their own titles and units. */
export function columnOf(name: string): Column | undefined {
  if (Object.hasOwn(COLUMNS, name)) return COLUMNS[name];
  if (!Object.hasOwn(MEASURES, name)) return undefined;
  const { title, unit, badge } = MEASURES[name as MeasureName];
  const text = unit === 'ms' ? milliseconds : unit === 'bytes' ? bytes : amount;
  return of(title, name, badge, ({ wire }) => wire[name as MeasureName], text);
}

/** The columns of a table: those of a cut first where there was one, and not at all where there was none. */
export function columnsOf(names: readonly string[], cut: boolean): readonly Column[] {
  const all = names.flatMap((name) => columnOf(name) ?? []);
  const first = all.filter(({ ofCut, head }) => cut && (ofCut || head === COLUMNS.lost?.head));
  return [...first, ...all.filter((column) => !first.includes(column) && !column.ofCut)];
}
