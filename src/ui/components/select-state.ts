// Where the cursor of a list is, and which part of the list is visible. Pure; select.tsx draws it.

export type SelectMove = { readonly type: 'next' } | { readonly type: 'previous' } | { readonly type: 'first' } | { readonly type: 'last' };

/** The index after a move; the ends hold. */
export function updateSelect(index: number, move: SelectMove, length: number): number {
  const last = Math.max(0, length - 1);
  switch (move.type) {
    case 'next':
      return Math.min(last, index + 1);
    case 'previous':
      return Math.max(0, index - 1);
    case 'first':
      return 0;
    case 'last':
      return last;
  }
}

export interface Window {
  /** Rows that each item takes. */
  readonly heights: readonly number[];
  readonly index: number;
  readonly rows: number;
  /** First item that was visible before. */
  readonly top: number;
}

/** The first visible item: as before where the cursor allows it, so that a list moves no more than it must. */
export function firstVisible({ heights, index, rows, top }: Window): number {
  const taken = (from: number) => heights.slice(from, index + 1).reduce((sum, height) => sum + height, 0);
  let first = Math.min(top, index);
  while (first < index && taken(first) > rows) first += 1;
  // Room that is left over at the end is given to items above.
  const rest = (from: number) => heights.slice(from).reduce((sum, height) => sum + height, 0);
  while (first > 0 && rest(first - 1) <= rows) first -= 1;
  return first;
}
