// A recommendation as lines: what wins and why, why not the others, what would change it, what is still open. Pure.
import { deciding, listed, nameOf, points, questionOf, reversal, valueTitle, verdict } from '../../../decision/explain.ts';
import type { RankedCandidate, Reason, Recommendation, Requirements, RuleBook } from '../../../decision/schema.ts';
import type { Line, Part } from '../../components/line.tsx';
import { type Cite, partsOf, wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';
import { standingLines } from './standing.tsx';

export interface ResultOptions {
  readonly book: RuleBook;
  readonly requirements: Requirements;
  readonly recommendation: Recommendation;
  readonly columns: number;
  readonly cite: Cite;
  readonly symbols: Symbols;
}

/** Cells before a reason, for its weight; before what is told beneath a name. */
const WEIGHT = 6;
const STEP = 2;
/** Reasons that are told of an option that did not win. */
const TOLD = 3;

/** The whole result as lines of at most `columns` cells. */
export function resultLines(options: ResultOptions): readonly Line[] {
  const { book, requirements, recommendation, columns, symbols } = options;
  const open = recommendation.ranked.filter((candidate) => candidate.excluded === null);
  const leaders = open.filter((candidate) => recommendation.leaders.includes(candidate.option));
  const others = recommendation.ranked.filter((candidate) => !recommendation.leaders.includes(candidate.option));
  const lines: Line[] = [...wrapParts([{ text: verdict(book, requirements, recommendation), bold: true }], columns)];
  if (Object.keys(requirements).length === 0) return [...lines, [], ...openLines(options)];

  const change = reversal(book, recommendation);
  if (change !== undefined) lines.push(...wrapParts([{ text: change }], columns));
  lines.push([], ...standingLines(book, recommendation, symbols, Math.min(columns, 60)));
  for (const leader of leaders) {
    lines.push(...heading(`Why ${nameOf(book, leader.option)}`));
    lines.push(...bySize(leader.reasons).flatMap((reason) => reasonLines(options, reason)));
    lines.push(...aboutLines(options, leader));
  }
  const first = leaders[0];
  if (others.length > 0) lines.push(...heading(first === undefined ? 'Why nothing is left' : 'Why not the others'));
  for (const other of others) lines.push(...(other.excluded === null ? behindLines(options, other, first) : outLines(options, other)));
  lines.push(...changeLines(options));
  lines.push(...openLines(options));
  lines.push(...heading('What you said'), ...saidLines(book, requirements, columns));
  return lines;
}

const heading = (text: string): readonly Line[] => [[], [{ text, bold: true }]];

/** What weighs most first; the order of the book otherwise. */
const bySize = (reasons: readonly Reason[]) => [...reasons].sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));

const signed = (effect: number) => (effect > 0 ? `+${effect}` : String(effect));

/** Parts that hang under a first cell of a fixed width. */
function hanging(first: Part, width: number, parts: readonly Part[], columns: number): readonly Line[] {
  return wrapParts([first, ...parts], columns, ' '.repeat(width));
}

function reasonLines({ columns, cite }: ResultOptions, reason: Reason): readonly Line[] {
  const weight: Part = { text: `${signed(reason.effect).padStart(WEIGHT - STEP)}  `, role: reason.effect > 0 ? 'good' : 'bad' };
  return hanging(weight, WEIGHT, said(reason.because, reason.source, cite), columns);
}

const said = (because: string, source: string, cite: Cite): readonly Part[] => [
  ...partsOf(because, {}, cite),
  { text: ` [${cite(source)}]`, role: 'dim' },
];

/** What a candidate costs and how it fails, as its book says. */
function aboutLines({ book, columns }: ResultOptions, { option }: RankedCandidate): readonly Line[] {
  const candidate = book.candidates.find((known) => known.id === option);
  if (candidate === undefined) return [];
  const told = (label: string, text: string) => hanging({ text: `  ${label.padEnd(7)}`, bold: true }, 9, partsOf(text), columns);
  return [[], ...told('Costs', candidate.cost), ...told('Fails', candidate.failure)];
}

