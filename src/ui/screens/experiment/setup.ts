// What is about to happen, as lines: the situation, what is set, and the script that the run will follow. Pure.
import type { Experiment } from '../../../experiment/schema.ts';
import { eventsText, valueText } from '../../../experiment/words.ts';
import { roundedText } from '../../../lib/rounded.ts';
import type { Confidence } from '../../../quiz/schema.ts';
import type { Line, Part } from '../../components/line.tsx';
import { type Cite, partsOf, proseLines, wrapParts } from '../../components/prose.ts';
import type { Symbols } from '../../theme.ts';

type ScriptStep = Experiment['steps'][number];
type Value = string | number | boolean;

const settings = (values: Readonly<Record<string, Value | undefined>>) =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [valueText(name, value)]));

/** A step of the script, as a person says it. */
export function stepText(step: ScriptStep): string {
  if ('do' in step) return step.do.replaceAll('-', ' ');
  if ('set' in step) return `path: ${settings(step.set).join(', ')}`;
  if ('run' in step) return `let ${roundedText(step.run / 1000)} s go by`;
  return `wait for ${eventsText(step.until, step.count ?? 1)}`;
}

/** Names in a column, and what stands for each. */
export function factLines(rows: readonly (readonly [name: string, text: string])[], columns: number): readonly Line[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, text]) => {
    const head: Part = { text: name.padEnd(width).replaceAll(' ', '\u00a0'), role: 'dim' };
    return wrapParts([head, { text }], columns, ' '.repeat(width));
  });
}

/** What is set for this run: the lab, its parameters, the path, the seed. */
export function conditionFacts(experiment: Experiment, labTitle: string): readonly (readonly [string, string])[] {
  const params = settings(experiment.params);
  const path = settings(experiment.conditions);
  return [
    ['Lab', `${labTitle}, seed ${experiment.seed}`],
    ...(params.length === 0 ? [] : [['Set', params.join(', ')] as const]),
    ['Path', path.length === 0 ? 'clean' : path.join(', ')],
  ];
}

export interface SetupOptions {
  readonly experiment: Experiment;
  readonly labTitle: string;
  readonly columns: number;
  readonly cite: Cite;
}

/** The first page of an experiment. */
export function setupLines({ experiment, labTitle, columns, cite }: SetupOptions): readonly Line[] {
  return [
    ...wrapParts([{ text: experiment.title, bold: true }], columns),
    [],
    ...proseLines(experiment.setup, columns, {}, cite),
    [],
    ...factLines([...conditionFacts(experiment, labTitle), ['Script', experiment.steps.map(stepText).join(', then ')]], columns),
  ];
}

export interface ReadyOptions extends SetupOptions {
  /** What was predicted, in words. */
  readonly prediction: string;
  readonly confidence: Confidence;
}

const SAID: Readonly<Record<Confidence, string>> = { guess: 'a guess', think: 'you think so', sure: 'you are sure' };

/** What stands between the locked prediction and its run. */
export function readyLines({ experiment, labTitle, columns, cite, prediction, confidence }: ReadyOptions): readonly Line[] {
  return [
    ...wrapParts([{ text: 'Your prediction is locked', bold: true }], columns),
    [],
    ...proseLines(experiment.predict.prompt, columns, {}, cite),
    ...wrapParts([{ text: '\u00a0\u00a0' }, ...partsOf(prediction, { bold: true })], columns, '  '),
    ...wrapParts([{ text: `\u00a0\u00a0${SAID[confidence]}`, role: 'dim' }], columns, '  '),
    [],
    [],
    ...wrapParts([{ text: 'Enter starts client and server on this machine and plays the script.' }], columns),
    [],
    ...factLines([...conditionFacts(experiment, labTitle), ['Script', experiment.steps.map(stepText).join(', then ')]], columns),
  ];
}

/** The script with what is done, what is going on and what is to come. `step` is the one that goes on. */
export function scriptLines(
  steps: readonly ScriptStep[],
  step: number,
  gaveUp: readonly number[],
  columns: number,
  symbols: Symbols,
): readonly Line[] {
  return steps.flatMap((each, index) => {
    const mark: Part = gaveUp.includes(index)
      ? { text: `${symbols.wrong}\u00a0`, role: 'warn' }
      : index < step
        ? { text: `${symbols.done}\u00a0`, role: 'good' }
        : index === step
          ? { text: `${symbols.here}\u00a0`, role: 'accent' }
          : { text: `${symbols.todo}\u00a0`, role: 'dim' };
    const words: Part = { text: stepText(each), ...(index > step ? { role: 'dim' as const } : index === step ? { bold: true } : {}) };
    return wrapParts([mark, words], columns, '  ');
  });
}
