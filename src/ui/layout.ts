// How the window is shared out. Pure; docs/design.md shows it.
import { LEAST } from './components/too-small.tsx';
import type { Route } from './route.ts';

export interface Layout {
  /** Inside the margins. */
  readonly columns: number;
  readonly margin: number;
  /** Rows of the screen, chrome taken off. */
  readonly rows: number;
  /** Whether there is room for an empty line above the footer. */
  readonly airy: boolean;
  /** Width of the contents beside the screen; 0 where there is no room. */
  readonly sidebar: number;
  /** Width of the screen. */
  readonly main: number;
}

/** From this width on each screen has the contents beside it. What is drawn wide gives them up first. */
const SIDEBAR_FROM: Readonly<Record<Route['screen'], number>> = {
  home: Number.POSITIVE_INFINITY,
  search: 100,
  lesson: 100,
  quiz: 100,
  review: 100,
  stats: 124,
  decision: 124,
  interview: 140,
  design: 140,
  compare: 170,
  experiment: 170,
  lab: 190,
  // Tools, not places of the course: never the course beside them.
  tap: Number.POSITIVE_INFINITY,
  edge: Number.POSITIVE_INFINITY,
};
/** Empty cell, line, two empty cells. */
const RULE = 4;

export function isTooSmall({ columns, rows }: { readonly columns: number; readonly rows: number }): boolean {
  return columns < LEAST.columns || rows < LEAST.rows;
}

/** Shares out a window. One row less than the terminal has: a frame as high as the terminal flickers. */
export function layoutOf(size: { readonly columns: number; readonly rows: number }, screen: Route['screen'], collapsed: boolean): Layout {
  const margin = size.columns >= 76 ? 2 : 1;
  const columns = size.columns - 2 * margin;
  const airy = size.rows >= 24;
  const sidebar = !collapsed && size.columns >= SIDEBAR_FROM[screen] ? 26 : 0;
  return {
    columns,
    margin,
    airy,
    rows: size.rows - 1 - 2 - (airy ? 2 : 1),
    sidebar,
    main: sidebar === 0 ? columns : columns - sidebar - RULE,
  };
}
