// What came out, as lines: the verdict on both answers with a word on every option, the measured numbers with who says so,
// the explanation with the numbers of this very run, and the sources. Pure.
import { fillIn, gradeRunAnswer, type Player, type RunVerdict } from '../../../experiment/player.ts';
import type { Experiment, RunQuestion } from '../../../experiment/schema.ts';
import type { Confidence } from '../../../quiz/schema.ts';
import { measure } from '../../../wire/measure.ts';
import type { Line, Part } from '../../components/line.tsx';
import { type Cite, partsOf, proseLines, wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';
import { numberLines } from './numbers.ts';
import { stepText } from './setup.ts';

/** What an answer and its confidence come to, in one line. */
const PREDICTED: Readonly<Record<RunVerdict['grade'], Readonly<Record<Confidence, string>>>> = {
  correct: {
    guess: 'Your guess came true: read why',
    think: 'It came as you predicted',
    sure: 'It came as you predicted, and you were sure',
  },
  wrong: {
    guess: 'It came otherwise than you guessed',
    think: 'It came otherwise than you predicted',
    sure: 'It came otherwise, and you were sure: this one is worth remembering',
  },
};
const OBSERVED: Readonly<Record<RunVerdict['grade'], string>> = {
  correct: 'You saw what was measured',
  wrong: 'The run shows something else than you saw',
};

export interface ExplainOptions {
  readonly experiment: Experiment;
  readonly player: Player;
  /** Steps of the script that waited in vain. */
  readonly gaveUp: readonly number[];
  readonly columns: number;
  readonly cite: Cite;
  readonly symbols: Symbols;
}

/** The grades of both answers, for the record; undefined before both are given. */
export function gradesOf(experiment: Experiment, player: Player) {
  const { prediction, observation, confidence, trace } = player;
  if (prediction === undefined || observation === undefined || confidence === undefined || trace === undefined) return undefined;
  return {
    confidence,
    predicted: gradeRunAnswer(experiment.predict, prediction, trace),
    observed: gradeRunAnswer(experiment.observe, observation, trace),
  };
}

/** The last page of an experiment; empty before both answers are given. */
export function explainLines({ experiment, player, gaveUp, columns, cite, symbols }: ExplainOptions): readonly Line[] {
  const grades = gradesOf(experiment, player);
  const trace = player.trace;
  if (grades === undefined || trace === undefined) return [];
  const heading = (text: string): Line => [{ text, bold: true }];
  const verdict = (question: RunQuestion, { grade, explanations }: RunVerdict, words: string): readonly Line[] => [
    ...wrapParts([markOf(grade === 'correct', symbols), { text: words, bold: true }], columns, '  '),
    ...proseLines(question.prompt, columns, {}, cite),
    ...explanations.flatMap(({ text, right, picked, why }) => [
      [],
      ...wrapParts(
        [
          // What was not picked and is not so is no mistake of anybody: its mark is quiet.
          picked || right ? markOf(right, symbols) : { ...markOf(false, symbols), role: 'dim' as const },
          ...partsOf(text, { bold: picked }),
          ...(picked ? [{ text: ' (your\u00a0answer)', role: 'accent' as const }] : []),
        ],
        columns,
        '  ',
      ),
      ...wrapParts([{ text: '\u00a0\u00a0' }, ...partsOf(why, {}, cite)], columns, '  '),
    ]),
  ];
  const measurements = measure(trace.events);
  return [
    ...gaveUpLines(experiment, gaveUp, columns, symbols),
    ...verdict(experiment.predict, grades.predicted, PREDICTED[grades.predicted.grade][grades.confidence]),
    [],
    [],
    ...verdict(experiment.observe, grades.observed, OBSERVED[grades.observed.grade]),
    [],
    [],
    heading('Measured'),
    ...numberLines(experiment, measurements, columns, symbols),
    [],
    [],
    heading('Why'),
    ...proseLines(fillIn(experiment.explain, measurements), columns, {}, cite),
    [],
    ...wrapParts(
      [{ text: `Sources: ${experiment.sources.map((source) => cite(source).replaceAll(' ', '\u00a0')).join(', ')}`, role: 'dim' }],
      columns,
      '  ',
    ),
  ];
}

/** A step that waited in vain makes the run another one than its author meant: it is said first. */
export function gaveUpLines(experiment: Experiment, gaveUp: readonly number[], columns: number, symbols: Symbols): readonly Line[] {
  return gaveUp.flatMap((index) => {
    const step = experiment.steps[index];
    if (step === undefined) return [];
    const words = `In this run one step waited in vain (${stepText(step)}): it may show something else than it was made for. Run it again.`;
    return [...wrapParts([{ text: `${symbols.partly}\u00a0`, role: 'warn' }, { text: words }], columns, '  '), []];
  });
}

const markOf = (right: boolean, symbols: Symbols): Part =>
  right ? { text: `${symbols.done}\u00a0`, role: 'good' } : { text: `${symbols.wrong}\u00a0`, role: 'bad' };
