// Which requirements a candidate has to find out, as the engine sees it. Pure.
import { deciding } from '../decision/explain.ts';
import { leaders, rank } from '../decision/rank.ts';
import type { RankedCandidate, Requirements, RuleBook } from '../decision/schema.ts';
import type { Interview } from './schema.ts';

/** What is true in one family. */
export function truthOf(interview: Interview, family: string): Requirements {
  return interview.requirements[family] ?? {};
}

/** The dimensions of a family that are required and that the prompt does not reveal. */
export function hiddenIn(interview: Interview, family: string): readonly string[] {
  const given = interview.given[family] ?? [];
  return Object.keys(truthOf(interview, family)).filter((dimension) => !given.includes(dimension));
}

/** The best that may be chosen beside an option; undefined where all others are ruled out. */
export function runnerUp(ranked: readonly RankedCandidate[], option: string): RankedCandidate | undefined {
  return ranked.find((candidate) => candidate.option !== option && candidate.excluded === null);
}

/** As many of a family's hidden requirements are worth finding out. */
const MOST = 3;

/**
 * The hidden requirements of a family that decide, the weightiest first: without one of them others would lead, or it is
 * one of the two that part the winner from the runner-up.
 */
export function keyDimensions(book: RuleBook, interview: Interview): readonly string[] {
  const truth = truthOf(interview, book.family);
  const hidden = hiddenIn(interview, book.family);
  const ranked = rank(book, truth);
  const top = leaders(ranked);
  const turning = hidden.filter((dimension) => {
    const { [dimension]: _gone, ...others } = truth;
    return leaders(rank(book, others)).join() !== top.join();
  });
  const [first] = ranked;
  const second = first === undefined ? undefined : runnerUp(ranked, first.option);
  const parting =
    first === undefined || second === undefined
      ? []
      : deciding(first, second)
          .slice(0, 2)
          .map(({ reason }) => reason.dimension)
          .filter((dimension) => hidden.includes(dimension));
  const found = [...new Set([...turning, ...parting])].slice(0, MOST);
  if (found.length > 0) return found;
  // Several that each decide alone: without one of them another still does.
  const open = Object.fromEntries(Object.entries(truth).filter(([dimension]) => !hidden.includes(dimension)));
  const before = leaders(rank(book, open)).join();
  return hidden.filter((id) => leaders(rank(book, { ...open, [id]: truth[id] as string })).join() !== before).slice(0, MOST);
}
