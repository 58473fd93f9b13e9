// Keys of the experiment screen, by what is on it. Questions bring their own.
import type { Binding } from '../../keymap.ts';
import type { ExperimentState } from './state.ts';

/** Moves within what is longer than the screen. */
export type Walk =
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'page'; readonly by: number }
  | { readonly type: 'start' }
  | { readonly type: 'end' };

export type ExperimentKey =
  | Walk
  | { readonly type: 'predict' }
  | { readonly type: 'run' }
  | { readonly type: 'go-on' }
  | { readonly type: 'reconsider' }
  | { readonly type: 'look' }
  | { readonly type: 'lab' }
  | { readonly type: 'open' };

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

export const WALK_KEYS: readonly Binding<Walk>[] = [
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
/** Over the run in full: from event to event, and over the fields of one. */
export const LOOK_KEYS: readonly Binding<Walk | { readonly type: 'field'; readonly by: number }>[] = [
  ...WALK_KEYS.map((binding) => (binding.help === 'scroll' ? { ...binding, help: 'event' } : binding)),
  {
    label: '←→/hl',
    help: 'field',
    rank: 6,
    matches: (input, key) => input === 'l' || key.rightArrow,
    intent: () => ({ type: 'field', by: 1 }),
  },
  {
    label: '←→/hl',
    help: 'field',
    rank: 6,
    matches: (input, key) => input === 'h' || key.leftArrow,
    intent: () => ({ type: 'field', by: -1 }),
  },
];
const LOOK = letter('v', 'see run', 7, { type: 'look' });
const LOOK_AWAY = letter('v', 'words', 8, { type: 'look' });
/** The run in full lies over the words: back leads to them first. */
const CLOSE: Binding<ExperimentKey> = {
  label: 'esc',
  help: 'back to the words',
  rank: 0,
  matches: (input, key) => key.escape || key.backspace || input === 'q',
  intent: () => ({ type: 'look' }),
};
const RUN_AGAIN = letter('r', 'run again', 5, { type: 'run' });
const LAB = letter('o', 'open the lab', 3, { type: 'lab' });

const CONFIDENCE: readonly Binding<ExperimentKey>[] = [
  { label: '←', help: 'change answer', rank: 5, matches: (_input, key) => key.leftArrow, intent: () => ({ type: 'reconsider' }) },
];

export interface OnScreen {
  /** What is shown is longer than its room. */
  readonly scrolls: boolean;
  /** What comes next is on the screen. */
  readonly end: boolean;
}

/** The keys that do something at this step, beside those of a question. */
export function keysOf({ player, run, looking }: ExperimentState, { scrolls, end }: OnScreen): readonly Binding<ExperimentKey>[] {
  if (looking) return [LOOK_AWAY, CLOSE];
  switch (player.step) {
    case 'setup':
      return [enter('predict', { type: 'predict' }), ...(scrolls ? WALK_KEYS : [])];
    case 'predict':
      return [];
    case 'confidence':
      return CONFIDENCE;
    case 'run':
      switch (run.phase) {
        case 'ready':
          return [enter('run', { type: 'run' }), ...(scrolls ? WALK_KEYS : [])];
        case 'running':
          return [];
        case 'failed':
          return [enter('try again', { type: 'run' })];
        case 'over':
          return [enter('say what you saw', { type: 'go-on' }), LOOK, RUN_AGAIN];
      }
      break;
    case 'observe':
      return [LOOK];
    case 'explain':
      return [...(end ? [enter('open', { type: 'open' })] : []), ...WALK_KEYS, LOOK, RUN_AGAIN, LAB];
  }
}
