// A recommendation as lines: what wins and why, why not the others, what would change it, what is still open. Pure.
import type { RankedCandidate, Recommendation, Requirements, RuleBook } from '../../../decision/schema.ts';
import type { Line, Part } from '../../components/line.tsx';
import { type Cite, partsOf, wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';

export interface ResultOptions {
  readonly book: RuleBook;
  readonly requirements: Requirements;
  readonly recommendation: Recommendation;
  readonly columns: number;
  readonly cite: Cite;
  readonly symbols: Symbols;
}

/** Width of the bar that stands for a score. */
const BAR = 12;

/** The whole result as lines of at most `columns` cells. */
export function resultLines(options: ResultOptions): readonly Line[] {
  const { book, recommendation, columns } = options;
  const open = recommendation.ranked.filter((candidate) => candidate.excluded === null);
  const lines: Line[] = [];
  const title = (text: string) => lines.push([], [{ text, role: 'accent' }]);

  lines.push(...headline(options, open));
  const first = open[0];
  if (first !== undefined && Object.keys(options.requirements).length > 0) {
    const leaders = open.filter((candidate) => recommendation.leaders.includes(candidate.option));
    for (const leader of leaders) {
      title(`Why ${nameOf(book, leader.option)}`);
      lines.push(...reasonLines(options, leader));
      const candidate = book.candidates.find((known) => known.id === leader.option);
      if (candidate !== undefined) {
        lines.push(...wrapParts([{ text: 'It costs: ', role: 'dim' }, ...partsOf(candidate.cost)], columns - 2, '  ').map(indented));
        lines.push(...wrapParts([{ text: 'It fails: ', role: 'dim' }, ...partsOf(candidate.failure)], columns - 2, '  ').map(indented));
      }
    }
  }
  const others = recommendation.ranked.filter(
    (candidate) => candidate.option !== first?.option && !recommendation.leaders.includes(candidate.option),
  );
  if (others.length > 0) {
    title('Why not the others');
    for (const other of others) lines.push(...otherLines(options, other));
  }
  if (recommendation.counterfactuals.length > 0) {
    title('What would change it');
    for (const { change, winner } of recommendation.counterfactuals) {
      const dimension = book.dimensions.find((known) => known.id === change.dimension);
      const from = change.from === null ? 'not stated' : valueTitle(book, change.dimension, change.from);
      const parts: Part[] = [
        { text: '• ', role: 'dim' },
        { text: `${dimension?.question ?? change.dimension} ` },
        { text: from, role: 'dim' },
        { text: ` ${options.symbols.right} ` },
        { text: valueTitle(book, change.dimension, change.to), bold: true },
        { text: ': then ' },
        { text: nameOf(book, winner), role: 'accent' },
      ];
      lines.push(...wrapParts(parts, columns, '  '));
    }
  }
  if (recommendation.questions.length > 0) {
    title('Ask next: these answers could still change the winner');
    for (const id of recommendation.questions) {
      const dimension = book.dimensions.find((known) => known.id === id);
      lines.push(
        ...wrapParts(
          [{ text: '• ', role: 'dim' }, { text: `${dimension?.question ?? id} ` }, { text: dimension?.why ?? '', role: 'dim' }],
          columns,
          '  ',
        ),
      );
    }
  }
  return lines;
}

const indented = (line: Line): Line => [{ text: '  ' }, ...line];

/** A candidate's title, or its id where the book has none. */
export function nameOf(book: RuleBook, option: string): string {
  return book.candidates.find((candidate) => candidate.id === option)?.title ?? option;
}

/** A value's title, or its id. */
export function valueTitle(book: RuleBook, dimension: string, value: string): string {
  return book.dimensions.find((known) => known.id === dimension)?.values.find((known) => known.id === value)?.title ?? value;
}

function headline({ book, requirements, recommendation, columns }: ResultOptions, open: readonly RankedCandidate[]): readonly Line[] {
  const first = open[0];
  if (Object.keys(requirements).length === 0)
    return wrapParts(
      [{ text: 'Nothing is required yet, so nothing is recommended: ', bold: true }, { text: 'answer a question below.' }],
      columns,
    );
  if (first === undefined)
    return wrapParts(
      [
        { text: 'Nothing is left: ', role: 'bad', bold: true },
        { text: 'every option is ruled out by some requirement. Relax one of them.' },
      ],
      columns,
    );
  if (recommendation.tie) {
    const names = recommendation.leaders.map((option) => nameOf(book, option)).join(' and ');
    return wrapParts(
      [
        { text: 'A tie: ', role: 'warn', bold: true },
        { text: names, role: 'accent' },
        { text: `, both at ${first.score}. Either can be defended; the reasons below say with what.` },
      ],
      columns,
    );
  }
  const second = open[1];
  const margin =
    second === undefined ? ' The only one left.' : `, ${round(first.score - second.score)} ahead of ${nameOf(book, second.option)}.`;
  return wrapParts([{ text: nameOf(book, first.option), role: 'accent' }, { text: margin }], columns);
}

const round = (score: number) => Math.round(score * 10) / 10;

function reasonLines({ book, columns, cite }: ResultOptions, candidate: RankedCandidate): readonly Line[] {
  const lines: Line[] = [];
  for (const reason of [...candidate.reasons].sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect))) {
    const sign = reason.effect >= 0 ? `+${reason.effect}` : `${reason.effect}`;
    lines.push(
      ...wrapParts(
        [
          { text: `  ${sign.padStart(2)} `, role: reason.effect >= 0 ? 'good' : 'bad' },
          { text: `${valueTitle(book, reason.dimension, reason.value)}: `, bold: true },
          ...partsOf(reason.because, {}, cite),
          { text: ` [${cite(reason.source)}]`, role: 'dim' },
        ],
        columns,
        '     ',
      ),
    );
  }
  return lines;
}

function otherLines(options: ResultOptions, candidate: RankedCandidate): readonly Line[] {
  const { book, columns, cite, symbols, recommendation } = options;
  if (candidate.excluded !== null) {
    const head: Part[] = [
      { text: `${symbols.wrong} `, role: 'bad' },
      { text: nameOf(book, candidate.option), bold: true },
      { text: '  ruled out: ' },
    ];
    return wrapParts(
      [...head, ...partsOf(candidate.excluded.because, {}, cite), { text: ` [${cite(candidate.excluded.source)}]`, role: 'dim' }],
      columns,
      '    ',
    );
  }
  const top = Math.max(1, ...recommendation.ranked.map((other) => other.score));
  const full = Math.max(0, Math.min(BAR, Math.round((candidate.score / top) * BAR)));
  const bar: Part[] = [
    { text: symbols.barFull.repeat(full), role: 'accent' },
    { text: symbols.barEmpty.repeat(BAR - full), role: 'dim' },
  ];
  const head: Part[] = [
    { text: `${symbols.bullet} `, role: 'dim' },
    { text: nameOf(book, candidate.option), bold: true },
    { text: '  ' },
    ...bar,
    { text: ` ${round(candidate.score)}` },
  ];
  const against = candidate.reasons.filter((reason) => reason.effect < 0);
  const told = against.length > 0 ? against : [];
  return [
    head,
    ...told.flatMap((reason) =>
      wrapParts(
        [
          { text: `    ${reason.effect} `, role: 'bad' },
          ...partsOf(reason.because, {}, cite),
          { text: ` [${cite(reason.source)}]`, role: 'dim' },
        ],
        columns,
        '       ',
      ),
    ),
    ...(told.length === 0 ? [[{ text: '    nothing speaks against it, less speaks for it', role: 'dim' } as Part]] : []),
  ];
}
