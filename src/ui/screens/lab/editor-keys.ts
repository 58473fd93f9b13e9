// Keys while a text is written: letters are the text's, everything else needs a key of its own.
import type { Binding } from '../../keymap.ts';
import type { EditorIntent } from './editor-state.ts';

export type EditorKey = Exclude<EditorIntent, { type: 'sent' | 'answered' }> | { readonly type: 'send' } | { readonly type: 'close' };

const bind = (
  label: string,
  help: string,
  rank: number,
  matches: Binding<EditorKey>['matches'],
  intent: EditorKey,
): Binding<EditorKey> => ({
  label,
  help,
  rank,
  matches,
  intent: () => intent,
});
const ctrl =
  (letter: string): Binding<EditorKey>['matches'] =>
  (input, key) =>
    key.ctrl && input === letter;
const to = (place: Extract<EditorIntent, { type: 'to' }>['place'], matches: Binding<EditorKey>['matches']) =>
  bind('←↑↓→', 'move', 0, matches, { type: 'to', place });

export const EDITOR_KEYS: readonly Binding<EditorKey>[] = [
  {
    label: 'a-z',
    help: 'write',
    rank: 0,
    matches: (input, key) => input >= ' ' && input !== '\u007f' && !key.ctrl && !key.meta,
    intent: (character) => ({ type: 'type', character }),
  },
  bind('ctrl-s', 'send', 10, ctrl('s'), { type: 'send' }),
  bind('tab', 'complete', 9, (_input, key) => key.tab && !key.shift, { type: 'accept' }),
  bind('ctrl-n/p', 'choose', 8, ctrl('n'), { type: 'suggestion', by: 1 }),
  bind('ctrl-n/p', 'choose', 8, (input, key) => (key.ctrl && input === 'p') || (key.tab && key.shift), { type: 'suggestion', by: -1 }),
  bind('ctrl-t', 'example', 7, ctrl('t'), { type: 'example' }),
  bind('pgup/pgdn', 'answer', 5, (_input, key) => key.pageDown, { type: 'scroll', by: 5 }),
  bind('pgup/pgdn', 'answer', 5, (_input, key) => key.pageUp, { type: 'scroll', by: -5 }),
  bind('ctrl-u', 'clear', 3, ctrl('u'), { type: 'clear' }),
  bind('esc', 'back to the lab', 9, (_input, key) => key.escape, { type: 'close' }),
  bind('enter', 'new line', 0, (_input, key) => key.return, { type: 'newline' }),
  to('left', (_input, key) => key.leftArrow),
  to('right', (_input, key) => key.rightArrow),
  to('up', (_input, key) => key.upArrow),
  to('down', (_input, key) => key.downArrow),
  to('home', (input, key) => key.home || (key.ctrl && input === 'a')),
  to('end', (input, key) => key.end || (key.ctrl && input === 'e')),
  // Terminals send DEL for the key that erases backwards, and Ink calls that delete.
  bind('bksp', 'erase', 0, (_input, key) => key.backspace || key.delete, { type: 'erase' }),
  bind('ctrl-d', 'erase after', 0, ctrl('d'), { type: 'delete' }),
];
