// What is known of one thing that was asked: how well it is remembered, and when it is due. Knows no content: a card is a
// stable id, and whoever shows it looks up what it asks.
//
//   question:<id>                 a quiz question
//   experiment:<id>               a prediction that was missed
//   interview:<scenario>/<line>   a rubric line that was lost

/** How well something was remembered, in the words of FSRS. */
export type Rating = 'again' | 'hard' | 'good' | 'easy';

export interface Card {
  readonly id: string;
  /** When it is to be asked again, in milliseconds since the Unix epoch; so are the other moments. */
  readonly due: number;
  /** Days until the chance to recall it has fallen to 90 percent. */
  readonly stability: number;
  /** 1 to 10. */
  readonly difficulty: number;
  /** FSRS's own state: 1 learning, 2 review, 3 learning again. */
  readonly state: 1 | 2 | 3;
  /** The short step (minutes) that it is at while it is being learned. */
  readonly step: number;
  /** How often it was asked, and how often it was forgotten after it had been learned. */
  readonly reps: number;
  readonly lapses: number;
  readonly first: number;
  readonly last: number;
  readonly rating: Rating;
  /** Of the content that was answered last: when what is right has changed since, it is asked again. */
  readonly version: string;
  /** What a run decided about a prediction; undefined for everything else. */
  readonly outcome: Outcome | undefined;
}

/** What a run decided: the option that came true or the number that was measured, and the measurements that its texts name. */
export interface Outcome {
  readonly right: number;
  readonly measured: Readonly<Record<string, number>>;
}

/** Whether a card is to be asked by a moment. */
export const isDue = (card: Card, by: number): boolean => card.due <= by;

/** Whether a card has left the short steps of its first day: only then its stability says something. */
export const isLearned = (card: Card): boolean => card.state === 2;

const RATINGS: readonly Rating[] = ['again', 'hard', 'good', 'easy'];

type Packed = readonly [string, number, number, number, number, number, number, number, number, number, number, string, Outcome | null];

/** A card as a short list of JSON values. */
export function packCard(card: Card): Packed {
  const { id, due, stability, difficulty, state, step, reps, lapses, first, last, rating, version, outcome } = card;
  return [id, due, stability, difficulty, state, step, reps, lapses, first, last, RATINGS.indexOf(rating), version, outcome ?? null];
}

/** The card that `packCard` packed, or undefined when the value is none. */
export function unpackCard(value: unknown): Card | undefined {
  if (!Array.isArray(value) || value.length !== 13) return undefined;
  const [id, due, stability, difficulty, state, step, reps, lapses, first, last, rating, version, outcome] = value;
  const numbers = [due, stability, difficulty, state, step, reps, lapses, first, last, rating];
  if (typeof id !== 'string' || typeof version !== 'string' || !numbers.every((number) => Number.isFinite(number))) return undefined;
  const known = RATINGS[rating as number];
  if (known === undefined || (state !== 1 && state !== 2 && state !== 3)) return undefined;
  const facts = { id, due, stability, difficulty, state, step, reps, lapses, first, last, rating: known, version } as const;
  return { ...facts, outcome: isOutcome(outcome) ? outcome : undefined };
}

/** Whether a value from outside says what a run decided. */
export function isOutcome(value: unknown): value is Outcome {
  if (typeof value !== 'object' || value === null) return false;
  const { right, measured } = value as Record<string, unknown>;
  if (typeof right !== 'number' || typeof measured !== 'object' || measured === null) return false;
  return Object.values(measured).every((one) => typeof one === 'number');
}
