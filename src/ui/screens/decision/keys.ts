// Keys of the decision quiz. Choosing an answer is the select's business.
import type { Binding } from '../../keymap.ts';

export type DecisionKey = 'previous' | 'skip' | 'result' | 'restart' | 'up' | 'down' | 'page-up' | 'page-down' | 'next-question' | 'save';

/** While a question is asked. */
export const ASK_KEYS: readonly Binding<DecisionKey>[] = [
  { label: 's', help: 'leave open', rank: 5, matches: (input) => input === 's', intent: () => 'skip' },
  { label: 'r', help: 'result', rank: 4, matches: (input) => input === 'r', intent: () => 'result' },
  { label: '←/p', help: 'previous', rank: 3, matches: (input, key) => input === 'p' || key.leftArrow, intent: () => 'previous' },
];

/** While the result is read. */
export const RESULT_KEYS: readonly Binding<DecisionKey>[] = [
  { label: '↓/j', help: 'scroll', rank: 3, matches: (input, key) => input === 'j' || key.downArrow, intent: () => 'down' },
  { label: '↑/k', help: 'scroll up', rank: 0, matches: (input, key) => input === 'k' || key.upArrow, intent: () => 'up' },
  { label: 'space', help: 'page', rank: 2, matches: (input, key) => input === ' ' || key.pageDown, intent: () => 'page-down' },
  { label: 'pgup', help: 'page up', rank: 0, matches: (_input, key) => key.pageUp, intent: () => 'page-up' },
  { label: 'a', help: 'ask next', rank: 5, matches: (input) => input === 'a', intent: () => 'next-question' },
  { label: '←/p', help: 'change answers', rank: 4, matches: (input, key) => input === 'p' || key.leftArrow, intent: () => 'previous' },
  { label: 'S', help: 'save record', rank: 2, matches: (input) => input === 'S', intent: () => 'save' },
  { label: 'n', help: 'start over', rank: 3, matches: (input) => input === 'n', intent: () => 'restart' },
];
