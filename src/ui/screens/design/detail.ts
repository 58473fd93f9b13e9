// What is told of the item under the cursor: the reasons of a family, a conflict with its cure, what gives way. Pure.
import type { Conflict, DesignOutcome } from '../../../decision/design.ts';
import { conflictTitle, settle, swaps } from '../../../decision/design-words.ts';
import { points } from '../../../decision/explain.ts';
import type { RuleBook } from '../../../decision/schema.ts';
import type { Line } from '../../components/line.tsx';
import { type Cite, partsOf, wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';
import { resultLines } from '../decision/result.ts';
import type { Item } from './state.ts';

export interface DetailOptions {
  readonly books: readonly RuleBook[];
  readonly outcome: DesignOutcome;
  readonly columns: number;
  readonly cite: Cite;
  readonly symbols: Symbols;
}

/** Lines of at most `columns` cells. */
export function detailLines(item: Item | undefined, options: DetailOptions): readonly Line[] {
  const { books, outcome } = options;
  switch (item?.kind) {
    case 'family': {
      const decision = outcome.decisions.find(({ family }) => family === item.family);
      const book = books.find(({ family }) => family === item.family);
      if (decision === undefined || book === undefined) return [];
      return resultLines({ ...options, book, requirements: decision.requirements, recommendation: decision.recommendation });
    }
    case 'conflict': {
      const conflict = outcome.conflicts[item.index];
      return conflict === undefined ? [] : conflictLines(conflict, options);
    }
    case 'instead':
      return insteadLines(options);
    case undefined:
      return [];
  }
}

function conflictLines(conflict: Conflict, { books, columns, cite, symbols }: DetailOptions): readonly Line[] {
  const breaks = conflict.severity === 'breaks';
  const what = breaks ? 'These cannot be had together' : 'These can be had together, at a price';
  return [
    ...wrapParts([{ text: `${what}: ${conflictTitle(books, conflict)}`, bold: true }], columns),
    ...wrapParts([...partsOf(conflict.because, {}, cite), { text: ` [${cite(conflict.source)}]`, role: 'dim' }], columns),
    [],
    ...wrapParts([{ text: `${symbols.done} Cure  `, role: 'good' }, ...partsOf(conflict.cure, {}, cite)], columns, ' '.repeat(8)),
  ];
}

/** The nearest choice in which nothing breaks, and the prices that it has. */
function insteadLines(options: DetailOptions): readonly Line[] {
  const { books, outcome, columns, symbols } = options;
  const settled = settle(outcome);
  if (!settled.works)
    return wrapParts(
      [{ text: 'Every choice of these options breaks somewhere: one of the requirements has to give.', bold: true }],
      columns,
    );
  const remaining = settled.conflicts.filter(({ id }) => !outcome.conflicts.some((known) => known.id === id));
  const prices = settled.conflicts.length;
  return [
    ...wrapParts([{ text: `${swaps(books, outcome, settled)}.`, bold: true }], columns),
    ...wrapParts(
      [
        {
          text: `It gives up ${points(settled.loss)} against each family's own winner, the least that is possible, and nothing breaks. ${
            prices === 0 ? 'It has no other price.' : `${prices} ${prices === 1 ? 'price remains' : 'prices remain'} to be paid.`
          }`,
        },
      ],
      columns,
    ),
    ...remaining.flatMap((conflict) => [
      [],
      [{ text: `${symbols.partly} new  `, role: 'warn' as const }],
      ...conflictLines(conflict, options),
    ]),
  ];
}
