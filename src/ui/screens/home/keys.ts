// Keys of the first screen beside those of its list.
import type { Binding } from '../../keymap.ts';

export type HomeKey = 'open' | 'quit';

export const HOME_KEYS: readonly Binding<HomeKey>[] = [
  { label: 'l', help: 'open', rank: 0, matches: (input, key) => input === 'l' || key.rightArrow, intent: () => 'open' },
  { label: 'q', help: 'quit', rank: 6, matches: (input) => input === 'q', intent: () => 'quit' },
];
