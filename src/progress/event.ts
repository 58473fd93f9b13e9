// What a person did, as facts that are only ever appended. Ids are the content's stable ids, never numbers of an order.
import type { Answer, Confidence, Grade } from '../quiz/schema.ts';
import type { Outcome } from '../review/card.ts';

/** Written into every log line; a file with a higher one is from a newer version and is left alone. */
export const PROGRESS_VERSION = 1;

export type ProgressEvent = { readonly at: string } & (
  | { readonly kind: 'visited'; readonly place: Place }
  | { readonly kind: 'lesson-read'; readonly lesson: string }
  | { readonly kind: 'predicted'; readonly experiment: string; readonly answer: number; readonly confidence: Confidence }
  | {
      readonly kind: 'experimented';
      readonly experiment: string;
      readonly grade: Grade;
      readonly confidence: Confidence;
      readonly observed: Grade;
      /** What the run decided about the prediction, so that a missed one can be asked again; records of the first days have none. */
      readonly outcome?: Outcome | undefined;
      /** Of the prediction's content (catalog.ts). */
      readonly version?: string | undefined;
    }
  | {
      readonly kind: 'answered';
      readonly question: string;
      readonly answer: Answer;
      readonly grade: Grade;
      readonly confidence: Confidence;
      /** Of the question's content (catalog.ts). */
      readonly version?: string | undefined;
    }
  /** A card that is no quiz question was asked again: a missed prediction, a line of an interview that was lost. */
  | {
      readonly kind: 'reviewed';
      readonly card: string;
      readonly grade: Grade;
      readonly confidence: Confidence;
      readonly version?: string | undefined;
    }
  | { readonly kind: 'decided'; readonly family: string; readonly requirements: Readonly<Record<string, string>>; readonly winner: string }
  /** A mock interview that was finished: points of each line of its rubric, 0 to 3, under the version of its content. */
  | {
      readonly kind: 'interview';
      readonly interview: string;
      readonly version: number;
      readonly seed: number;
      readonly scores: InterviewScores;
      readonly passed: boolean;
      /** How long it took. */
      readonly seconds: number;
    }
  | { readonly kind: 'set-option'; readonly option: string; readonly value: string }
);

/** The six lines of a mock interview's rubric, in the order in which they are told. */
export const INTERVIEW_LINES = ['elicits', 'chooses', 'ties', 'rejects', 'fails', 'flips'] as const;
export type InterviewScores = Readonly<Record<(typeof INTERVIEW_LINES)[number], number>>;

/** The exact step to come back to. */
export type Place =
  | { readonly screen: 'home' }
  | { readonly screen: 'review' }
  | { readonly screen: 'stats' }
  | { readonly screen: 'lesson'; readonly lesson: string; readonly line: number }
  | { readonly screen: 'lab'; readonly lab: string }
  | { readonly screen: 'compare'; readonly comparison: string }
  | { readonly screen: 'experiment'; readonly experiment: string; readonly step: string }
  /** A mock interview; of the list of them the name is empty. `answers` are by step, `seconds` is what was spent so far. */
  | {
      readonly screen: 'interview';
      readonly interview: string;
      readonly seed: number;
      readonly answers: Readonly<Record<string, string | number | readonly string[]>>;
      readonly seconds: number;
      readonly timed: boolean;
    }
  | { readonly screen: 'quiz'; readonly lesson: string; readonly question: number }
  /** `step`: the dimension that is asked, or `result`; records of the first days have none. */
  | {
      readonly screen: 'decision';
      readonly family: string;
      readonly requirements: Readonly<Record<string, string>>;
      readonly step?: string;
    }
  /** With what is required there now, by family. */
  | {
      readonly screen: 'design';
      readonly design: string;
      readonly requirements: Readonly<Record<string, Readonly<Record<string, string>>>>;
    };
