// An experiment as a sequence of steps: what is about to happen, a prediction that is locked before anything runs, the run,
// what was seen (graded against the trace before anything is explained), the explanation. Pure: who runs the lab and who
// draws is not known here.
import { roundedText } from '../lib/rounded.ts';
import type { Measurements } from '../wire/measure.ts';
import { MEASURES, type MeasureName, measure } from '../wire/measure.ts';
import type { Trace } from '../wire/trace.ts';
import { judge } from './expectation.ts';
import type { Experiment, RunQuestion } from './schema.ts';

/** In this order, and none is skipped. */
export const PLAYER_STEPS = ['setup', 'predict', 'confidence', 'run', 'observe', 'explain'] as const;
export type PlayerStep = (typeof PLAYER_STEPS)[number];

/** The index of an option, in the author's order; or the number that was named. */
export type RunAnswer = number;

/** How sure the learner said to be, before the run. */
export type Sureness = 'guess' | 'think' | 'sure';

/** The word on one option, or on one number. */
export interface RunExplanation {
  readonly text: string;
  readonly right: boolean;
  readonly picked: boolean;
  /** Why it is not so; for what is right, what in the run says so. */
  readonly why: string;
}

export interface RunVerdict {
  readonly grade: 'correct' | 'wrong';
  readonly explanations: readonly RunExplanation[];
}

export interface Player {
  readonly step: PlayerStep;
  readonly prediction: RunAnswer | undefined;
  readonly confidence: Sureness | undefined;
  readonly trace: Trace | undefined;
  readonly observation: RunAnswer | undefined;
}

export type PlayerMove =
  | { readonly type: 'begin' }
  | { readonly type: 'predict'; readonly answer: RunAnswer }
  /** Back to the prediction, as long as it is not locked. */
  | { readonly type: 'reconsider' }
  /** Says how sure one is, which locks the prediction. */
  | { readonly type: 'lock'; readonly confidence: Sureness }
  /** The run is over, and this is what was seen. */
  | { readonly type: 'ran'; readonly trace: Trace }
  | { readonly type: 'observe'; readonly answer: RunAnswer }
  /** Another run for the same prediction: what was said to have been seen is forgotten, the prediction is not. */
  | { readonly type: 'run-again' }
  /** From the beginning, with a new prediction. */
  | { readonly type: 'restart' };

export const NEW_PLAYER: Player = { step: 'setup', prediction: undefined, confidence: undefined, trace: undefined, observation: undefined };

/** A player that comes back: a run is not kept, so whoever had locked a prediction stands before the run. */
export function resumed(step: string, locked: { readonly answer: RunAnswer; readonly confidence: Sureness } | undefined): Player {
  const place = PLAYER_STEPS.find((known) => known === step) ?? 'setup';
  if (place === 'setup' || place === 'predict') return { ...NEW_PLAYER, step: place };
  if (locked === undefined || place === 'confidence') return { ...NEW_PLAYER, step: 'predict' };
  return { ...NEW_PLAYER, step: 'run', prediction: locked.answer, confidence: locked.confidence };
}

/** The player after a move; one that does not belong to the step changes nothing. */
export function play(player: Player, move: PlayerMove): Player {
  const at = (step: PlayerStep) => player.step === step;
  switch (move.type) {
    case 'begin':
      return at('setup') ? { ...player, step: 'predict' } : player;
    case 'predict':
      return at('predict') ? { ...player, step: 'confidence', prediction: move.answer } : player;
    case 'reconsider':
      return at('confidence') ? { ...player, step: 'predict', prediction: undefined } : player;
    case 'lock':
      return at('confidence') ? { ...player, step: 'run', confidence: move.confidence } : player;
    case 'ran':
      return at('run') ? { ...player, step: 'observe', trace: move.trace } : player;
    case 'observe':
      return at('observe') ? { ...player, step: 'explain', observation: move.answer } : player;
    case 'run-again':
      return at('observe') || at('explain') ? { ...player, step: 'run', trace: undefined, observation: undefined } : player;
    case 'restart':
      return at('run') ? player : { ...NEW_PLAYER, step: 'predict' };
  }
}

/** Grades an answer against the run: an option is right when what it says holds, a number when it is near the measured one. */
export function gradeRunAnswer(question: RunQuestion, answer: RunAnswer, trace: Pick<Trace, 'events'>): RunVerdict {
  const measurements = measure(trace.events);
  if ('options' in question) {
    const explanations = question.options.map(({ text, holds, why }, index) => {
      const { holds: right, because } = judge(holds, trace.events, measurements);
      return { text, right, picked: index === answer, why: right ? `Seen: ${because}.` : fillIn(why, measurements) };
    });
    return { grade: explanations[answer]?.right === true ? 'correct' : 'wrong', explanations };
  }
  const { measure: name, unit, tolerance, floor, why } = question.number;
  const measured = measurements[name as MeasureName] ?? Number.NaN;
  const away = Math.abs(answer - measured);
  const margin = Math.max(measured * tolerance, floor);
  const right = away <= margin;
  // `1 message`, `2 messages`; `ms` is no plural.
  const write = (value: number) => `${roundedText(value)} ${value === 1 && unit.length > 2 ? unit.replace(/s$/, '') : unit}`.trimEnd();
  const explanations: RunExplanation[] = [
    { text: `${write(measured)}, measured`, right: true, picked: right, why: fillIn(why, measurements) },
  ];
  if (!right) {
    const off = `${write(away)} ${answer > measured ? 'more' : 'less'} than was measured${margin > 0 ? `; within ${roundedText(margin)} of it is right` : ''}.`;
    explanations.push({ text: write(answer), right: false, picked: true, why: off });
  } else if (away > 0) {
    explanations[0] = {
      text: `${write(measured)}, measured; you said ${write(answer)}`,
      right: true,
      picked: true,
      why: fillIn(why, measurements),
    };
  }
  return { grade: right ? 'correct' : 'wrong', explanations };
}

/** The text with each `{{measurement}}` replaced by the value of a run; a name that is unknown stays as it was written. */
export function fillIn(text: string, measurements: Readonly<Record<string, number>> | Measurements): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (hole, name: string) =>
    Object.hasOwn(measurements, name) ? roundedText((measurements as Readonly<Record<string, number>>)[name] as number) : hole,
  );
}

/** The numbers that an experiment shows of its run, as a person reads them, with who says so. */
export function shownNumbers(experiment: Pick<Experiment, 'show'>, measurements: Measurements) {
  return experiment.show.flatMap(({ label, measure: name, unit }) => {
    if (!Object.hasOwn(measurements, name)) return [];
    return [{ label, value: roundedText(measurements[name as MeasureName]), unit, badge: MEASURES[name as MeasureName].badge }];
  });
}
