// What a run decided, short enough to be kept: which option came true or which number was measured, and the measurements that
// the experiment's texts name. With it a missed prediction can be asked again without the run.
import { type MeasureName, measure } from '../wire/measure.ts';
import type { Trace } from '../wire/trace.ts';
import { judge } from './expectation.ts';
import type { Experiment } from './schema.ts';

export interface RunOutcome {
  /** The index of the option that held, in the author's order; or the number that was measured. */
  readonly right: number;
  readonly measured: Readonly<Record<string, number>>;
}

/** What the run of a trace decided about the prediction; undefined when no option held. */
export function outcomeOf(experiment: Experiment, trace: Pick<Trace, 'events'>): RunOutcome | undefined {
  const measurements = measure(trace.events);
  const measuredOf = (name: string) => (Object.hasOwn(measurements, name) ? measurements[name as MeasureName] : undefined);
  const { predict } = experiment;
  const right =
    'options' in predict
      ? predict.options.findIndex(({ holds }) => judge(holds, trace.events, measurements).holds)
      : measuredOf(predict.number.measure);
  if (right === undefined || right === -1 || !Number.isFinite(right)) return undefined;
  const named = measurementsNamed(experiment).flatMap((name) => {
    const value = measuredOf(name);
    return value === undefined || !Number.isFinite(value) ? [] : [[name, value] as const];
  });
  return { right, measured: Object.fromEntries(named) };
}

/** The measurements that stand as `{{name}}` in what is told after the run. */
function measurementsNamed({ predict, explain }: Experiment): readonly string[] {
  const texts = [explain, ...('options' in predict ? predict.options.map(({ why }) => why) : [predict.number.why])];
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] as string)))];
}
