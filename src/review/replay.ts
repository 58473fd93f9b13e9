// The memory as a fold of reviews: nothing is stored that could not be worked out of them again. The order is that of time,
// not of the log, so that two logs that were merged give one memory.
import { type Card, type Outcome, packCard, type Rating, unpackCard } from './card.ts';
import { SCHEDULER, schedule } from './schedule.ts';

type Confidence = 'guess' | 'think' | 'sure';

/** What was asked and how it went, whatever kind of event said so. */
export interface Review {
  readonly card: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly rating: Rating;
  readonly right: boolean;
  /** Undefined where nobody was asked how sure they were. */
  readonly confidence: Confidence | undefined;
  /** Whether it makes a card where there is none yet: a prediction that came true makes none. */
  readonly opens: boolean;
  readonly version?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

export interface Counted {
  readonly asked: number;
  readonly right: number;
}

export interface Memory {
  readonly cards: ReadonlyMap<string, Card>;
  /** Everything that was ever asked, by how sure one said to be. */
  readonly calibration: Readonly<Record<Confidence, Counted>>;
  /** The latest moment that is in it. */
  readonly latest: number;
}

const NONE: Counted = { asked: 0, right: 0 };
export const EMPTY_MEMORY: Memory = {
  cards: new Map(),
  calibration: { guess: NONE, think: NONE, sure: NONE },
  latest: Number.NEGATIVE_INFINITY,
};

/** The memory after all reviews, in whatever order they come; those of one moment stay as they come. */
export function replay(reviews: readonly Review[]): Memory {
  return fold(
    EMPTY_MEMORY,
    [...reviews].sort((one, other) => one.at - other.at),
  ) as Memory;
}

/** The memory after some more reviews; undefined when one of them is older than what is in it: then it takes a replay. */
export function remember(memory: Memory, reviews: readonly Review[]): Memory | undefined {
  return reviews.length === 0 ? memory : fold(memory, reviews);
}

function fold(memory: Memory, reviews: readonly Review[]): Memory | undefined {
  const cards = new Map(memory.cards);
  const calibration = { ...memory.calibration };
  let latest = memory.latest;
  for (const { card: id, at, rating, right, confidence, opens, version, outcome } of reviews) {
    if (!(at >= latest)) return undefined;
    latest = at;
    if (confidence !== undefined) {
      const { asked, right: before } = calibration[confidence];
      calibration[confidence] = { asked: asked + 1, right: before + (right ? 1 : 0) };
    }
    const card = cards.get(id);
    if (card !== undefined || opens) cards.set(id, schedule(card, { id, rating, at, version, outcome }).card);
  }
  return { cards, calibration, latest };
}

/** What a kept memory was worked out with: another fold or another scheduler gives another memory. */
const KEPT_VERSION = `1, ${SCHEDULER}`;

/** A memory as a JSON value. */
export function packMemory({ cards, calibration, latest }: Memory): unknown {
  return { v: KEPT_VERSION, latest, calibration, cards: [...cards.values()].map(packCard) };
}

/** The memory that `packMemory` packed, or undefined when the value is none, or one of another version. */
export function unpackMemory(value: unknown): Memory | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { v, latest, calibration, cards } = value as Record<string, unknown>;
  if (v !== KEPT_VERSION || typeof latest !== 'number' || !Array.isArray(cards) || !isCalibration(calibration)) return undefined;
  const known = new Map<string, Card>();
  for (const packed of cards) {
    const card = unpackCard(packed);
    if (card === undefined) return undefined;
    known.set(card.id, card);
  }
  return { cards: known, calibration, latest };
}

function isCalibration(value: unknown): value is Memory['calibration'] {
  if (typeof value !== 'object' || value === null) return false;
  return (['guess', 'think', 'sure'] as const).every((name) => {
    const counted = (value as Record<string, Counted | undefined>)[name];
    return Number.isInteger(counted?.asked) && Number.isInteger(counted?.right);
  });
}
