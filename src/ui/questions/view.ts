// What every question view is handed. A view collects an answer; it grades nothing.
import type { Answer, QuestionKind, QuestionOf } from '../../quiz/schema.ts';

export interface QuestionViewProps<Kind extends QuestionKind> {
  readonly question: QuestionOf<Kind>;
  /** Indexes of the author's options or steps in the order in which they are shown. */
  readonly order: readonly number[];
  readonly columns: number;
  /** Rows below the prompt. */
  readonly rows: number;
  readonly onAnswer: (answer: Answer) => void;
}
