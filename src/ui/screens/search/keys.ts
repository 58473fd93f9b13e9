// Keys of search. Letters are text here, so moving is for arrows, tab, and the control keys of shells.
import type { Binding } from '../../keymap.ts';

export type SearchKey =
  | { readonly type: 'type'; readonly character: string }
  | { readonly type: 'erase' | 'clear' | 'open' | 'leave' }
  | { readonly type: 'move'; readonly by: number };

export const SEARCH_KEYS: readonly Binding<SearchKey>[] = [
  { label: 'enter', help: 'open', rank: 9, matches: (_input, key) => key.return, intent: () => ({ type: 'open' }) },
  {
    label: '↑↓',
    help: 'move',
    rank: 8,
    matches: (input, key) => key.downArrow || (key.tab && !key.shift) || (key.ctrl && input === 'n'),
    intent: () => ({ type: 'move', by: 1 }),
  },
  {
    label: '↑',
    help: 'up',
    rank: 0,
    matches: (input, key) => key.upArrow || (key.tab && key.shift) || (key.ctrl && input === 'p'),
    intent: () => ({ type: 'move', by: -1 }),
  },
  { label: 'esc', help: 'back', rank: 7, matches: (_input, key) => key.escape, intent: () => ({ type: 'leave' }) },
  { label: 'ctrl-u', help: 'clear', rank: 1, matches: (input, key) => key.ctrl && input === 'u', intent: () => ({ type: 'clear' }) },
  { label: 'bksp', help: 'erase', rank: 0, matches: (_input, key) => key.backspace || key.delete, intent: () => ({ type: 'erase' }) },
  {
    label: 'a-z',
    help: 'type',
    rank: 0,
    // A control or zero-width character is no text.
    matches: (input, key) => !key.ctrl && !key.meta && /^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(input),
    intent: (character) => ({ type: 'type', character }),
  },
];
