// What a picture of a run is: a pure function from events to rows. The lab screen and the experiment screen draw whichever
// picture a lab names; a new one is one file here and one line in index.ts.
import type { WireEvent } from '../../wire/event.ts';
import type { Line } from '../components/line.tsx';
import type { Symbols } from '../theme.ts';

/** The part of a run that is there to be drawn. An EventLog is one. */
export interface ViewInput {
  /** Oldest first. */
  readonly events: readonly WireEvent[];
  /** Connections that were open when the first of them was observed. */
  readonly openBefore: readonly number[];
}

export interface ViewOptions {
  /** Cells of a line. */
  readonly columns: number;
  readonly symbols: Symbols;
  /** Every layer on a row of its own, also where one explains another. @default false */
  readonly allLayers?: boolean;
  /** Only the newest rows are wanted, at least this many where there are so many. @default all */
  readonly last?: number;
  /** Rows are wanted that stand for such an event; the others are left out. @default all */
  readonly only?: ((event: WireEvent) => boolean) | undefined;
}

export interface ViewRow {
  readonly line: Line;
  /** The event that the row is about, by `seq`: what is inspected when the row is chosen. */
  readonly event: number;
  /** All events that it stands for, by `seq`; `event` is one of them. */
  readonly covers: readonly number[];
}

export interface View {
  readonly title: string;
  /** Lines that stay above the rows. */
  head(input: ViewInput, options: ViewOptions): readonly Line[];
  /** Oldest first. */
  rows(input: ViewInput, options: ViewOptions): readonly ViewRow[];
}

/** The row that stands for an event, or the nearest before it; -1 where there is none. */
export function rowOf(rows: readonly ViewRow[], seq: number): number {
  const exact = rows.findIndex((row) => row.covers.includes(seq));
  return exact >= 0 ? exact : rows.findLastIndex((row) => row.event <= seq);
}
