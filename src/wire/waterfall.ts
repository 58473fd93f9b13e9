// The resources of a page over time, as rows of cells: how much of each protocol's page is still to come, and what it is
// waiting for. Pure; knows no symbols and no colours. The waterfall view and `wirewise race` draw the same rows.
import type { WireEvent } from './event.ts';
import { lateResources, medianOf, resourcesOf, roundTripOf, type Timeline } from './resources.ts';

/** What most of the resources that are still to come are doing. */
export type CellState = 'idle' | 'queued' | 'asked' | 'receiving';

export interface Cell {
  /** Share of the row's resources that are still to come, 0 to 1. */
  readonly open: number;
  readonly state: CellState;
}

export interface WaterfallRow {
  /** Resources of the row, by their places in the page, from 1. */
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
  /** How many of them began late or stalled. */
  readonly late: number;
  /** Milliseconds from the start of the page to the last of them; undefined while some are to come. */
  readonly done?: number | undefined;
}

export interface Band {
  readonly protocol: string;
  readonly rows: readonly WaterfallRow[];
  readonly resources: number;
  readonly done: number;
  readonly failed: number;
  readonly late: number;
  /** Milliseconds from the start of the page until half, and until all of what came, was there. */
  readonly median: number;
  readonly last: number;
}

export interface Waterfall {
  /** Milliseconds that the cells of a row cover. */
  readonly span: number;
  readonly bands: readonly Band[];
}

export interface WaterfallOptions {
  /** Cells of a row. */
  readonly cells: number;
  /** Rows of all bands together, at most; each band has at least one. */
  readonly rows: number;
}

/** The page that was loaded last: what came before a lab said that it begins anew is left out. */
export function waterfallOf(events: readonly WireEvent[], options: WaterfallOptions): Waterfall {
  const begins = events.findLast((event) => event.name === 'app:state' && event.data.state === 'begins')?.seq ?? -1;
  const current = begins < 0 ? events : events.filter((event) => event.seq > begins);
  const all = resourcesOf(current);
  return drawWaterfall(all, { ...options, roundTrip: roundTripOf(current), now: events.at(-1)?.time ?? 0 });
}

/**
 * The same of timelines. Each protocol's time begins with its own page, so that pages that were loaded in turn stand side by
 * side. `now` is until when what has not ended goes on.
 */
export function drawWaterfall(
  all: readonly Timeline[],
  { cells, rows, roundTrip, now }: WaterfallOptions & { readonly roundTrip: number; readonly now: number },
): Waterfall {
  const late = new Set(lateResources(all, roundTrip));
  const protocols = [...new Set(all.map((each) => each.protocol))].sort(byAge);
  const pages = protocols.map((protocol) => {
    const mine = all.filter((one) => one.protocol === protocol);
    return { protocol, mine, began: Math.min(...mine.map((one) => startOf(one) ?? now)) };
  });
  const endOf = (one: Timeline) => one.end ?? one.failed ?? now;
  const span = Math.max(1, ...pages.map(({ mine, began }) => Math.max(...mine.map(endOf)) - began));
  const each = Math.max(1, Math.floor(rows / Math.max(1, protocols.length)));

  return {
    span: protocols.length === 0 ? 0 : span,
    bands: pages.map(({ protocol, mine, began }) => {
      const done = mine.filter((one) => one.end !== undefined).map((one) => (one.end as number) - began);
      return {
        protocol,
        rows: groups(mine, each).map(([from, group]) => ({
          from,
          to: from + group.length - 1,
          cells: Array.from({ length: cells }, (_, index) => cellAt(group, began + ((index + 0.5) / cells) * span, now)),
          late: group.filter((one) => late.has(one)).length,
          done: group.every((one) => one.end !== undefined) ? Math.max(...group.map((one) => (one.end as number) - began)) : undefined,
        })),
        resources: mine.length,
        done: done.length,
        failed: mine.filter((one) => one.failed !== undefined).length,
        late: mine.filter((one) => late.has(one)).length,
        median: medianOf(done),
        last: Math.max(0, ...done),
      };
    }),
  };
}

/** HTTP/1.1 first, then 2, then 3. */
const byAge = (one: string, other: string) => age(one) - age(other);
const age = (protocol: string) => ['http/1.1', 'h2', 'h3'].indexOf(protocol);

const startOf = ({ queued, sent }: Timeline) => queued ?? sent;

/** Cut into at most `rows` groups of about the same size, each with the place of its first. */
function groups(all: readonly Timeline[], rows: number): readonly (readonly [from: number, group: readonly Timeline[]])[] {
  const count = Math.min(rows, all.length);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * all.length) / count);
    return [from + 1, all.slice(from, Math.floor(((index + 1) * all.length) / count))] as const;
  });
}

function cellAt(group: readonly Timeline[], time: number, now: number): Cell {
  if (time > now) return { open: 0, state: 'idle' };
  const states = group.map((each) => stateAt(each, time)).filter((state) => state !== 'idle');
  if (states.length === 0) return { open: 0, state: 'idle' };
  const count = (state: CellState) => states.filter((one) => one === state).length;
  const most = (['receiving', 'asked', 'queued'] as const).reduce((best, state) => (count(state) > count(best) ? state : best));
  return { open: states.length / group.length, state: most };
}

function stateAt(each: Timeline, time: number): CellState {
  const start = startOf(each);
  const end = each.end ?? each.failed;
  if (start === undefined || time < start || (end !== undefined && time >= end)) return 'idle';
  if (each.firstByte !== undefined && time >= each.firstByte) return 'receiving';
  return each.sent !== undefined && time >= each.sent ? 'asked' : 'queued';
}
