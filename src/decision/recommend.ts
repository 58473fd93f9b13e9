// The whole answer: ranking, tie, what to ask, what would change it. Pure.
import { counterfactuals, questionsThatMatter } from './counterfactual.ts';
import { leaders, rank } from './rank.ts';
import type { Recommendation, Requirements, RuleBook } from './schema.ts';

/** What the rules say about these requirements. Nothing stated: everything ties and everything is to be asked. */
export function recommend(book: RuleBook, requirements: Requirements): Recommendation {
  const ranked = rank(book, requirements);
  const top = leaders(ranked);
  const questions = questionsThatMatter(book, requirements);
  return {
    family: book.family,
    ranked,
    tie: top.length > 1,
    ask: questions[0] ?? null,
    counterfactuals: counterfactuals(book, requirements),
    leaders: top,
    questions,
  };
}
