// Keys of the quiz while a verdict is read, and before the answer is committed.
import type { Binding } from '../../keymap.ts';

export type QuizKey = 'next' | 'see' | 'up' | 'down' | 'page-up' | 'page-down' | 'reconsider';

export const VERDICT_KEYS: readonly Binding<QuizKey>[] = [
  { label: 'enter', help: 'next', rank: 9, matches: (input, key) => key.return || input === 'n', intent: () => 'next' },
  { label: 'o', help: 'show me', rank: 8, matches: (input) => input === 'o', intent: () => 'see' },
  { label: '↓/j', help: 'scroll', rank: 3, matches: (input, key) => input === 'j' || key.downArrow, intent: () => 'down' },
  { label: '↑/k', help: 'scroll up', rank: 0, matches: (input, key) => input === 'k' || key.upArrow, intent: () => 'up' },
  { label: 'space', help: 'page', rank: 0, matches: (input, key) => input === ' ' || key.pageDown, intent: () => 'page-down' },
  { label: 'pgup', help: 'page up', rank: 0, matches: (_input, key) => key.pageUp, intent: () => 'page-up' },
];

export const CONFIDENCE_KEYS: readonly Binding<QuizKey>[] = [
  { label: '←', help: 'change answer', rank: 5, matches: (_input, key) => key.leftArrow, intent: () => 'reconsider' },
];
