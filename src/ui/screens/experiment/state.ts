// The experiment screen as a pure state: which step of the experiment one is at, what the run is doing, and what is read.
// The steps themselves, and what may follow what, are the player's.
import { type Player, type PlayerMove, play, resumed } from '../../../experiment/player.ts';
import type { Confidence } from '../../../quiz/schema.ts';
import type { Trace } from '../../../wire/trace.ts';

export type RunState =
  | { readonly phase: 'ready' }
  /** `step` counts the steps of the experiment's script, from 0; -1 while server and client are being started. */
  | { readonly phase: 'running'; readonly step: number }
  | { readonly phase: 'failed'; readonly message: string }
  /** `gaveUp`: indexes of steps that waited in vain. */
  | { readonly phase: 'over'; readonly trace: Trace; readonly gaveUp: readonly number[] };

export interface ExperimentState {
  readonly player: Player;
  readonly run: RunState;
  /** Counts the runs that were started here: each is a run of its own. */
  readonly attempt: number;
  /** The run in full, instead of the question about it or of its explanation. */
  readonly looking: boolean;
  /** First line that is shown of what scrolls. */
  readonly offset: number;
  /** Cursor in what comes next, at the end of the explanation. */
  readonly choice: number;
}

export type ExperimentIntent =
  /** A move of the player that changes nothing about the run. */
  | { readonly type: 'move'; readonly move: Exclude<PlayerMove, { type: 'ran' | 'run-again' }> }
  | { readonly type: 'start' }
  | { readonly type: 'step'; readonly attempt: number; readonly step: number }
  | { readonly type: 'failed'; readonly attempt: number; readonly message: string }
  | { readonly type: 'over'; readonly attempt: number; readonly trace: Trace; readonly gaveUp: readonly number[] }
  /** From the run that is over to the question about it. */
  | { readonly type: 'go-on' }
  | { readonly type: 'look' }
  /** Scrolls within `last`; at the end it walks through `choices`. */
  | { readonly type: 'scroll'; readonly by: number; readonly last: number; readonly choices: number }
  | { readonly type: 'jump'; readonly to: number };

/** The screen at a step that was recorded, with the prediction that was locked, if any. */
export function startExperiment(
  step: string | undefined,
  locked: { readonly answer: number; readonly confidence: Confidence } | undefined,
): ExperimentState {
  return { player: resumed(step ?? 'setup', locked), run: { phase: 'ready' }, attempt: 0, looking: false, offset: 0, choice: 0 };
}

export function updateExperiment(state: ExperimentState, intent: ExperimentIntent): ExperimentState {
  switch (intent.type) {
    case 'move': {
      const player = play(state.player, intent.move);
      return player === state.player ? state : { ...state, player, looking: false, offset: 0, choice: 0 };
    }
    case 'start': {
      // Nothing runs before the prediction is locked.
      const player = play(state.player, { type: 'run-again' });
      if (player.step !== 'run' || state.run.phase === 'running') return state;
      return { player, run: { phase: 'running', step: -1 }, attempt: state.attempt + 1, looking: false, offset: 0, choice: 0 };
    }
    case 'step':
      return isOf(state, intent) ? { ...state, run: { phase: 'running', step: intent.step } } : state;
    case 'failed':
      return isOf(state, intent) ? { ...state, run: { phase: 'failed', message: intent.message } } : state;
    case 'over':
      return isOf(state, intent) ? { ...state, run: { phase: 'over', trace: intent.trace, gaveUp: intent.gaveUp } } : state;
    case 'go-on':
      if (state.run.phase !== 'over' || state.player.step !== 'run') return state;
      return { ...state, player: play(state.player, { type: 'ran', trace: state.run.trace }), offset: 0, choice: 0 };
    case 'look':
      return state.run.phase === 'over' ? { ...state, looking: !state.looking } : state;
    case 'scroll': {
      const offset = Math.min(state.offset, intent.last);
      const choice = state.choice + intent.by;
      if (intent.choices > 0 && offset >= intent.last && choice >= 0 && Math.abs(intent.by) === 1)
        return { ...state, offset, choice: Math.min(choice, intent.choices - 1) };
      return { ...state, offset: Math.max(0, Math.min(intent.last, offset + intent.by)), choice: 0 };
    }
    case 'jump':
      return { ...state, offset: Math.max(0, intent.to), choice: 0 };
  }
}

/** Whether the news is of the run that is on: a run that was left may still speak. */
function isOf(state: ExperimentState, { attempt }: { readonly attempt: number }): boolean {
  return state.run.phase === 'running' && state.attempt === attempt;
}
