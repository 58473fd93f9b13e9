// A design as one architecture decision record with the headings of MADR 4: context, drivers, options, the choice of every
// family, consequences with the conflicts and their cures, and the facts that would reopen it. Pure: the date is handed in.
import type { Conflict, DesignOutcome } from './design.ts';
import { designGraph } from './design-graph.ts';
import { choiceName, conflictTitle, familyTitle, type Settled, settle, swaps } from './design-words.ts';
import { nameOf, points, questionOf, valueTitle, verdict } from './explain.ts';
import type { RankedCandidate, Reason, RuleBook } from './schema.ts';

export interface DesignOnRecord {
  readonly title: string;
  readonly story: string;
  readonly books: readonly RuleBook[];
  readonly outcome: DesignOutcome;
  /** A source by its id, as one line of Markdown; undefined where there is none. */
  readonly source: (id: string) => string | undefined;
}

/** The record as Markdown, `date` as 2026-11-24. */
export function designRecord(design: DesignOnRecord, date: string): string {
  const { title, story, books, outcome } = design;
  const settled = settle(outcome);
  return [
    '---',
    'status: proposed',
    `date: ${date}`,
    '---',
    '',
    `# ${title}: ${outcome.decisions.map(({ family }) => choiceOf(design, settled, family)).join(', ')}`,
    '',
    '## Context and Problem Statement',
    '',
    ...(story === '' ? [] : [story, '']),
    question(design),
    '',
    '## Decision Drivers',
    '',
    ...each(design, (book, { requirements }) =>
      book.dimensions
        .filter(({ id }) => requirements[id] !== undefined)
        .map(({ id, question }) => `* ${book.title}: ${question} ${valueTitle(book, id, requirements[id] as string)}.`),
    ),
    '',
    '## Considered Options',
    '',
    ...each(design, (book) => [`* ${book.title}: ${book.candidates.map(({ title: name }) => name).join(', ')}`]),
    '',
    '## Decision Outcome',
    '',
    ...outcomeLines(design, settled),
    '',
    '```mermaid',
    ...designGraph(title, books, outcome),
    '```',
    '',
    '### Consequences',
    '',
    ...consequences(design, settled),
    '',
    '### Facts That Would Reopen It',
    '',
    ...reopening(design),
    '',
    '## Pros and Cons of the Options',
    ...each(design, (book, { recommendation }) => [
      '',
      `### ${book.title}`,
      '',
      ...recommendation.ranked.map((one) => proAndCon(book, one)),
    ]),
    '',
    '## More Information',
    '',
    ...sources(design, settled),
    '',
  ].join('\n');
}

type Decision = DesignOutcome['decisions'][number];

/** Lines for each family whose book is there. */
function each({ books, outcome }: DesignOnRecord, tell: (book: RuleBook, decision: Decision) => readonly string[]): readonly string[] {
  return outcome.decisions.flatMap((decision) => {
    const book = books.find(({ family }) => family === decision.family);
    return book === undefined ? [] : tell(book, decision);
  });
}

function question({ books, outcome }: DesignOnRecord): string {
  const titles = outcome.decisions.map(({ family }) => familyTitle(books, family));
  if (titles.length === 1) return `Which option for “${titles[0]}” suits what is required?`;
  return `Which options suit what is required, and do they go together? ${titles.length} families are decided at once: ${titles.join(', ')}.`;
}

function choiceOf({ books }: DesignOnRecord, { choice }: Settled, family: string): string {
  return choice[family] === undefined ? `nothing for ${familyTitle(books, family)}` : choiceName(books, choice, family);
}

