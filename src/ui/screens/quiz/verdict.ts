// A verdict as lines: the grade, then a word on every option, then where it can be seen. Pure.
import type { Confidence, Grade, Question, Verdict } from '../../../quiz/schema.ts';
import type { Line } from '../../components/line.tsx';
import { type Cite, partsOf, wrapParts } from '../../components/prose.ts';
import type { Role, Symbols } from '../../theme.ts';

export const GRADE_LOOK: Readonly<
  Record<Grade, { readonly role: Role; readonly symbol: 'done' | 'partly' | 'wrong'; readonly word: string }>
> = {
  correct: { role: 'good', symbol: 'done', word: 'Right' },
  partly: { role: 'warn', symbol: 'partly', word: 'Partly right' },
  wrong: { role: 'bad', symbol: 'wrong', word: 'Not so' },
};

/** What confidence and outcome say together. */
export function calibration(grade: Grade, confidence: Confidence): string {
  if (grade === 'correct') return confidence === 'guess' ? 'a lucky guess: read why' : confidence === 'sure' ? 'and you knew it' : '';
  if (confidence === 'sure') return 'and you were sure: this one is worth remembering';
  return '';
}

export interface VerdictOptions {
  readonly question: Question;
  readonly verdict: Verdict;
  readonly confidence: Confidence;
  readonly columns: number;
  readonly cite: Cite;
  readonly symbols: Symbols;
  /** Lines right beneath the grade. */
  readonly after?: readonly Line[];
}

export function verdictLines({ question, verdict, confidence, columns, cite, symbols, after = [] }: VerdictOptions): readonly Line[] {
  const look = GRADE_LOOK[verdict.grade];
  const word = calibration(verdict.grade, confidence);
  const lines: Line[] = [
    [
      { text: `${symbols[look.symbol]} ${look.word}`, role: look.role, bold: true },
      { text: word === '' ? '' : `, ${word}`, role: 'dim' },
    ],
    ...after,
  ];
  for (const { text, right, picked, why } of verdict.explanations) {
    lines.push([]);
    const mark = right ? ({ text: `${symbols.done} `, role: 'good' } as const) : ({ text: `${symbols.wrong} `, role: 'bad' } as const);
    lines.push(
      ...wrapParts(
        [mark, ...partsOf(text, { bold: picked }), ...(picked ? [{ text: '  (your answer)', role: 'accent' as const }] : [])],
        columns,
        '  ',
      ),
    );
    if (why !== '') lines.push(...wrapParts(partsOf(`  ${why}`, {}, cite), columns, '  '));
  }
  lines.push([], [{ text: `Source: ${cite(question.source)}`, role: 'dim' }]);
  return lines;
}