/** An option with fewer points: how far behind, what speaks against it or where it fell behind. */
function behindLines(options: ResultOptions, candidate: RankedCandidate, first: RankedCandidate | undefined): readonly Line[] {
  const { book, columns, symbols } = options;
  const lines: Line[] = [
    [
      { text: `${symbols.bullet} `, role: 'accent' },
      { text: nameOf(book, candidate.option) },
      { text: first === undefined ? '' : `  ${points(first.score - candidate.score)} behind`, role: 'dim' },
    ],
  ];
  const against = bySize(candidate.reasons.filter((reason) => reason.effect < 0)).slice(0, TOLD);
  if (against.length > 0) return [...lines, ...against.flatMap((reason) => reasonLines(options, reason))];
  const where = first === undefined ? [] : deciding(first, candidate).slice(0, 2);
  const text =
    where.length === 0
      ? 'Nothing speaks against it, and nothing more for it.'
      : `Nothing speaks against it; it falls behind at ${listed(where.map(({ reason }) => `“${questionOf(book, reason.dimension)}”`))}`;
  return [...lines, ...hanging({ text: ' '.repeat(WEIGHT) }, WEIGHT, [{ text }], columns)];
}

function outLines({ book, columns, cite, symbols }: ResultOptions, { option, excluded }: RankedCandidate): readonly Line[] {
  if (excluded === null) return [];
  const history = book.candidates.find((known) => known.id === option)?.history !== undefined;
  return [
    [
      { text: `${symbols.wrong} `, role: 'bad' },
      { text: nameOf(book, option) },
      { text: history ? '  history' : '  ruled out', role: 'dim' },
    ],
    ...hanging({ text: ' '.repeat(WEIGHT) }, WEIGHT, said(excluded.because, excluded.source, cite), columns),
  ];
}

/** Changes of what was said after which another option wins, by question. */
function changeLines({ book, recommendation, columns, symbols }: ResultOptions): readonly Line[] {
  const stated = recommendation.counterfactuals.filter(({ change }) => change.from !== null);
  if (recommendation.leaders.length !== 1) return [];
  if (stated.length === 0)
    return [...heading('What would change it'), ...wrapParts([{ text: '  No change of one answer alone.' }], columns, '  ')];
  const dimensions = [...new Set(stated.map(({ change }) => change.dimension))];
  return [
    ...heading('What would change it'),
    ...dimensions.flatMap((dimension) => [
      ...wrapParts([{ text: `${symbols.bullet} `, role: 'accent' }, { text: questionOf(book, dimension) }], columns, '  '),
      ...stated
        .filter(({ change }) => change.dimension === dimension)
        .flatMap(({ change, winner }) =>
          wrapParts(
            [
              { text: `    ${valueTitle(book, dimension, change.to)}` },
              { text: ` ${symbols.right} `, role: 'accent' },
              { text: nameOf(book, winner), bold: true },
            ],
            columns,
            '    ',
          ),
        ),
    ]),
  ];
}

/** Questions without an answer that could still change who leads, and how. */
function openLines({ book, recommendation, columns, symbols }: ResultOptions): readonly Line[] {
  if (recommendation.questions.length === 0) return [];
  return [
    ...heading(recommendation.leaders.length === 1 ? 'Still open, and could change it' : 'Still open, and could decide it'),
    ...recommendation.questions.flatMap((id) => {
      const flips = recommendation.counterfactuals.filter(({ change }) => change.dimension === id && change.from === null);
      return [
        ...wrapParts([{ text: `${symbols.bullet} `, role: 'accent' }, { text: questionOf(book, id) }], columns, '  '),
        ...flips.flatMap(({ change, winner }) =>
          wrapParts(
            [
              { text: `    ${valueTitle(book, id, change.to)}` },
              { text: ` ${symbols.right} `, role: 'accent' },
              { text: nameOf(book, winner), bold: true },
            ],
            columns,
            '    ',
          ),
        ),
      ];
    }),
  ];
}

/** The answers so far, with their questions. */
export function saidLines(book: RuleBook, requirements: Requirements, columns: number): readonly Line[] {
  return book.dimensions
    .filter(({ id }) => requirements[id] !== undefined)
    .flatMap(({ id, question }) =>
      wrapParts([{ text: `  ${question} `, role: 'dim' }, { text: valueTitle(book, id, requirements[id] as string) }], columns, '    '),
    );
}
