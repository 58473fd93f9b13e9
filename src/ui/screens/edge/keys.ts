// Keys of the edge screen.
import type { Binding } from '../../keymap.ts';
import type { EdgeIntent, EdgePane } from './state.ts';

export type EdgeKey =
  | Exclude<EdgeIntent, { readonly type: 'cleared' }>
  | { readonly type: 'page'; readonly by: 1 | -1 }
  | { readonly type: 'purge'; readonly what: 'one' | 'all' }
  | { readonly type: 'older'; readonly seconds: number; readonly name: string }
  | { readonly type: 'clear' }
  | { readonly type: 'save' };

const bind = (label: string, help: string, rank: number, matches: Binding<EdgeKey>['matches'], intent: EdgeKey): Binding<EdgeKey> => ({
  label,
  help,
  rank,
  matches,
  intent: () => intent,
});

const UP: Binding<EdgeKey>['matches'] = (input, key) => input === 'k' || key.upArrow;
const DOWN: Binding<EdgeKey>['matches'] = (input, key) => input === 'j' || key.downArrow;

/** What can be made to happen, for the bar beneath the list; in `id` what the key does. */
export const ACTIONS = [
  { id: 'purge', key: 'p', title: 'purge this URL' },
  { id: 'purge-all', key: 'P', title: 'purge all' },
  { id: 'purge-tag', key: 't', title: 'purge by tag' },
  { id: 'minute', key: 'm', title: 'a minute passes' },
  { id: 'hour', key: 'u', title: 'an hour' },
  { id: 'day', key: 'y', title: 'a day' },
  { id: 'clear', key: 'c', title: 'clear the list' },
  { id: 'save', key: 'S', title: 'save it' },
] as const;

const press =
  (key: string): Binding<EdgeKey>['matches'] =>
  (input) =>
    input === key;

const EVERYWHERE: readonly Binding<EdgeKey>[] = [
  bind('tab', 'other pane', 6, (_input, key) => key.tab, { type: 'pane', pane: 'next' }),
  bind('1', 'requests', 0, press('1'), { type: 'pane', pane: 'list' }),
  bind('2', 'why', 0, press('2'), { type: 'pane', pane: 'detail' }),
  bind('f', 'filter', 5, (input) => input === 'f' || input === 'F' || input === '/', { type: 'ask', what: 'filter' }),
  bind('p', 'purge this', 0, press('p'), { type: 'purge', what: 'one' }),
  bind('P', 'purge all', 0, press('P'), { type: 'purge', what: 'all' }),
  bind('t', 'purge by tag', 0, press('t'), { type: 'ask', what: 'tag' }),
  bind('m', 'minute passes', 0, press('m'), { type: 'older', seconds: 60, name: 'a minute' }),
  bind('u', 'hour passes', 0, press('u'), { type: 'older', seconds: 3600, name: 'an hour' }),
  bind('y', 'day passes', 0, press('y'), { type: 'older', seconds: 86_400, name: 'a day' }),
  bind('c', 'clear list', 0, press('c'), { type: 'clear' }),
  bind('S', 'save', 0, press('S'), { type: 'save' }),
];

/** The keys that do something right now. */
export function edgeKeys({ pane, frozen }: { readonly pane: EdgePane; readonly frozen: boolean }): readonly Binding<EdgeKey>[] {
  const by = (rows: 1 | -1): EdgeKey => (pane === 'list' ? { type: 'move', by: rows } : { type: 'scroll', by: rows });
  const moves = pane === 'list' ? 'choose' : 'scroll';
  return [
    bind('↑↓/jk', moves, 8, UP, by(-1)),
    bind('↑↓/jk', moves, 8, DOWN, by(1)),
    bind('pgup/pgdn', 'a page', 0, (_input, key) => key.pageUp, { type: 'page', by: -1 }),
    bind('pgup/pgdn', 'a page', 0, (_input, key) => key.pageDown, { type: 'page', by: 1 }),
    bind('g/G', 'first, last', 0, (input, key) => input === 'g' || key.home, { type: 'end', which: 'first' }),
    bind('g/G', 'first, last', 0, (input, key) => input === 'G' || key.end, { type: 'end', which: 'last' }),
    ...(pane === 'list' ? [bind('enter', 'read it', 7, (_input, key) => key.return, { type: 'pane', pane: 'detail' })] : []),
    ...(pane === 'detail'
      ? [bind('esc', 'to the list', 7, (_input, key) => key.escape || key.return, { type: 'pane', pane: 'list' })]
      : frozen
        ? [bind('esc', 'goes on', 0, (_input, key) => key.escape, { type: 'follow' })]
        : []),
    bind('space', frozen ? 'goes on' : 'stand still', 7, press(' '), frozen ? { type: 'follow' } : { type: 'move', by: 0 }),
    ...EVERYWHERE,
  ];
}

/** What is live while something is typed, and nothing else. */
export const TYPING_KEYS: readonly Binding<EdgeKey>[] = [
  bind('enter', 'take it', 9, (_input, key) => key.return, { type: 'settle' }),
  bind('esc', 'as before', 8, (_input, key) => key.escape, { type: 'cancel' }),
  bind('bksp', 'erase', 0, (_input, key) => key.backspace || key.delete, { type: 'erase' }),
  bind('ctrl-u', 'erase all', 0, (input, key) => key.ctrl && input === 'u', { type: 'clean' }),
  {
    label: 'a-z',
    help: 'type',
    rank: 6,
    matches: (input, key) => input.length > 0 && !key.ctrl && !key.meta && input >= ' ',
    intent: (character) => ({ type: 'type', character }),
  },
];
