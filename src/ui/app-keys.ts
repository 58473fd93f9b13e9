// Keys that work on every screen, unless the screen wants them itself.
import type { Binding } from './keymap.ts';

export type AppKey = 'quit' | 'help' | 'search' | 'back' | 'contents' | 'collapse';

const HELP: Binding<AppKey> = { label: '?', help: 'help', rank: 99, matches: (input) => input === '?', intent: () => 'help' };
const SEARCH: Binding<AppKey> = { label: '/', help: 'search', rank: 5, matches: (input) => input === '/', intent: () => 'search' };
const BACK: Binding<AppKey> = {
  label: 'esc',
  help: 'back',
  rank: 8,
  matches: (input, key) => key.escape || key.backspace || key.leftArrow || input === 'h' || input === 'q',
  intent: () => 'back',
};
const CONTENTS: Binding<AppKey> = { label: 'tab', help: 'contents', rank: 3, matches: (_input, key) => key.tab, intent: () => 'contents' };
const COLLAPSE: Binding<AppKey> = {
  label: 'ctrl-b',
  help: 'hide or show contents',
  rank: 0,
  matches: (input, key) => key.ctrl && input === 'b',
  intent: () => 'collapse',
};

const QUIT: Binding<AppKey> = { label: 'q', help: 'quit', rank: 8, matches: (input) => input === 'q', intent: () => 'quit' };

/** On a tool that was opened by itself: it is closed by no key that is pressed by the way, and the course is not beneath it. */
export const TOOL_APP_KEYS: readonly Binding<AppKey>[] = [QUIT, HELP];
/** On the first screen there is nothing to go back to, and the contents are the screen. */
export const HOME_APP_KEYS: readonly Binding<AppKey>[] = [SEARCH, HELP];
/** Elsewhere; the contents only where there is room for them. */
export const APP_KEYS: readonly Binding<AppKey>[] = [BACK, SEARCH, HELP];
export const APP_KEYS_WITH_CONTENTS: readonly Binding<AppKey>[] = [BACK, SEARCH, CONTENTS, COLLAPSE, HELP];
