// Keys of a lab: the screen's own, and the lab's actions by the keys that they name. The screen keeps to keys that no lab
// may use, which a test holds the registry to.
import type { LabAction } from '../../../labs/lab.ts';
import type { Binding } from '../../keymap.ts';
import { PANE_TITLES, PANES, type Pane } from './layout.ts';
import type { LabIntent } from './state.ts';

export type LabKey =
  | LabIntent
  | { readonly type: 'restart' }
  | { readonly type: 'save' }
  | { readonly type: 'compose' }
  | { readonly type: 'action'; readonly action: string };

const bind = (label: string, help: string, rank: number, matches: Binding<LabKey>['matches'], intent: LabKey): Binding<LabKey> => ({
  label,
  help,
  rank,
  matches,
  intent: () => intent,
});

const MOVE = (help: string): readonly Binding<LabKey>[] => [
  bind('↑↓/jk', help, 8, (input, key) => input === 'k' || key.upArrow, { type: 'move', by: -1 }),
  bind('↑↓/jk', help, 8, (input, key) => input === 'j' || key.downArrow, { type: 'move', by: 1 }),
  bind('g', 'first', 0, (input, key) => input === 'g' || key.home, { type: 'oldest' }),
  bind('G', 'last', 0, (input, key) => input === 'G' || key.end, { type: 'newest' }),
];
const READ: readonly Binding<LabKey>[] = [
  ...MOVE('choose event').slice(0, 3),
  bind('G', 'newest, go on', 3, (input, key) => input === 'G' || key.end, { type: 'newest' }),
  bind('pgup', 'page before', 0, (_input, key) => key.pageUp, { type: 'page', by: -1 }),
  bind('pgdn', 'page after', 0, (_input, key) => key.pageDown, { type: 'page', by: 1 }),
  bind('enter', 'its bytes', 7, (_input, key) => key.return, { type: 'enter' }),
];
const FRAME: readonly Binding<LabKey>[] = [
  ...MOVE('field'),
  bind('←→', 'event', 7, (input, key) => input === 'h' || key.leftArrow, { type: 'event', by: -1 }),
  bind('←→', 'event', 7, (input, key) => input === 'l' || key.rightArrow, { type: 'event', by: 1 }),
];
const DECK: readonly Binding<LabKey>[] = [
  ...MOVE('setting'),
  bind('←→', 'change', 9, (input, key) => input === 'h' || input === '-' || key.leftArrow, { type: 'adjust', by: -1 }),
  bind('←→', 'change', 9, (input, key) => input === 'l' || input === '+' || key.rightArrow, { type: 'adjust', by: 1 }),
  bind('enter', 'type a value', 6, (_input, key) => key.return, { type: 'enter' }),
  bind('0', 'clean path', 5, (input) => input === '0', { type: 'clean' }),
];
const PANE_KEYS: Readonly<Record<Pane, readonly Binding<LabKey>[]>> = {
  picture: READ,
  log: READ,
  frame: FRAME,
  numbers: [],
  deck: DECK,
};

/** What is live while a value is typed, and nothing else: a letter is no action of the lab then. */
export const TYPING_KEYS: readonly Binding<LabKey>[] = [
  {
    label: '0-9',
    help: 'type',
    rank: 6,
    matches: (input) => /^[0-9.]$/.test(input),
    intent: (character) => ({ type: 'type', character }),
  },
  bind('enter', 'set', 9, (_input, key) => key.return, { type: 'enter' }),
  bind('esc', 'keep as it is', 8, (_input, key) => key.escape, { type: 'cancel' }),
  bind('bksp', 'erase', 0, (_input, key) => key.backspace || key.delete, { type: 'erase' }),
];

/** What is live while a filter is typed. */
export const FILTER_KEYS: readonly Binding<LabKey>[] = [
  {
    label: 'a-z',
    help: 'type',
    rank: 0,
    matches: (input, key) => input >= ' ' && input !== '\u007f' && !key.ctrl && !key.meta,
    intent: (character) => ({ type: 'type', character }),
  },
  bind('enter', 'keep', 9, (_input, key) => key.return, { type: 'enter' }),
  bind('esc', 'as before', 8, (_input, key) => key.escape, { type: 'cancel' }),
  bind('ctrl-u', 'all events', 7, (input, key) => key.ctrl && input === 'u', { type: 'clean' }),
  bind('bksp', 'erase', 0, (_input, key) => key.backspace || key.delete, { type: 'erase' }),
];

export interface LabKeyOptions {
  readonly pane: Pane;
  readonly frozen: boolean;
  readonly changed: boolean;
  readonly views: number;
  readonly actions: readonly LabAction[];
  /** A tap on a service that is not ours: `f` and `/` filter too, as people expect of such a tool. */
  readonly foreign?: boolean;
  /** What a person can write for this lab and send, where there is such a thing. */
  readonly composes?: boolean;
}

/** The keys that do something right now. */
export function labKeys({
  pane,
  frozen,
  changed,
  views,
  actions,
  foreign = false,
  composes = false,
}: LabKeyOptions): readonly Binding<LabKey>[] {
  return [
    ...PANE_KEYS[pane],
    bind('space', frozen ? 'go on' : 'freeze', frozen ? 10 : 6, (input) => input === ' ', { type: 'freeze' }),
    bind('tab', 'next pane', 6, (_input, key) => key.tab && !key.shift, { type: 'next-pane', by: 1 }),
    bind('shift-tab', 'pane before', 0, (_input, key) => key.tab && key.shift, { type: 'next-pane', by: -1 }),
    ...PANES.map((each, index) =>
      bind(String(index + 1), PANE_TITLES[each].toLowerCase(), 0, (input) => input === String(index + 1), { type: 'pane', pane: each }),
    ),
    bind('R', 'restart', changed ? 11 : 1, (input) => input === 'R', { type: 'restart' }),
    bind(foreign ? 'f' : 'F', 'filter', 4, (input) => input === 'F' || (foreign && (input === 'f' || input === '/')), { type: 'filter' }),
    ...(composes ? [bind('w', 'write your own', 9, (input) => input === 'w', { type: 'compose' })] : []),
    bind('S', 'save', 3, (input) => input === 'S', { type: 'save' }),
    bind('.', 'every layer', 0, (input) => input === '.', { type: 'layers' }),
    ...(views > 1 ? [bind('V', 'next picture', 4, (input: string) => input === 'V', { type: 'view' } as const)] : []),
    ...actions.map((action) => bind(action.key, action.title, 0, (input) => input === action.key, { type: 'action', action: action.id })),
  ];
}
