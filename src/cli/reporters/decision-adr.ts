// A recommendation as an architecture decision record with the headings of MADR: context, drivers, options, the choice
// with its consequences, and the facts that would reopen it. Pure: the date is handed in.
import { sourceLine } from '../../content/catalog.ts';
import { listed, nameOf, questionOf, valueTitle, verdict } from '../../decision/explain.ts';
import type { RankedCandidate, Reason } from '../../decision/schema.ts';
import { citedSources, type Decision } from './decision-text.ts';

/** The record as Markdown, `date` as 2026-11-24. */
export function decisionRecord(decision: Decision, date: string): string {
  const { book, requirements, recommendation } = decision;
  const stated = book.dimensions.filter(({ id }) => requirements[id] !== undefined);
  const open = book.dimensions.filter(({ id }) => requirements[id] === undefined);
  const matters = open.filter(({ id }) => recommendation.questions.includes(id));
  const winner = recommendation.leaders.length === 1 ? recommendation.ranked[0] : undefined;
  return [
    '---',
    'status: proposed',
    `date: ${date}`,
    '---',
    '',
    `# ${titleOf(decision)}`,
    '',
    '## Context and Problem Statement',
    '',
    `Which option for “${book.title}” suits what is required? ${stated.length} of ${book.dimensions.length} questions were answered.`,
    ...(matters.length === 0
      ? []
      : ['', `Not answered, and able to change the choice: ${matters.map(({ question }) => question).join(' ')}`]),
    '',
    '## Decision Drivers',
    '',
    ...stated.map(({ id, question, why }) => `* ${question} ${valueTitle(book, id, requirements[id] as string)}. (${why})`),
    '',
    '## Considered Options',
    '',
    ...recommendation.ranked.map(({ option }) => `* ${nameOf(book, option)}`),
    '',
    '## Decision Outcome',
    '',
    outcomeOf(decision),
    '',
    '### Consequences',
    '',
    ...recommendation.leaders.flatMap((option) => consequencesOf(decision, option)),
    '',
    '### Facts That Would Reopen It',
    '',
    ...reopening(decision, winner),
    '',
    '## Pros and Cons of the Options',
    ...recommendation.ranked.flatMap((candidate) => ['', ...prosAndCons(decision, candidate)]),
    '',
    '## More Information',
    '',
    ...sourcesOf(decision),
    '',
  ].join('\n');
}

function titleOf({ book, recommendation }: Decision): string {
  const names = recommendation.leaders.map((option) => nameOf(book, option));
  if (names.length === 1) return `${book.title}: ${names[0]}`;
  return names.length === 0 ? `${book.title}: no option meets the requirements` : `${book.title}: ${listed(names)}, not decided yet`;
}

function outcomeOf({ book, requirements, recommendation }: Decision): string {
  const [first] = recommendation.ranked;
  if (recommendation.leaders.length !== 1 || first === undefined)
    return `No option is chosen. ${verdict(book, requirements, recommendation)}`;
  const reasons = bySize(first.reasons.filter(({ effect }) => effect > 0)).slice(0, 2);
  const because = reasons.length === 0 ? '.' : `, because of this above all: ${reasons.map((reason) => reason.because).join(' ')}`;
  return `Chosen option: “${nameOf(book, first.option)}”${because}\n\nBy the rules: ${verdict(book, requirements, recommendation)}`;
}

function consequencesOf({ book, recommendation }: Decision, option: string): readonly string[] {
  const candidate = book.candidates.find(({ id }) => id === option);
  const ranked = recommendation.ranked.find((one) => one.option === option);
  if (candidate === undefined || ranked === undefined) return [];
  const whose = recommendation.leaders.length > 1 ? ` with ${candidate.title}` : '';
  const good = bySize(ranked.reasons.filter(({ effect }) => effect > 0)).slice(0, 3);
  return [
    ...good.map(({ because }) => `* Good${whose}, because: ${because}`),
    `* Bad${whose}, because of what it costs: ${candidate.cost}`,
    `* Neutral${whose}, because its likeliest failure has a cure: ${candidate.failure}`,
  ];
}

function reopening({ book, recommendation }: Decision, winner: RankedCandidate | undefined): readonly string[] {
  if (winner === undefined) return ['* Any answer to an open question that parts the options.'];
  if (recommendation.counterfactuals.length === 0) return ['* No change of one answer alone would make another option win.'];
  return recommendation.counterfactuals.map(({ change, winner: other }) => {
    const to = valueTitle(book, change.dimension, change.to);
    const how = change.from === null ? 'turns out to be' : 'becomes';
    return `* The answer to “${questionOf(book, change.dimension)}” ${how} “${to}”: then ${nameOf(book, other)} wins.`;
  });
}

function prosAndCons({ book }: Decision, candidate: RankedCandidate): readonly string[] {
  const about = book.candidates.find(({ id }) => id === candidate.option);
  const head = [`### ${nameOf(book, candidate.option)}`, '', about?.summary ?? ''];
  if (candidate.excluded !== null)
    return [...head, '', `* Bad, because it is ruled out: ${candidate.excluded.because} (${candidate.excluded.source})`];
  const reasons = bySize(candidate.reasons).map(
    ({ effect, because, source }) => `* ${effect > 0 ? 'Good' : 'Bad'}, because: ${because} (${effect > 0 ? '+' : ''}${effect}, ${source})`,
  );
  return [...head, '', ...(reasons.length === 0 ? ['* Neutral: none of the requirements speaks for or against it.'] : reasons)];
}

const bySize = (reasons: readonly Reason[]) => [...reasons].sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));

function sourcesOf(decision: Decision): readonly string[] {
  const source = sourceLine(decision.sources);
  return citedSources(decision).flatMap((id) => {
    const line = source(id);
    return line === undefined ? [] : [`* ${id}: ${line}`];
  });
}
