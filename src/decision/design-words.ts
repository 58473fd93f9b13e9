// A design in words, for every face alike: names of what was chosen, what meets in a conflict, what to go with. Pure.
import type { Choice, Conflict, DesignOutcome } from './design.ts';
import { listed, nameOf, valueTitle } from './explain.ts';
import type { RuleBook } from './schema.ts';

/** A family's title, or its id. */
export function familyTitle(books: readonly RuleBook[], family: string): string {
  return books.find((book) => book.family === family)?.title ?? family;
}

/** The title of the option that was chosen in a family; its id where the book has none. */
export function choiceName(books: readonly RuleBook[], choice: Choice, family: string): string {
  const book = books.find((known) => known.family === family);
  const option = choice[family] ?? '';
  return book === undefined ? option : nameOf(book, option);
}

/** `WebSocket and HTTP/2`, with what is required besides. */
export function conflictTitle(books: readonly RuleBook[], { between, given }: Conflict): string {
  const names = Object.keys(between).map((family) => choiceName(books, between, family));
  const required = Object.entries(given).flatMap(([family, answers]) => {
    const book = books.find((known) => known.family === family);
    return Object.entries(answers).map(([dimension, value]) => (book === undefined ? value : valueTitle(book, dimension, value)));
  });
  return `${listed(names)}${required.length === 0 ? '' : `, where this is required: ${required.join('; ')}`}`;
}

export interface Settled {
  /** What to go with: each family's winner, or the nearest choice in which nothing breaks. */
  readonly choice: Choice;
  /** Prices that it has; what breaks too where nothing works together. */
  readonly conflicts: readonly Conflict[];
  /** Families whose winner gave way. */
  readonly gaveWay: readonly string[];
  /** Points given up for it. */
  readonly loss: number;
  /** Whether nothing breaks in it. */
  readonly works: boolean;
}

/** What a design comes to, once its conflicts are settled. */
export function settle({ choice, conflicts, together }: DesignOutcome): Settled {
  const breaks = conflicts.some(({ severity }) => severity === 'breaks');
  if (!breaks || together === null) return { choice, conflicts, gaveWay: [], loss: 0, works: !breaks };
  const gaveWay = Object.keys(choice).filter((family) => choice[family] !== together.choice[family]);
  return { choice: together.choice, conflicts: together.conflicts, gaveWay, loss: together.loss, works: true };
}

/** `REST instead of gRPC`, for each family whose winner gave way. */
export function swaps(books: readonly RuleBook[], { choice }: DesignOutcome, settled: Settled): string {
  return listed(
    settled.gaveWay.map((family) => `${choiceName(books, settled.choice, family)} instead of ${choiceName(books, choice, family)}`),
  );
}
