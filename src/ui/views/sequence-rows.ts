// Events as the rows of a sequence diagram: which become an arrow, which explain the arrow before them, which stand beside
// the lifelines. Pure; knows no width and no symbol (sequence.ts draws).
import type { EventOf, WireEvent } from '../../wire/event.ts';
import type { ViewInput } from './view.ts';

/** Connections in the slots of the client's side, in the order in which they found one free. */
export type Lanes = readonly (number | undefined)[];

/** Messages that an application published or was handed, folded: `#12`, `#12–40`, `#12 ×6`. */
export interface Told {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Of one client only; undefined for publishes and for several clients. */
  readonly client: string | undefined;
}

export interface SequenceRow {
  /** `arrow`: bytes. `meaning`: what a layer above made of them. `note`: what a side says. `path`: what the tap did. */
  readonly kind: 'arrow' | 'meaning' | 'open' | 'close' | 'note' | 'path' | 'app';
  readonly event: WireEvent;
  /** The layer above that says best what the bytes of an arrow are. */
  readonly means?: EventOf<'sse:event' | 'sse:comment' | 'sse:retry' | 'ws:message'>;
  readonly covers: readonly number[];
  /** With the connection of this row, also where it has just ended. */
  readonly lanes: Lanes;
  /** What the client's application was handed with this row, and the server's published. */
  readonly delivered?: Told;
  readonly published?: Told;
  /** The client is the one that publishes, and the server is handed it. */
  readonly upward?: true;
}

/** What is handed over within this many milliseconds of its arrow stands on its row. */
const TOGETHER = 8;

const slotOf = (lanes: Lanes, connection: number) => lanes.indexOf(connection);

function opened(lanes: Lanes, connection: number): Lanes {
  if (slotOf(lanes, connection) >= 0) return lanes;
  const free = lanes.indexOf(undefined);
  return free < 0 ? [...lanes, connection] : lanes.with(free, connection);
}

function closed(lanes: Lanes, connection: number): Lanes {
  const slot = slotOf(lanes, connection);
  if (slot < 0) return lanes;
  const rest = lanes.with(slot, undefined);
  return rest.slice(0, rest.findLastIndex((each) => each !== undefined) + 1);
}

/** The most slots that were ever in use: how much room the client's side takes. */
export function widestLanes({ events, openBefore }: ViewInput): number {
  let lanes: Lanes = openBefore;
  let widest = Math.max(1, lanes.length);
  for (const { name, connection } of events) {
    if (name === 'tcp:open') lanes = opened(lanes, connection);
    else if (name === 'tcp:close') lanes = closed(lanes, connection);
    else continue;
    widest = Math.max(widest, lanes.length);
  }
  return widest;
}

/** What was told before and this, if both read as one: the next id, or the same id of another client. */
function joined(before: Told, id: number, client: string | undefined): Told | undefined {
  if (client === before.client && id === before.to + 1) return { ...before, to: id, count: before.count + 1 };
  if (before.from === before.to && id === before.to) return { ...before, count: before.count + 1, client: undefined };
  return undefined;
}

const tell = (id: number, client: string | undefined): Told => ({ from: id, to: id, count: 1, client });

/** The rows, oldest first; of all events, or from index `from` on. */
export function sequenceRows({ events, openBefore }: ViewInput, allLayers = false, from = 0): readonly SequenceRow[] {
  const rows: SequenceRow[] = [];
  let lanes: Lanes = openBefore;
  // Arrows down since the application last said something: a delivery stands beside its arrow only if there is just one.
  let arrows = 0;
  const put = (kind: SequenceRow['kind'], event: WireEvent, more: Partial<SequenceRow> = {}) =>
    rows.push({ kind, event, covers: [event.seq], lanes, ...more });
  const amend = (more: Partial<SequenceRow>, event: WireEvent) => {
    const row = rows.at(-1);
    if (row !== undefined) rows[rows.length - 1] = { ...row, ...more, covers: [...row.covers, event.seq] };
  };

  for (const [index, event] of events.entries()) {
    const shown = index >= from;
    if (event.name === 'tcp:open') {
      lanes = opened(lanes, event.connection);
      if (shown) put('open', event);
      continue;
    }
    if (event.name === 'tcp:close') {
      // A connection whose opening is no longer kept had a lane as well.
      lanes = opened(lanes, event.connection);
      if (shown) put('close', event);
      lanes = closed(lanes, event.connection);
      continue;
    }
    if (!shown) continue;
    const last = rows.at(-1);
    switch (event.name) {
      case 'app:publish': {
        const { id, actor } = event.data;
        const before = last?.kind === 'app' && last.delivered === undefined ? last.published : undefined;
        const both = before && joined(before, id, undefined);
        if (both !== undefined) amend({ published: both }, event);
        else put('app', event, { published: tell(id, undefined), ...(actor === undefined ? {} : { upward: true }) });
        arrows = 0;
        break;
      }
      case 'app:deliver': {
        const { id, client, actor } = event.data;
        const before = last?.delivered;
        const both = before && joined(before, id, client);
        const beside =
          actor === undefined &&
          before === undefined &&
          arrows === 1 &&
          isArrow(last, 'server-to-client') &&
          event.time - last.event.time < TOGETHER;
        if (both !== undefined) amend({ delivered: both }, event);
        else if (beside) amend({ delivered: tell(id, client) }, event);
        else put('app', event, { delivered: tell(id, client), ...(actor === undefined ? {} : { upward: true }) });
        arrows = 0;
        break;
      }
      case 'app:state':
      case 'app:buffered':
        put('note', event);
        break;
      case 'path:hold':
      case 'path:change':
      case 'path:drop':
        put('path', event);
        break;
      case 'ws:message':
      case 'sse:event':
      case 'sse:comment':
      case 'sse:retry': {
        const mine = isArrow(last, event.direction) && last.event.connection === event.connection && last.means === undefined;
        const whole = event.name !== 'ws:message' || event.data.frames === 1;
        // A frame that is a whole message says so itself, unless it has to be inflated first.
        const says = event.name !== 'ws:message' || event.data.compressed;
        if (!allLayers && mine && whole) amend(says ? { means: event } : {}, event);
        else if (event.size > 0) put('arrow', event);
        else put('meaning', event);
        break;
      }
      case 'ws:open':
        put('meaning', event);
        break;
      case 'quic:datagram':
        put('meaning', event);
        break;
      default: {
        // What a library says of an encrypted connection, or of a page, was not seen passing: it is no arrow.
        if (event.source === 'hook') {
          put('note', event);
          break;
        }
        if (event.direction === 'server-to-client') arrows += 1;
        // One publish, one arrow: they are one thing to the eye.
        const alone =
          last?.kind === 'app' && last.published?.count === 1 && last.delivered === undefined && last.upward === undefined && arrows === 1;
        if (alone && event.direction === 'server-to-client' && event.entered - last.event.time < TOGETHER && !isDelayed(event)) {
          rows.pop();
          put('arrow', event, { published: last.published as Told, covers: [...last.covers, event.seq] });
        } else put('arrow', event);
      }
    }
  }
  return rows;
}

function isArrow(row: SequenceRow | undefined, direction: WireEvent['direction']): row is SequenceRow {
  return row?.kind === 'arrow' && row.event.direction === direction;
}

/** Whether the path kept it long enough to be worth a word. */
export function isDelayed({ time, entered }: Pick<WireEvent, 'time' | 'entered'>): boolean {
  return time - entered >= 5;
}
