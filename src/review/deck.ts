// What can be asked, joined with what is remembered of it. Content comes in as plain facts; a card whose content is gone is
// passed over, and comes back with it.
import { type Card, isDue, isLearned } from './card.ts';
import type { Memory } from './replay.ts';

/** One thing that the content can ask. */
export interface Askable {
  /** The card's id. */
  readonly card: string;
  readonly topic: string;
  /** What it belongs to within its topic: cards of two lessons of one topic are look-alike cases. */
  readonly lesson: string;
  /** Changes when what is right changes. */
  readonly version: string;
  /** Whether it may come as a new card: its lesson was read and it was never asked. Only quiz questions do. */
  readonly fresh: boolean;
}

export interface DeckCard extends Askable {
  /** Undefined while it was never asked. */
  readonly state: Card | undefined;
}

/** The cards that there is content for; those that were asked first. */
export function deckOf(askables: readonly Askable[], memory: Memory): readonly DeckCard[] {
  return askables.flatMap((askable): DeckCard[] => {
    const state = memory.cards.get(askable.card);
    return state !== undefined || askable.fresh ? [{ ...askable, state }] : [];
  });
}

/** Whether what is right has changed since it was answered. */
export const hasChanged = ({ state, version }: DeckCard): boolean =>
  state !== undefined && state.version !== '' && state.version !== version;

/** Whether a card that was asked before is to be asked by a moment. */
export const isAskedBy = (card: DeckCard, by: number): boolean =>
  card.state !== undefined && (isDue(card.state, by) || (hasChanged(card) && card.state.last < by));

export interface TopicStanding {
  readonly topic: string;
  /** Cards that were asked at least once. */
  readonly cards: number;
  /** Of those, the ones that were right when they were last asked, and the ones that left the short steps. */
  readonly right: number;
  readonly learned: number;
  /** How often something was forgotten after it had been learned. */
  readonly lapses: number;
  /** The mean chance to recall one of them now, 0 to 1. */
  readonly recall: number;
}

/** How each topic stands, the weakest first. `recall` is FSRS's forgetting curve: it is handed in, because it is heavy. */
export function standingByTopic(deck: readonly DeckCard[], recall: (card: Card) => number): readonly TopicStanding[] {
  const topics = new Map<string, Card[]>();
  for (const { topic, state } of deck) if (state !== undefined) topics.set(topic, [...(topics.get(topic) ?? []), state]);
  return [...topics]
    .map(([topic, cards]): TopicStanding => {
      const count = (holds: (card: Card) => boolean) => cards.filter(holds).length;
      return {
        topic,
        cards: cards.length,
        right: count(({ rating }) => rating !== 'again'),
        learned: count(isLearned),
        lapses: cards.reduce((sum, { lapses }) => sum + lapses, 0),
        recall: cards.reduce((sum, card) => sum + recall(card), 0) / cards.length,
      };
    })
    .sort((one, other) => one.recall - other.recall || (one.topic < other.topic ? -1 : 1));
}
