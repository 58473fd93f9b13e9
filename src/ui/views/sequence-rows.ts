// Events as the rows of a sequence diagram: which become an arrow, which explain the arrow before them, which stand beside
// the lifelines. Pure; knows no width and no symbol (sequence.ts draws).
import type { WireEvent } from '../../wire/event.ts';
import type { ViewInput } from './view.ts';

/** Connections in the slots of the client's side, in the order in which they found one free. */
export type Lanes = readonly (number | undefined)[];

/** Messages that an application published or was handed, folded: `#12`, `#12–40`, `#12 ×6`. */
export interface Told {
  readonly what: 'published' | 'delivered';
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Of one client only; undefined for publishes and for several clients. */
  readonly client: string | undefined;
}

export type Side = 'client' | 'server';

export interface SequenceRow {
  /**
   * `arrow`: bytes. `meaning`: what a layer above made of them. `note`: what a side says, or what something on the way says.
   * `path`: what the tap did. `app`: only what stands beside the lifelines.
   */
  readonly kind: 'arrow' | 'meaning' | 'open' | 'close' | 'note' | 'path' | 'app';
  readonly event: WireEvent;
  /** The layer above that says best what the bytes of an arrow are. */
  readonly means?: WireEvent;
  readonly covers: readonly number[];
  /** With the connection of this row, also where it has just ended. */
  readonly lanes: Lanes;
  /** What the applications at either side published or were handed with this row. */
  readonly told: Readonly<Partial<Record<Side, Told>>>;
}

/** What is handed over within this many milliseconds of its arrow stands on its row. */
const TOGETHER = 8;

/** Facts of a layer above that say what the bytes before them were. */
const EXPLAINS: ReadonlySet<string> = new Set(['ws:message', 'sse:event', 'sse:comment', 'sse:retry', 'grpc:message', 'grpc:status']);

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

/** The lanes when an event has been seen, the connection that has just ended taken out. */
function after(lanes: Lanes, event: WireEvent): Lanes {
  if (event.name === 'tcp:close') return closed(lanes, event.connection);
  // A connection over UDP has no opening of its own: it is there with its first bytes.
  const seen = event.name === 'tcp:open' || (event.source === 'tap' && event.size > 0);
  return seen && event.connection > 0 ? opened(lanes, event.connection) : lanes;
}

/** The most slots that were ever in use: how much room the client's side takes. */
export function widestLanes({ events, openBefore }: ViewInput): number {
  let lanes: Lanes = openBefore;
  let widest = Math.max(1, lanes.length);
  for (const event of events) {
    lanes = after(lanes, event);
    widest = Math.max(widest, lanes.length);
  }
  return widest;
}

/** What was told before and this, if both read as one: the next id, or the same id of another client. */
function joined(before: Told | undefined, told: Told): Told | undefined {
  if (before?.what !== told.what) return undefined;
  const { from: id, client } = told;
  if (client === before.client && id === before.to + 1) return { ...before, to: id, count: before.count + 1 };
  if (before.from === before.to && id === before.to) return { ...before, count: before.count + 1, client: undefined };
  return undefined;
}

/** The side that an event of an application belongs to, and what it tells there. */
function tellingOf(event: WireEvent): { readonly side: Side; readonly told: Told } | undefined {
  const tell = (what: Told['what'], client?: string): Told => ({ what, from: id, to: id, count: 1, client });
  const id = event.name === 'app:publish' || event.name === 'app:deliver' ? event.data.id : 0;
  if (event.name === 'app:publish') return { side: event.data.actor ?? 'server', told: tell('published') };
  if (event.name === 'app:deliver') return { side: event.data.actor ?? 'client', told: tell('delivered', event.data.client) };
  return undefined;
}

const TO: Readonly<Record<WireEvent['direction'], Side | undefined>> = {
  'client-to-server': 'server',
  'server-to-client': 'client',
  none: undefined,
};

