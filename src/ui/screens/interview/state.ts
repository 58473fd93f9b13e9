// A sitting of a mock interview as a pure state. What is asked follows from the answers (interview/session.ts); here is what
// they are, what is marked, and what is looked at.
import type { Answer, Answers } from '../../../interview/step.ts';

export interface SittingState {
  readonly answers: Answers;
  /** Of a step that takes several: what is marked so far. */
  readonly marked: readonly string[];
  /** What is known, in place of the step. */
  readonly facts: boolean;
  readonly timed: boolean;
  /** First line that is shown of facts or report. */
  readonly offset: number;
  /** Said once under the report: where it was written, or why not. */
  readonly notice: string;
}

export type SittingIntent =
  | { readonly type: 'answer'; readonly step: string; readonly answer: Answer }
  | { readonly type: 'mark'; readonly id: string; readonly most: number }
  | { readonly type: 'facts' }
  | { readonly type: 'time' }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number }
  | { readonly type: 'notice'; readonly text: string };

export function startSitting({ answers = {}, timed = false }: { readonly answers?: Answers; readonly timed?: boolean } = {}): SittingState {
  return { answers, marked: [], facts: false, timed, offset: 0, notice: '' };
}

export function updateSitting(state: SittingState, intent: SittingIntent): SittingState {
  switch (intent.type) {
    case 'answer':
      // A key that was pressed twice answers once.
      if (Object.hasOwn(state.answers, intent.step)) return state;
      return { ...state, answers: { ...state.answers, [intent.step]: intent.answer }, marked: [], facts: false, offset: 0 };
    case 'mark': {
      const without = state.marked.filter((id) => id !== intent.id);
      if (without.length < state.marked.length) return { ...state, marked: without };
      return state.marked.length < intent.most ? { ...state, marked: [...state.marked, intent.id] } : state;
    }
    case 'facts':
      return { ...state, facts: !state.facts, offset: 0 };
    case 'time':
      return { ...state, timed: !state.timed };
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(intent.last, state.offset + intent.by)) };
    case 'notice':
      return { ...state, notice: intent.text };
  }
}
