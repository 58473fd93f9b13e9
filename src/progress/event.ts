// What a person did, as facts that are only ever appended. Ids are the content's stable ids, never numbers of an order.
import type { Answer, Confidence, Grade } from '../quiz/schema.ts';

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
    }
  | {
      readonly kind: 'answered';
      readonly question: string;
      readonly answer: Answer;
      readonly grade: Grade;
      readonly confidence: Confidence;
    }
  | { readonly kind: 'decided'; readonly family: string; readonly requirements: Readonly<Record<string, string>>; readonly winner: string }
  | { readonly kind: 'set-option'; readonly option: string; readonly value: string }
);

/** The exact step to come back to. */
export type Place =
  | { readonly screen: 'home' }
  | { readonly screen: 'lesson'; readonly lesson: string; readonly line: number }
  | { readonly screen: 'lab'; readonly lab: string }
  | { readonly screen: 'compare'; readonly comparison: string }
  | { readonly screen: 'experiment'; readonly experiment: string; readonly step: string }
  | { readonly screen: 'quiz'; readonly lesson: string; readonly question: number }
  /** `step`: the dimension that is asked, or `result`; records of the first days have none. */
  | {
      readonly screen: 'decision';
      readonly family: string;
      readonly requirements: Readonly<Record<string, string>>;
      readonly step?: string;
    };
