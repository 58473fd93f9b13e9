// The grade of an interview as lines: points on top, then each line of the rubric with its evidence, then what was caught by
// name. Pure.
import { duration } from '../../../interview/levels.ts';
import { titleOf } from '../../../interview/markdown.ts';
import { type Evidence, LINES, MOST, type Outcome, PASS_IN_WORDS, RUBRIC } from '../../../interview/rubric.ts';
import type { Line } from '../../components/line.tsx';
import { type Cite, partsOf, wrapParts } from '../../components/prose.ts';
import type { Role, Symbols } from '../../theme.ts';

const LOOK: Readonly<Record<Evidence['worth'], { readonly role: Role; readonly symbol: 'done' | 'partly' | 'wrong' }>> = {
  good: { role: 'good', symbol: 'done' },
  partly: { role: 'warn', symbol: 'partly' },
  bad: { role: 'bad', symbol: 'wrong' },
};

export interface ReportLook {
  readonly outcome: Outcome;
  readonly seconds: number;
  /** Seconds on the clock where it ran. */
  readonly limit: number | undefined;
  readonly columns: number;
  readonly cite: Cite;
  readonly symbols: Symbols;
}

const points = (score: number, symbols: Symbols): Line => [
  { text: symbols.barFull.repeat(score * 2), role: score === 0 ? 'bad' : score === MOST ? 'good' : 'accent' },
  { text: symbols.barEmpty.repeat((MOST - score) * 2), role: 'dim' },
];

export function reportLines({ outcome, seconds, limit, columns, cite, symbols }: ReportLook): readonly Line[] {
  const { passed, total, lines: graded, caught } = outcome;
  const look = passed ? LOOK.good : LOOK.bad;
  const over = limit !== undefined && seconds > limit ? `, ${duration(seconds - limit)} over the clock` : '';
  const lines: Line[] = [
    [
      {
        text: `${symbols[look.symbol]} ${total} of ${LINES.length * MOST}: ${passed ? 'passed' : 'not passed'}`,
        role: look.role,
        bold: true,
      },
      { text: `, in ${duration(seconds)}${over}`, role: 'dim' },
    ],
    ...wrapParts([{ text: PASS_IN_WORDS, role: 'dim' }], columns),
    [],
  ];
  for (const [index, line] of LINES.entries()) {
    const { score } = graded[line];
    lines.push([
      { text: `${index + 1} `, role: 'dim' },
      { text: titleOf(line).padEnd(9), bold: true },
      ...points(score, symbols),
      { text: `  ${score} of ${MOST}` },
      ...(graded[line].see === undefined ? [] : [{ text: `  opens ${graded[line].see}`, role: 'dim' as const }]),
    ]);
  }
  for (const [index, line] of LINES.entries()) {
    const { score, evidence } = graded[line];
    lines.push(
      [],
      ...wrapParts(
        [{ text: `${index + 1} ${titleOf(line)}, ${score} of ${MOST}`, bold: true }, { text: `: ${RUBRIC[line]}` }],
        columns,
        '  ',
      ),
    );
    for (const { worth, text, source } of evidence) {
      const mark = LOOK[worth];
      const citation = source ? [{ text: ` [${cite(source)}]`, role: 'dim' as const }] : [];
      lines.push(
        ...wrapParts([{ text: `${symbols[mark.symbol]} `, role: mark.role }, ...partsOf(text, {}, cite), ...citation], columns, '  '),
      );
    }
  }
  for (const { name, truth, source } of caught) {
    lines.push(
      [],
      ...wrapParts(
        [
          { text: 'Caught by name: ', role: 'bad', bold: true },
          { text: name, bold: true },
        ],
        columns,
      ),
    );
    lines.push(
      ...wrapParts(
        [...partsOf(truth, {}, cite), ...(source === '' ? [] : [{ text: ` [${cite(source)}]`, role: 'dim' as const }])],
        columns,
      ),
    );
  }
  return lines;
}
