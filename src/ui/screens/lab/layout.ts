// How a lab shares out its room. Pure; docs/design.md shows it.
//
//   one       at 60 columns: one pane, the others a key away
//   stack     at 80x24: the conversation, and one of the other panes beneath it
//   grid      from 110x28: all of them, each in a frame

export const PANES = ['picture', 'log', 'frame', 'numbers', 'deck'] as const;
export type Pane = (typeof PANES)[number];

export const PANE_TITLES: Readonly<Record<Pane, string>> = {
  picture: 'Conversation',
  log: 'Log',
  frame: 'Frame',
  numbers: 'Numbers',
  deck: 'Faults',
};

export interface PaneBox {
  readonly pane: Pane;
  /** Outer size. */
  readonly columns: number;
  readonly rows: number;
}

export interface LabLayout {
  readonly kind: 'one' | 'stack' | 'grid';
  /** Rows of the lab's actions. */
  readonly actionRows: number;
  /** Panes from left to right in bands from top to bottom; in a grid the first band's last column runs down beside all. */
  readonly left: readonly (readonly PaneBox[])[];
  readonly right: readonly PaneBox[];
}

export interface LabRoom {
  readonly columns: number;
  readonly rows: number;
  /** Rows that all actions of the lab would take at this width. */
  readonly actionRows: number;
  /** The pane that has the keys; where not all are shown, it is. */
  readonly pane: Pane;
  /** The pane beneath the conversation, where there is room for one. */
  readonly beneath: Pane;
}

/** The line above everything that says how the lab is. */
const STATUS = 1;
/** The line that names the panes. */
export const STRIP = 1;

export function layoutLab({ columns, rows, actionRows: wanted, pane, beneath }: LabRoom): LabLayout {
  const actionRows = Math.min(wanted, 2);
  const body = rows - STATUS - actionRows;
  if (columns >= 110 && body >= 25) return grid(columns, body, actionRows, pane);
  if (columns >= 70 && body >= 14) {
    const below = pane === 'frame' || pane === 'deck' || pane === 'numbers' ? Math.ceil(body * 0.48) : Math.max(5, Math.floor(body * 0.37));
    return {
      kind: 'stack',
      actionRows,
      left: [[{ pane: 'picture', columns, rows: body - below - STRIP }], [{ pane: beneath, columns, rows: below }]],
      right: [],
    };
  }
  return { kind: 'one', actionRows, left: [[{ pane, columns, rows: body - STRIP }]], right: [] };
}

function grid(columns: number, body: number, actionRows: number, pane: Pane): LabLayout {
  const side = columns >= 140 ? 46 : 42;
  const main = columns - side;
  const numbers = Math.min(16, Math.max(9, Math.floor(body * 0.47)));
  const right: readonly PaneBox[] = [
    { pane: 'numbers', columns: side, rows: numbers },
    { pane: 'deck', columns: side, rows: body - numbers },
  ];
  if (main >= 104) {
    // Wide enough for log and frame side by side.
    const below = Math.max(11, Math.floor(body * 0.4));
    const log = Math.floor(main * 0.46);
    return {
      kind: 'grid',
      actionRows,
      left: [
        [{ pane: 'picture', columns: main, rows: body - below }],
        [
          { pane: 'log', columns: log, rows: below },
          { pane: 'frame', columns: main - log, rows: below },
        ],
      ],
      right,
    };
  }
  // The inspector needs its rows only while it is read.
  const frame = pane === 'frame' ? Math.floor(body * 0.45) : Math.max(8, Math.floor(body * 0.28));
  const log = Math.max(5, Math.floor(body * (pane === 'frame' ? 0.2 : 0.24)));
  return {
    kind: 'grid',
    actionRows,
    left: [
      [{ pane: 'picture', columns: main, rows: body - frame - log }],
      [{ pane: 'log', columns: main, rows: log }],
      [{ pane: 'frame', columns: main, rows: frame }],
    ],
    right,
  };
}

/** The boxes of a layout, and the room inside each. */
export function boxesOf(layout: LabLayout): readonly PaneBox[] {
  return [...layout.left.flat(), ...layout.right];
}

/** What a box leaves to its lines: a frame takes four columns and two rows. */
export function insideOf(layout: LabLayout, box: PaneBox): { readonly columns: number; readonly rows: number } {
  return layout.kind === 'grid'
    ? { columns: Math.max(0, box.columns - 4), rows: Math.max(0, box.rows - 2) }
    : { columns: box.columns, rows: box.rows };
}
