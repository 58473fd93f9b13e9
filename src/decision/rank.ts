// Requirements to a ranking: knock-outs, weighted reasons, scores. Knows nothing of counterfactuals.
import { evaluate } from './evaluate.ts';
import type { Candidate, RankedCandidate, Reason, Requirements, Rule, RuleBook } from './schema.ts';

/** All candidates, best first, the excluded last; equal scores keep the order of the book. */
export function rank(book: RuleBook, requirements: Requirements): readonly RankedCandidate[] {
  const ranked = book.candidates.map((candidate) => judge(candidate, book.rules, requirements));
  return ranked.sort((one, other) => Number(one.excluded !== null) - Number(other.excluded !== null) || other.score - one.score);
}

function judge(candidate: Candidate, rules: readonly Rule[], requirements: Requirements): RankedCandidate {
  const reasons: Reason[] = [];
  let excluded: RankedCandidate['excluded'] =
    candidate.history === undefined ? null : { because: candidate.history, source: candidate.source };
  for (const rule of rules) {
    if (rule.candidate !== candidate.id) continue;
    const applied = evaluate(rule, requirements);
    if (applied === undefined) continue;
    if (rule.effect === 'exclude') excluded ??= { because: rule.because, source: rule.source };
    else reasons.push({ ...applied, effect: rule.effect, because: rule.because, source: rule.source });
  }
  return { option: candidate.id, score: reasons.reduce((sum, reason) => sum + reason.effect, 0), reasons, excluded };
}

/** The options that share the top score; one where there is a winner, none where all are excluded. */
export function leaders(ranked: readonly RankedCandidate[]): readonly string[] {
  const open = ranked.filter((candidate) => candidate.excluded === null);
  return open.filter((candidate) => candidate.score === open[0]?.score).map((candidate) => candidate.option);
}
