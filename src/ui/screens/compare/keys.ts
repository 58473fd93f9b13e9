// Keys of a comparison.
import type { Binding } from '../../keymap.ts';
import { type CompareIntent, type Pane, panesOf } from './state.ts';

export type CompareKey = CompareIntent | { readonly type: 'run' } | { readonly type: 'page'; readonly by: 1 | -1 };

const bind = (
  label: string,
  help: string,
  rank: number,
  matches: Binding<CompareKey>['matches'],
  intent: CompareKey,
): Binding<CompareKey> => ({
  label,
  help,
  rank,
  matches,
  intent: () => intent,
});

const UP: Binding<CompareKey>['matches'] = (input, key) => input === 'k' || key.upArrow;
const DOWN: Binding<CompareKey>['matches'] = (input, key) => input === 'j' || key.downArrow;

const ROWS = [
  bind('↑↓/jk', 'choose', 8, UP, { type: 'row', by: -1 }),
  bind('↑↓/jk', 'choose', 8, DOWN, { type: 'row', by: 1 }),
  bind('space', 'more of it', 2, (input, key) => input === ' ' || key.pageDown, { type: 'page', by: 1 }),
  bind('pgup', 'back in it', 0, (_input, key) => key.pageUp, { type: 'page', by: -1 }),
];
const ESTIMATE: readonly Binding<CompareKey>[] = [
  {
    label: '0-9 k M G T',
    help: 'estimate',
    rank: 9,
    matches: (input) => /^[0-9.,kKmMgGtT]$/.test(input),
    intent: (character) => ({ type: 'type', character }),
  },
  bind('enter', 'next', 8, (_input, key) => key.return, { type: 'enter' }),
  bind('bksp', 'erase', 0, (_input, key) => key.backspace || key.delete, { type: 'erase' }),
  bind('↑↓', 'field', 0, (_input, key) => key.upArrow, { type: 'field', by: -1 }),
  bind('↑↓', 'field', 0, (_input, key) => key.downArrow, { type: 'field', by: 1 }),
  bind('←→', 'choose row', 5, (_input, key) => key.leftArrow, { type: 'row', by: -1 }),
  bind('←→', 'choose row', 5, (_input, key) => key.rightArrow, { type: 'row', by: 1 }),
  bind('e', 'just show it', 7, (input) => input === 'e', { type: 'reveal' }),
];
const SETTINGS: readonly Binding<CompareKey>[] = [
  bind('↑↓/jk', 'setting', 8, UP, { type: 'setting', by: -1 }),
  bind('↑↓/jk', 'setting', 8, DOWN, { type: 'setting', by: 1 }),
  bind('←→', 'change', 9, (input, key) => input === 'h' || input === '-' || key.leftArrow, { type: 'adjust', by: -1 }),
  bind('←→', 'change', 9, (input, key) => input === 'l' || input === '+' || key.rightArrow, { type: 'adjust', by: 1 }),
  bind('enter', 'type a value', 6, (_input, key) => key.return, { type: 'enter' }),
];

/** What is live while a setting is typed, and nothing else. */
export const TYPING_KEYS: readonly Binding<CompareKey>[] = [
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

export const PANE_TITLES: Readonly<Record<Pane, string>> = {
  screens: 'Screens',
  claims: 'Claims',
  scale: 'Scale it',
  settings: 'Settings',
};

export interface CompareKeyOptions {
  /** Whether a feed is carried. */
  readonly feed: boolean;
  readonly pane: Pane;
  readonly estimating: boolean;
  /** Whether the settings differ from those of the last run. */
  readonly changed: boolean;
  readonly cut: boolean;
}

/** The keys that do something right now. */
export function compareKeys({ feed, pane, estimating, changed, cut }: CompareKeyOptions): readonly Binding<CompareKey>[] {
  const panes = panesOf({ feed }).map((each, index) =>
    bind(String(index + 1), PANE_TITLES[each].toLowerCase(), 0, (input) => !estimating && input === String(index + 1), {
      type: 'pane',
      pane: each,
    }),
  );
  return [
    ...(estimating ? ESTIMATE : pane === 'settings' ? SETTINGS : ROWS),
    bind('tab', 'next pane', 6, (_input, key) => key.tab && !key.shift, { type: 'next-pane', by: 1 }),
    bind('shift-tab', 'pane before', 0, (_input, key) => key.tab && key.shift, { type: 'next-pane', by: -1 }),
    ...panes,
    bind('R', changed ? 'run with these' : 'run again', changed ? 11 : 5, (input) => input === 'R' || input === 'r', { type: 'run' }),
    ...(feed ? [bind('f', 'next fault', 4, (input: string) => input === 'f', { type: 'next-fault' } as const)] : []),
    ...(cut ? [bind('c', 'code for a cut', 4, (input: string) => input === 'c', { type: 'next-care' } as const)] : []),
  ];
}
