// The decision quiz as a pure state: which question is asked, what was answered, whether the result is shown.
import type { Requirements } from '../../../decision/schema.ts';

export interface DecisionState {
  readonly phase: 'ask' | 'result';
  /** Index of the dimension that is asked. */
  readonly index: number;
  readonly answers: Requirements;
  /** Asked out of order, from the result: back there after one answer. */
  readonly single: boolean;
  /** First line of the result that is shown. */
  readonly offset: number;
}

export type DecisionIntent =
  /** `value` undefined leaves the question open. */
  | { readonly type: 'answer'; readonly dimension: string; readonly value: string | undefined }
  | { readonly type: 'previous' }
  | { readonly type: 'finish' }
  | { readonly type: 'ask'; readonly index: number }
  | { readonly type: 'restart' }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number };

/** What `step` of a place says where no question is asked. */
export const RESULT_STEP = 'result';

/**
 * A fresh interview, or one that goes on from answers that are there: at the dimension that was asked, by its id, or at the
 * result. `dimensions` are the ids in their order.
 */
export function startDecision(answers: Requirements = {}, dimensions: readonly string[] = [], step?: string): DecisionState {
  const answered = Object.keys(answers).length;
  const asked = step === undefined ? -1 : dimensions.indexOf(step);
  return {
    phase: asked < 0 && answered > 0 ? 'result' : 'ask',
    index: asked < 0 ? Math.min(answered, Math.max(0, dimensions.length - 1)) : asked,
    answers,
    single: false,
    offset: 0,
  };
}

/** The state after an intent; `dimensions` is how many questions there are. */
export function updateDecision(state: DecisionState, intent: DecisionIntent, dimensions: number): DecisionState {
  switch (intent.type) {
    case 'answer': {
      const { [intent.dimension]: _before, ...others } = state.answers;
      const answers = intent.value === undefined ? others : { ...others, [intent.dimension]: intent.value };
      const over = state.single || state.index + 1 >= dimensions;
      return { ...state, answers, phase: over ? 'result' : 'ask', index: over ? state.index : state.index + 1, single: false, offset: 0 };
    }
    case 'previous':
      return state.phase === 'result' ? { ...state, phase: 'ask', single: false } : { ...state, index: Math.max(0, state.index - 1) };
    case 'finish':
      return { ...state, phase: 'result', offset: 0 };
    case 'ask':
      return { ...state, phase: 'ask', index: intent.index, single: true };
    case 'restart':
      return startDecision();
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(intent.last, state.offset + intent.by)) };
  }
}
