// Keys of the statistics: they scroll, and the review is one key away.
import type { Binding } from '../../keymap.ts';

export type StatsKey = 'review' | 'up' | 'down' | 'page-up' | 'page-down';

export const STATS_KEYS: readonly Binding<StatsKey>[] = [
  { label: 'enter', help: 'review', rank: 9, matches: (input, key) => key.return || input === 'r', intent: () => 'review' },
  { label: '↓/j', help: 'scroll', rank: 3, matches: (input, key) => input === 'j' || key.downArrow, intent: () => 'down' },
  { label: '↑/k', help: 'scroll up', rank: 0, matches: (input, key) => input === 'k' || key.upArrow, intent: () => 'up' },
  { label: 'space', help: 'page', rank: 0, matches: (input, key) => input === ' ' || key.pageDown, intent: () => 'page-down' },
  { label: 'pgup', help: 'page up', rank: 0, matches: (_input, key) => key.pageUp, intent: () => 'page-up' },
];
