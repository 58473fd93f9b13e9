// Keys of the experiment screen, by what is on it. Questions bring their own.
import type { Binding } from '../../keymap.ts';

export type ExperimentKey =
  | { readonly type: 'predict' }
  | { readonly type: 'run' }
  | { readonly type: 'go-on' }
  | { readonly type: 'reconsider' }
  | { readonly type: 'look' }
  | { readonly type: 'lab' }
  | { readonly type: 'open' }
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'page'; readonly by: number }
  | { readonly type: 'start' }
  | { readonly type: 'end' };

const enter = (help: string, intent: ExperimentKey): Binding<ExperimentKey> => ({
  label: 'enter',
  help,
  rank: 9,
  matches: (_input, key) => key.return,
  intent: () => intent,
});
const letter = (character: string, help: string, rank: number, intent: ExperimentKey): Binding<ExperimentKey> => ({
  label: character,
  help,
  rank,
  matches: (input, key) => input === character && !key.ctrl,
  intent: () => intent,
});

const SCROLL: readonly Binding<ExperimentKey>[] = [
  {
    label: '↑↓/jk',
    help: 'scroll',
    rank: 7,
    matches: (input, key) => input === 'j' || key.downArrow,
    intent: () => ({ type: 'scroll', by: 1 }),
  },
  {
    label: '↑↓/jk',
    help: 'scroll',
    rank: 7,
    matches: (input, key) => input === 'k' || key.upArrow,
    intent: () => ({ type: 'scroll', by: -1 }),
  },
  {
    label: 'space',
    help: 'next page',
    rank: 6,
    matches: (input, key) => input === ' ' || key.pageDown,
    intent: () => ({ type: 'page', by: 1 }),
  },
  {
    label: 'b',
    help: 'page before',
    rank: 0,
    matches: (input, key) => (input === 'b' && !key.ctrl) || key.pageUp,
    intent: () => ({ type: 'page', by: -1 }),
  },
  { label: 'g', help: 'start', rank: 0, matches: (input, key) => input === 'g' || key.home, intent: () => ({ type: 'start' }) },
  { label: 'G', help: 'end', rank: 1, matches: (input, key) => input === 'G' || key.end, intent: () => ({ type: 'end' }) },
];
const LOOK = letter('v', 'view the run', 4, { type: 'look' });
const LOOK_AWAY = letter('v', 'back to the words', 8, { type: 'look' });
const RUN_AGAIN = letter('r', 'run again', 5, { type: 'run' });
const LAB = letter('o', 'open the lab', 3, { type: 'lab' });

/** What is about to happen; it scrolls only where it does not fit. */
export const setupKeys = (scrolls: boolean): readonly Binding<ExperimentKey>[] => [
  enter('predict', { type: 'predict' }),
  ...(scrolls ? SCROLL : []),
];
export const CONFIDENCE_KEYS: readonly Binding<ExperimentKey>[] = [
  { label: '←', help: 'change answer', rank: 5, matches: (_input, key) => key.leftArrow, intent: () => ({ type: 'reconsider' }) },
];
export const READY_KEYS: readonly Binding<ExperimentKey>[] = [enter('run', { type: 'run' })];
export const FAILED_KEYS: readonly Binding<ExperimentKey>[] = [enter('try again', { type: 'run' })];
export const OVER_KEYS: readonly Binding<ExperimentKey>[] = [enter('say what you saw', { type: 'go-on' }), RUN_AGAIN];
export const OBSERVE_KEYS: readonly Binding<ExperimentKey>[] = [LOOK];
export const LOOKING_KEYS: readonly Binding<ExperimentKey>[] = [LOOK_AWAY];

/** The explanation; `end`: what comes next is on the screen. */
export const explainKeys = (end: boolean): readonly Binding<ExperimentKey>[] => [
  ...(end ? [enter('open', { type: 'open' })] : []),
  ...SCROLL,
  LOOK,
  RUN_AGAIN,
  LAB,
];
