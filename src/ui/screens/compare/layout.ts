// How a comparison shares out its room. Pure.
//
//   stack    the table, a line that names the panes, one pane
//   grid     from 110x27: the table in a frame, beneath it claims or scale beside the settings
//   Tables of screens are as wide as the table above them: there the settings take turns with them.

export interface CompareLayout {
  readonly kind: 'stack' | 'grid';
  /** Outer rows of the table. */
  readonly table: number;
  /** Outer size of what stands beneath. */
  readonly below: { readonly columns: number; readonly rows: number };
  /** Outer columns of the settings beside it; 0 where they take turns. */
  readonly settings: number;
}

/** The line above everything that says how the run is. */
const STATUS = 1;
/** The line that names the panes. */
const STRIP = 1;
const SETTINGS = 46;

/** `rows` of the screen, and how many transports there are. */
export function layoutCompare(columns: number, rows: number, transports: number, feed = true): CompareLayout {
  const lines = transports + 1;
  if (columns >= 106 && rows >= 26) {
    const table = lines + 2;
    const settings = feed ? SETTINGS : 0;
    return { kind: 'grid', table, below: { columns: columns - settings, rows: rows - STATUS - table }, settings };
  }
  return {
    kind: 'stack',
    table: lines,
    below: { columns, rows: Math.max(3, rows - STATUS - lines - STRIP - (rows >= 19 ? 1 : 0)) },
    settings: 0,
  };
}
