// A recommendation as lines of text for a terminal or a pipe. Words that a script would pass back (`dimension=value`) stay
// as they are; people get the verdict first and the sources last.
import type { Sources } from '../../content/schema.ts';
import { nameOf, questionOf, reversal, verdict } from '../../decision/explain.ts';
import type { RankedCandidate, Recommendation, Requirements, RuleBook } from '../../decision/schema.ts';
import { wrap } from '../wrap.ts';

export interface Decision {
  readonly book: RuleBook;
  readonly requirements: Requirements;
  readonly recommendation: Recommendation;
  readonly sources: Sources;
}

/** The whole answer in lines of at most `width`: verdict, ranking with reasons, what would change it, what to ask, sources. */
export function decisionText(decision: Decision, width: number): readonly string[] {
  const { book, requirements, recommendation } = decision;
  const stated = Object.entries(requirements);
  const lines = [...wrap(verdict(book, requirements, recommendation), width)];
  const change = reversal(book, recommendation);
  if (change !== undefined) lines.push(...wrap(change, width));
  if (stated.length > 0) {
    lines.push('', ...hang('Given  ', stated.map(([dimension, value]) => `${dimension}=${value}`).join(', '), width), '');
    for (const candidate of recommendation.ranked) lines.push(...candidateLines(decision, candidate, width));
  }
  const { counterfactuals, questions } = recommendation;
  if (counterfactuals.length > 0) lines.push('', 'What would change it');
  for (const { change: one, winner } of counterfactuals)
    lines.push(`  ${one.dimension}: ${one.from ?? 'not stated'} -> ${one.to}: then ${nameOf(book, winner)}`);
  if (questions.length > 0) lines.push('', 'Ask next');
  for (const id of questions)
    lines.push(`  ${questionOf(book, id)}`, ...wrap(`--set ${id}=${valuesOf(book, id).join('|')}`, width, '      '));
  if (stated.length > 0) lines.push(...sourceLines(decision));
  return lines;
}

/** A text beside a first cell, wrapped under itself. */
function hang(first: string, text: string, width: number): readonly string[] {
  const [head = '', ...rest] = wrap(text, width - first.length);
  return [first + head, ...rest.map((line) => ' '.repeat(first.length) + line)];
}

const valuesOf = (book: RuleBook, id: string) => book.dimensions.find((known) => known.id === id)?.values.map((value) => value.id) ?? [];

function candidateLines({ book, recommendation }: Decision, candidate: RankedCandidate, width: number): readonly string[] {
  const name = nameOf(book, candidate.option);
  if (candidate.excluded !== null)
    return [`  out  ${name}`, ...wrap(`${candidate.excluded.because} [${candidate.excluded.source}]`, width, ' '.repeat(13))];
  const lines = [`${String(candidate.score).padStart(5)}  ${name}`];
  for (const { effect, dimension, value, because, source } of candidate.reasons) {
    const weight = `${effect > 0 ? '+' : ''}${effect}`.padStart(11);
    lines.push(...hang(`${weight}  `, `${dimension}=${value}: ${because} [${source}]`, width));
  }
  const about = book.candidates.find(({ id }) => id === candidate.option);
  if (about !== undefined && recommendation.leaders.includes(candidate.option))
    lines.push(...hang('      costs  ', about.cost, width), ...hang('      fails  ', about.failure, width));
  return lines;
}

function sourceLines(decision: Decision): readonly string[] {
  const ids = citedSources(decision);
  const width = Math.max(0, ...ids.map((id) => id.length));
  const lines = ids.map((id) => `  ${id.padEnd(width)}  ${decision.sources[id]?.title}, ${decision.sources[id]?.url}`);
  return lines.length === 0 ? [] : ['', 'Sources', ...lines];
}

/** Ids of the known sources that reasons and exclusions name, each once, sorted. */
export function citedSources({ recommendation, sources }: Decision): readonly string[] {
  const cited = recommendation.ranked.flatMap(({ reasons, excluded }) => [...reasons, ...(excluded === null ? [] : [excluded])]);
  return [...new Set(cited.map(({ source }) => source.split('#')[0] ?? ''))].filter((id) => sources[id] !== undefined).sort();
}
