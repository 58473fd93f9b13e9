// Keys of a design.
import type { Binding } from '../../keymap.ts';

export type DesignKey =
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'page'; readonly by: 1 | -1 }
  | { readonly type: 'turn'; readonly by: 1 | -1 }
  | { readonly type: 'change' | 'open' | 'outcome' | 'reset' | 'save' };

const bind = (
  label: string,
  help: string,
  rank: number,
  matches: Binding<DesignKey>['matches'],
  intent: DesignKey,
): Binding<DesignKey> => ({
  label,
  help,
  rank,
  matches,
  intent: () => intent,
});

const UP: Binding<DesignKey>['matches'] = (input, key) => input === 'k' || key.upArrow;
const DOWN: Binding<DesignKey>['matches'] = (input, key) => input === 'j' || key.downArrow;
const SAVE = bind('S', 'save record', 5, (input) => input === 'S', { type: 'save' });
const RESET = bind('n', 'as written', 4, (input) => input === 'n', { type: 'reset' });

/** While one looks at what was decided. */
export const OUTCOME_KEYS: readonly Binding<DesignKey>[] = [
  bind('↑↓/jk', 'choose', 8, UP, { type: 'move', by: -1 }),
  bind('↑↓/jk', 'choose', 8, DOWN, { type: 'move', by: 1 }),
  bind('enter', 'change requirements', 9, (_input, key) => key.return || key.rightArrow, { type: 'change' }),
  bind('space', 'more of it', 6, (input, key) => input === ' ' || key.pageDown, { type: 'page', by: 1 }),
  bind('pgup', 'back in it', 0, (_input, key) => key.pageUp, { type: 'page', by: -1 }),
  SAVE,
  RESET,
];

/** While one changes what a family is asked for. */
export const REQUIREMENT_KEYS: readonly Binding<DesignKey>[] = [
  bind('↑↓/jk', 'choose', 7, UP, { type: 'move', by: -1 }),
  bind('↑↓/jk', 'choose', 7, DOWN, { type: 'move', by: 1 }),
  bind('←→/hl', 'change', 9, (input, key) => input === 'h' || key.leftArrow, { type: 'turn', by: -1 }),
  bind('←→/hl', 'change', 9, (input, key) => input === 'l' || key.rightArrow, { type: 'turn', by: 1 }),
  bind('x', 'leave open', 5, (input) => input === 'x', { type: 'open' }),
  bind('esc', 'reasons', 8, (_input, key) => key.return || key.escape || key.backspace || key.delete, { type: 'outcome' }),
  SAVE,
  RESET,
];
