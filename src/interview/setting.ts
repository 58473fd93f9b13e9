// What an interview is held with, gathered from what the course holds.
import type { Tension } from '../decision/design-schema.ts';
import type { RuleBook } from '../decision/schema.ts';
import type { Interview, Reasoning } from './schema.ts';
import type { Setting } from './step.ts';

interface Shelf {
  readonly decisions: readonly RuleBook[];
  readonly tensions: readonly Tension[];
  readonly reasonings: readonly Reasoning[];
}

/** The setting of one sitting; the books are those of the interview's families, in its order. */
export function settingFor({ decisions, tensions, reasonings }: Shelf, interview: Interview, seed: number): Setting {
  const books = interview.families.flatMap((family) => decisions.filter((book) => book.family === family));
  return { interview, books, tensions, reasonings, seed };
}
