// Keys of the reader.
import type { Binding } from '../../keymap.ts';
import type { LessonIntent } from './state.ts';

export type LessonKey = LessonIntent | { readonly type: 'open' } | { readonly type: 'lab' } | { readonly type: 'quiz' };

const READ: readonly Binding<LessonKey>[] = [
  {
    label: '↑↓/jk',
    help: 'scroll',
    rank: 8,
    matches: (input, key) => input === 'j' || key.downArrow,
    intent: () => ({ type: 'scroll', by: 1 }),
  },
  {
    label: '↑↓/jk',
    help: 'scroll',
    rank: 8,
    matches: (input, key) => input === 'k' || key.upArrow,
    intent: () => ({ type: 'scroll', by: -1 }),
  },
  {
    label: 'space',
    help: 'next page',
    rank: 7,
    matches: (input, key) => input === ' ' || input === 'd' || input === 'f' || key.pageDown,
    intent: () => ({ type: 'page', by: 1 }),
  },
  {
    label: 'b',
    help: 'page before',
    rank: 0,
    matches: (input, key) => (input === 'b' && !key.ctrl) || input === 'u' || key.pageUp,
    intent: () => ({ type: 'page', by: -1 }),
  },
  {
    label: '] [',
    help: 'section',
    rank: 2,
    matches: (input) => input === ']' || input === '}',
    intent: () => ({ type: 'heading', by: 1 }),
  },
  {
    label: '[',
    help: 'section before',
    rank: 0,
    matches: (input) => input === '[' || input === '{',
    intent: () => ({ type: 'heading', by: -1 }),
  },
  { label: 'g', help: 'start', rank: 0, matches: (input, key) => input === 'g' || key.home, intent: () => ({ type: 'start' }) },
  { label: 'G', help: 'end', rank: 1, matches: (input, key) => input === 'G' || key.end, intent: () => ({ type: 'end' }) },
];
const LAB: Binding<LessonKey> = {
  label: 'r',
  help: 'run the lab',
  rank: 5,
  matches: (input) => input === 'r',
  intent: () => ({ type: 'lab' }),
};
const QUIZ: Binding<LessonKey> = { label: 'z', help: 'quiz', rank: 4, matches: (input) => input === 'z', intent: () => ({ type: 'quiz' }) };
const OPEN: Binding<LessonKey> = {
  label: 'enter',
  help: 'open',
  rank: 9,
  matches: (_input, key) => key.return,
  intent: () => ({ type: 'open' }),
};

export interface LessonKeyOptions {
  readonly lab: boolean;
  readonly quiz: boolean;
  /** What comes next is on the screen. */
  readonly end: boolean;
}

/** The keys that do something in this lesson, here. */
export function lessonKeys({ lab, quiz, end }: LessonKeyOptions): readonly Binding<LessonKey>[] {
  return [...(end ? [OPEN] : []), ...READ, ...(lab ? [LAB] : []), ...(quiz ? [QUIZ] : [])];
}
