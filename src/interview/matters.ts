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

/** As many of a family's hidden requirements are worth finding out; one alone would be luck. */
const MOST = 3;
const LEAST = 2;

/**
 * The hidden requirements of a family that decide, the weightiest first: without one of them others would lead, or it is
 * one of the two that part the winner from the runner-up. Where that is less than two, what comes next: what else parts
 * them, and what would decide if it were known alone.
 */
export function keyDimensions(book: RuleBook, interview: Interview): readonly string[] {
  const truth = truthOf(interview, book.family);
  const hidden = hiddenIn(interview, book.family);
  const ranked = rank(book, truth);
  const leading = (requirements: Requirements) => leaders(rank(book, requirements)).join();
  const top = leading(truth);
  const turning = hidden.filter((dimension) => {
    const { [dimension]: _gone, ...others } = truth;
    return leading(others) !== top;
  });
  const [first] = ranked;
  const second = first === undefined ? undefined : runnerUp(ranked, first.option);
  const apart = first === undefined || second === undefined ? [] : deciding(first, second).map(({ reason }) => reason.dimension);
  const among = (dimensions: readonly string[]) => dimensions.filter((dimension) => hidden.includes(dimension));
  const found = [...new Set([...turning, ...among(apart.slice(0, 2))])].slice(0, MOST);
  if (found.length >= LEAST) return found;
  // Several may each decide alone: without one of them another still does.
  const open = Object.fromEntries(Object.entries(truth).filter(([dimension]) => !hidden.includes(dimension)));
  const before = leading(open);
  const alone = hidden.filter((id) => leading({ ...open, [id]: truth[id] as string }) !== before);
  return [...new Set([...found, ...among(apart), ...alone])].slice(0, Math.max(LEAST, found.length));
}
