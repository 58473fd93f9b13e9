// When a card is asked again: FSRS with the default parameters of ts-fsrs, nothing tuned and nothing random. Only what is
// loaded lazily may import this module; src/review/card.ts says what can be known without it.
import { FSRSVersion, type Card as FsrsCard, fsrs, type Grade, Rating as Ratings } from 'ts-fsrs';
import type { Card, Outcome, Rating } from './card.ts';

const scheduler = fsrs();
/** Which algorithm worked a card out: of another one nothing that was kept can be used. */
export const SCHEDULER = FSRSVersion;
const GRADES: Readonly<Record<Rating, Grade>> = { again: Ratings.Again, hard: Ratings.Hard, good: Ratings.Good, easy: Ratings.Easy };
const DAY = 86_400_000;

export interface Asked {
  readonly id: string;
  readonly rating: Rating;
  /** When it was answered, in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly version?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

export interface ReviewLog {
  readonly card: string;
  readonly at: number;
  readonly rating: Rating;
  /** The chance to recall it that was expected, 0 to 1; undefined when it was asked for the first time. */
  readonly expected: number | undefined;
}

/** The card after it was asked (`undefined`: for the first time), and what is worth noting of it. */
export function schedule(
  card: Card | undefined,
  { id, rating, at, version, outcome }: Asked,
): { readonly card: Card; readonly log: ReviewLog } {
  const before: FsrsCard = card === undefined ? emptyCard(at) : toFsrs(card);
  const { card: after } = scheduler.next(before, new Date(at), GRADES[rating]);
  return {
    card: {
      id,
      due: after.due.getTime(),
      stability: after.stability,
      difficulty: after.difficulty,
      state: after.state as Card['state'],
      step: after.learning_steps,
      reps: after.reps,
      lapses: after.lapses,
      first: card?.first ?? at,
      last: at,
      rating,
      version: version ?? card?.version ?? '',
      outcome: outcome ?? card?.outcome,
    },
    log: { card: id, at, rating, expected: card === undefined ? undefined : recallAt(card, at) },
  };
}

/** The chance to recall a card at a moment, 0 to 1 (FSRS's forgetting curve). */
export function recallAt(card: Pick<Card, 'stability' | 'last'>, at: number): number {
  const days = Math.max(0, (at - card.last) / DAY);
  return scheduler.forgetting_curve(days, card.stability);
}

function emptyCard(at: number): FsrsCard {
  return {
    due: new Date(at),
    stability: 0,
    difficulty: 0,
    elapsed_days: 0,
    scheduled_days: 0,
    learning_steps: 0,
    reps: 0,
    lapses: 0,
    state: 0,
  };
}

function toFsrs(card: Card): FsrsCard {
  return {
    due: new Date(card.due),
    stability: card.stability,
    difficulty: card.difficulty,
    elapsed_days: 0,
    scheduled_days: Math.max(0, Math.round((card.due - card.last) / DAY)),
    learning_steps: card.step,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    last_review: new Date(card.last),
  };
}