/** The rows, oldest first; of all events, or from index `from` on. */
export function sequenceRows({ events, openBefore }: ViewInput, allLayers = false, from = 0): readonly SequenceRow[] {
  const rows: SequenceRow[] = [];
  let lanes: Lanes = openBefore;
  // Arrows to a side since it last said something: a delivery stands beside its arrow only if there is just one.
  const arrows: Record<Side, number> = { client: 0, server: 0 };
  const put = (kind: SequenceRow['kind'], event: WireEvent, more: Partial<SequenceRow> = {}) =>
    rows.push({ kind, event, covers: [event.seq], lanes, told: {}, ...more });
  const amend = (row: SequenceRow, more: Partial<SequenceRow>, event: WireEvent) => {
    rows[rows.length - 1] = { ...row, ...more, covers: [...row.covers, event.seq] };
  };

  /** What an application says: on the row of the arrow that brought it, or of what it said before, or on its own. */
  const tell = (event: WireEvent, side: Side, told: Told) => {
    const last = rows.at(-1);
    const before = last?.told[side];
    const both = joined(before, told);
    const other = last?.told[side === 'client' ? 'server' : 'client'];
    const beside =
      told.what === 'delivered' &&
      before === undefined &&
      arrows[side] === 1 &&
      last?.kind === 'arrow' &&
      TO[last.event.direction] === side &&
      event.time - last.event.time < TOGETHER;
    if (last !== undefined && both !== undefined && (told.what === 'delivered' || (last.kind === 'app' && other === undefined)))
      amend(last, { told: { ...last.told, [side]: both } }, event);
    else if (last !== undefined && beside) amend(last, { told: { ...last.told, [side]: told } }, event);
    else put('app', event, { told: { [side]: told } });
    arrows.client = 0;
    arrows.server = 0;
  };

  /** Bytes: an arrow, with the publish that it carries if that has just been said. */
  const arrow = (event: WireEvent) => {
    const to = TO[event.direction];
    if (to !== undefined) arrows[to] += 1;
    const last = rows.at(-1);
    const sender: Side = to === 'client' ? 'server' : 'client';
    const told = last?.kind === 'app' ? last.told[sender] : undefined;
    // One publish, one arrow: they are one thing to the eye.
    const alone = told?.what === 'published' && told.count === 1 && Object.keys(last?.told ?? {}).length === 1;
    const soon = last !== undefined && event.entered - last.event.time < TOGETHER && !isDelayed(event);
    if (last !== undefined && to !== undefined && alone && soon && arrows[to] === 1) {
      rows.pop();
      put('arrow', event, { told: last.told, covers: [...last.covers, event.seq] });
    } else put('arrow', event);
  };

  for (const [index, event] of events.entries()) {
    const before = lanes;
    lanes = after(lanes, event);
    if (index < from) continue;
    const telling = tellingOf(event);
    if (event.name === 'tcp:open') put('open', event);
    // A connection whose opening is no longer kept had a lane as well.
    else if (event.name === 'tcp:close') put('close', event, { lanes: opened(before, event.connection) });
    else if (telling !== undefined) tell(event, telling.side, telling.told);
    else if (event.name.startsWith('path:')) put('path', event);
    else if (event.source !== 'tap') put('note', event);
    else if (event.size > 0) arrow(event);
    else {
      const last = rows.at(-1);
      const whole = event.name !== 'ws:message' || event.data.frames === 1;
      // A frame that is a whole message says so itself, unless it has to be inflated first.
      const says = event.name !== 'ws:message' || event.data.compressed;
      const explains =
        !allLayers &&
        EXPLAINS.has(event.name) &&
        whole &&
        last?.kind === 'arrow' &&
        last.event.direction === event.direction &&
        last.event.connection === event.connection &&
        last.means === undefined;
      if (last !== undefined && explains) amend(last, says ? { means: event } : {}, event);
      else put('meaning', event);
    }
  }
  return rows;
}

/** Whether the path kept it long enough to be worth a word. */
export function isDelayed({ time, entered }: Pick<WireEvent, 'time' | 'entered'>): boolean {
  return time - entered >= 5;
}
