// A quiz as a pure state: answer, say how sure, read the verdict, next. Grading is the quiz engine's.
import type { Answer, Confidence, Grade, Verdict } from '../../../quiz/schema.ts';

export interface QuizState {
  /** Index into the lesson's questions; equal to their number when the quiz is over. */
  readonly index: number;
  readonly phase: 'answer' | 'confidence' | 'verdict' | 'over';
  readonly answer: Answer | undefined;
  readonly confidence: Confidence | undefined;
  readonly verdict: Verdict | undefined;
  /** Grades of this sitting, by question index. */
  readonly grades: Readonly<Record<number, Grade>>;
  /** First line of the verdict that is shown. */
  readonly offset: number;
}

export type QuizIntent =
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'sure'; readonly confidence: Confidence; readonly verdict: Verdict }
  | { readonly type: 'next' }
  | { readonly type: 'reconsider' }
  | { readonly type: 'restart' }
  | { readonly type: 'scroll'; readonly by: number; readonly last: number };

/** A quiz that begins at a question. */
export function startQuiz(index = 0): QuizState {
  return { index, phase: 'answer', answer: undefined, confidence: undefined, verdict: undefined, grades: {}, offset: 0 };
}

/** The state after an intent; an intent that does not belong to the phase changes nothing. */
export function updateQuiz(state: QuizState, intent: QuizIntent, questions: number): QuizState {
  switch (intent.type) {
    case 'answer':
      return state.phase === 'answer' ? { ...state, phase: 'confidence', answer: intent.answer } : state;
    case 'reconsider':
      return state.phase === 'confidence' ? { ...state, phase: 'answer', answer: undefined } : state;
    case 'sure':
      if (state.phase !== 'confidence') return state;
      return {
        ...state,
        phase: 'verdict',
        confidence: intent.confidence,
        verdict: intent.verdict,
        grades: { ...state.grades, [state.index]: intent.verdict.grade },
        offset: 0,
      };
    case 'next': {
      if (state.phase !== 'verdict') return state;
      const index = state.index + 1;
      return { ...startQuiz(index), grades: state.grades, phase: index >= questions ? 'over' : 'answer' };
    }
    case 'restart':
      return startQuiz();
    case 'scroll':
      return { ...state, offset: Math.max(0, Math.min(intent.last, state.offset + intent.by)) };
  }
}
