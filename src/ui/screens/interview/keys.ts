// Keys of a mock interview. Choosing an answer is the select's business, typing a number the field's.
import type { Binding } from '../../keymap.ts';

export type InterviewKey =
  | 'facts'
  | 'time'
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'write'
  | 'again'
  | 'family'
  | 'next'
  | { readonly line: number };

const SCROLL: readonly Binding<InterviewKey>[] = [
  { label: '↓/j', help: 'scroll', rank: 3, matches: (input, key) => input === 'j' || key.downArrow, intent: () => 'down' },
  { label: '↑/k', help: 'scroll up', rank: 0, matches: (input, key) => input === 'k' || key.upArrow, intent: () => 'up' },
  { label: 'space', help: 'page', rank: 2, matches: (input, key) => input === ' ' || key.pageDown, intent: () => 'page-down' },
  { label: 'pgup', help: 'page up', rank: 0, matches: (_input, key) => key.pageUp, intent: () => 'page-up' },
];

/** While a step is asked. */
export const STEP_KEYS: readonly Binding<InterviewKey>[] = [
  { label: 'f', help: 'facts', rank: 5, matches: (input) => input === 'f', intent: () => 'facts' },
  { label: 't', help: 'clock', rank: 4, matches: (input) => input === 't', intent: () => 'time' },
];

/** While the facts are read. */
export const FACTS_KEYS: readonly Binding<InterviewKey>[] = [
  {
    label: 'f',
    help: 'answer',
    rank: 9,
    matches: (input, key) => input === 'f' || key.return || key.leftArrow || key.escape,
    intent: () => 'facts',
  },
  ...SCROLL,
];

/** While the report is read. */
export const REPORT_KEYS: readonly Binding<InterviewKey>[] = [
  // No `enter`: it gave the last answer, and a key that is held must not lead past the report.
  { label: 'n', help: 'next interview', rank: 7, matches: (input) => input === 'n', intent: () => 'next' },
  {
    label: '1-6',
    help: 'show me',
    rank: 6,
    matches: (input) => /^[1-6]$/.test(input),
    intent: (input) => ({ line: Number(input) - 1 }),
  },
  { label: 'w', help: 'write report', rank: 5, matches: (input) => input === 'w', intent: () => 'write' },
  { label: 'r', help: 'again', rank: 4, matches: (input) => input === 'r', intent: () => 'again' },
  ...SCROLL,
];

/** In the list. */
export const LIST_KEYS: readonly Binding<InterviewKey>[] = [
  { label: 'f', help: 'next family', rank: 5, matches: (input) => input === 'f', intent: () => 'family' },
];
