// The state of the edge screen: which exchange is read, whether the list stands still, what is typed. Pure.
import type { EdgeRow } from '../../hooks/use-edge.ts';
import { filterRows } from './filter.ts';

export type EdgePane = 'list' | 'detail';

export interface EdgeState {
  readonly pane: EdgePane;
  /** What is shown while the list stands still, and how many had come when it stopped. */
  readonly frozen: { readonly rows: readonly EdgeRow[]; readonly total: number } | undefined;
  /** The number of the exchange that is read; the newest where it is undefined. */
  readonly chosen: number | undefined;
  /** First row of the list that is shown, while it stands still. */
  readonly top: number;
  /** First line of the detail. */
  readonly offset: number;
  readonly filter: string;
  readonly tag: string;
  /** What is being typed, and what it was before. */
  readonly asking: { readonly what: 'filter' | 'tag'; readonly before: string } | undefined;
}

export type EdgeIntent =
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'end'; readonly which: 'first' | 'last' }
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'follow' }
  | { readonly type: 'pane'; readonly pane: EdgePane | 'next' }
  | { readonly type: 'ask'; readonly what: 'filter' | 'tag' }
  | { readonly type: 'type'; readonly character: string }
  | { readonly type: 'erase' }
  | { readonly type: 'clean' }
  | { readonly type: 'settle' }
  | { readonly type: 'cancel' }
  | { readonly type: 'cleared' };

export interface EdgeWorld {
  readonly rows: readonly EdgeRow[];
  readonly total: number;
  /** Rows of the list, and the last offset of the detail. */
  readonly listRows: number;
  readonly lastOffset: number;
}

/** Characters of a filter or a tag. */
const LONGEST = 60;

export const START: EdgeState = {
  pane: 'list',
  frozen: undefined,
  chosen: undefined,
  top: 0,
  offset: 0,
  filter: '',
  tag: '',
  asking: undefined,
};

/** The rows that are shown: of those that stand still, or of all that came. */
export function shownRows(state: EdgeState, rows: readonly EdgeRow[]): readonly EdgeRow[] {
  return filterRows(state.frozen?.rows ?? rows, state.filter);
}

/** The place of the exchange that is read among the rows shown; -1 where there is none. */
export function chosenIndex(state: EdgeState, shown: readonly EdgeRow[]): number {
  if (state.chosen === undefined) return shown.length - 1;
  const exact = shown.findIndex(({ exchange }) => exchange.number === state.chosen);
  return exact >= 0 ? exact : shown.length - 1;
}

/** The first row of the list: the chosen one is in sight, and nothing moves further than it must. */
export function topOf(state: EdgeState, shown: readonly EdgeRow[], listRows: number): number {
  const last = Math.max(0, shown.length - listRows);
  if (state.frozen === undefined) return last;
  const index = chosenIndex(state, shown);
  return Math.min(last, Math.max(index - listRows + 1, Math.min(index, state.top)), Math.max(0, index));
}

function choose(state: EdgeState, world: EdgeWorld, to: (index: number, last: number) => number): EdgeState {
  const frozen = state.frozen ?? { rows: [...world.rows], total: world.total };
  const still = { ...state, frozen, top: topOf(state, shownRows(state, world.rows), world.listRows) };
  const shown = shownRows(still, world.rows);
  if (shown.length === 0) return state;
  const index = Math.min(shown.length - 1, Math.max(0, to(chosenIndex(still, shown), shown.length - 1)));
  const next = { ...still, chosen: shown[index]?.exchange.number, offset: 0 };
  return { ...next, top: topOf(next, shown, world.listRows) };
}

function typed(state: EdgeState, change: (text: string) => string): EdgeState {
  const what = state.asking?.what;
  return what === undefined ? state : { ...state, [what]: change(state[what]).slice(0, LONGEST) };
}

export function updateEdge(state: EdgeState, intent: EdgeIntent, world: EdgeWorld): EdgeState {
  switch (intent.type) {
    case 'move':
      return choose(state, world, (index) => index + intent.by);
    case 'end':
      return choose(state, world, (_index, last) => (intent.which === 'first' ? 0 : last));
    case 'scroll':
      return { ...state, offset: Math.min(world.lastOffset, Math.max(0, state.offset + intent.by)) };
    case 'follow':
      return { ...state, frozen: undefined, chosen: undefined, offset: 0 };
    case 'pane': {
      const pane = intent.pane === 'next' ? (state.pane === 'list' ? 'detail' : 'list') : intent.pane;
      // What is read must not change under the eyes.
      const stopped = pane === 'detail' && state.frozen === undefined ? choose(state, world, (index) => index) : state;
      return { ...stopped, pane };
    }
    case 'ask':
      return { ...state, asking: { what: intent.what, before: state[intent.what] }, ...(intent.what === 'tag' ? { tag: '' } : {}) };
    case 'type':
      return typed(state, (text) => text + intent.character);
    case 'erase':
      return typed(state, (text) => text.slice(0, -1));
    case 'clean':
      return typed(state, () => '');
    case 'settle':
      return { ...typed(state, (text) => text.trim()), asking: undefined };
    case 'cancel':
      return state.asking === undefined ? state : { ...state, [state.asking.what]: state.asking.before, asking: undefined };
    case 'cleared':
      return { ...state, frozen: undefined, chosen: undefined, top: 0, offset: 0, pane: 'list' };
  }
}