function outcomeLines(design: DesignOnRecord, settled: Settled): readonly string[] {
  const { books, outcome } = design;
  const chosen = each(design, (book, { family, requirements, recommendation }) => {
    const option = settled.choice[family];
    const ranked = recommendation.ranked.find((one) => one.option === option);
    const reasons = bySize(ranked?.reasons.filter(({ effect }) => effect > 0) ?? []).slice(0, 2);
    const because = reasons.length === 0 ? '' : `, because of this above all: ${reasons.map((reason) => reason.because).join(' ')}`;
    const own = settled.gaveWay.includes(family) ? ` By itself: ${verdict(book, requirements, recommendation)}` : '';
    const name = option === undefined ? verdict(book, requirements, recommendation) : `“${nameOf(book, option)}”${because}`;
    return [`* ${book.title}: ${name}${own}`];
  });
  if (!settled.works) return [...chosen, '', 'No choice of these options works together: a requirement has to give.'];
  if (settled.gaveWay.length === 0) return chosen;
  return [...chosen, '', `${swaps(books, outcome, settled)}: ${points(settled.loss)} given up, so that nothing breaks.`];
}

function consequences(design: DesignOnRecord, settled: Settled): readonly string[] {
  const { books, outcome } = design;
  const told = ({ severity, because, cure, source }: Conflict, title: string) =>
    `* Bad, because ${title} ${severity === 'breaks' ? 'can not be had together' : 'have a price'}: ${because} Cure: ${cure} (${source})`;
  const avoided = outcome.conflicts.filter((conflict) => !settled.conflicts.some(({ id }) => id === conflict.id));
  return [
    ...settled.conflicts.map((conflict) => told(conflict, conflictTitle(books, conflict))),
    ...avoided.map(
      (conflict) => `* Good, because this is avoided: ${conflictTitle(books, conflict)}. ${conflict.because} (${conflict.source})`,
    ),
    ...each(design, (book, { family }) => {
      const candidate = book.candidates.find(({ id }) => id === settled.choice[family]);
      if (candidate === undefined) return [];
      return [
        `* Bad, because of what ${candidate.title} costs: ${candidate.cost}`,
        `* Neutral, because the likeliest failure of ${candidate.title} has a cure: ${candidate.failure}`,
      ];
    }),
  ];
}

function reopening(design: DesignOnRecord): readonly string[] {
  const facts = each(design, (book, { recommendation }) =>
    recommendation.counterfactuals
      .filter(({ change }) => change.from !== null)
      .map(({ change, winner }) => {
        const to = valueTitle(book, change.dimension, change.to);
        return `* ${book.title}: the answer to “${questionOf(book, change.dimension)}” becomes “${to}”: then ${nameOf(book, winner)} wins.`;
      }),
  );
  return facts.length === 0 ? ['* No change of one answer alone would make another option win.'] : facts;
}

function proAndCon(book: RuleBook, { option, score, reasons, excluded }: RankedCandidate): string {
  const name = nameOf(book, option);
  if (excluded !== null) return `* ${name}: Bad, because it is ruled out: ${excluded.because} (${excluded.source})`;
  const told = bySize(reasons).slice(0, 3);
  const words = told.map(
    ({ effect, because, source }) => `${effect > 0 ? 'Good' : 'Bad'}, because: ${because} (${effect > 0 ? '+' : ''}${effect}, ${source})`,
  );
  return `* ${name}, ${points(score)}: ${words.length === 0 ? 'Neutral, none of the requirements speaks for or against it.' : words.join(' ')}`;
}

const bySize = (reasons: readonly Reason[]) => [...reasons].sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));

/** What the record cites, each once, in the order of its first mention. */
function sources({ outcome, source }: DesignOnRecord, settled: Settled): readonly string[] {
  const cited = [
    ...settled.conflicts.map((conflict) => conflict.source),
    ...outcome.conflicts.map((conflict) => conflict.source),
    ...outcome.decisions.flatMap(({ recommendation }) =>
      recommendation.ranked.flatMap(({ reasons, excluded }) =>
        excluded === null
          ? bySize(reasons)
              .slice(0, 3)
              .map((reason) => reason.source)
          : [excluded.source],
      ),
    ),
  ].map((reference) => reference.split('#')[0] as string);
  return [...new Set(cited)].flatMap((id) => {
    const line = source(id);
    return line === undefined ? [] : [`* ${id}: ${line}`];
  });
}
