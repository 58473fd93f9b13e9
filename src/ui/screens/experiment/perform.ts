// Plays the script of an experiment in a lab that runs. Knows no screen: it tells what it is at.
import type { Experiment } from '../../../experiment/schema.ts';
import type { Run } from '../../../labs/run.ts';
import type { Step } from '../../../wire/script.ts';
import type { Trace } from '../../../wire/trace.ts';

export interface Performance {
  readonly trace: Trace;
  /** Indexes of the steps that waited in vain. */
  readonly gaveUp: readonly number[];
}

/** Plays the steps one after the other; undefined when the run was ended meanwhile. `onStep` hears the index of each as it begins. */
export async function perform(
  run: Pick<Run, 'step' | 'trace'>,
  steps: Experiment['steps'],
  onStep: (index: number) => void,
): Promise<Performance | undefined> {
  const gaveUp: number[] = [];
  for (const [index, step] of steps.entries()) {
    onStep(index);
    const outcome = await run.step(step as Step);
    if (outcome === 'aborted') return undefined;
    if (outcome === 'gave-up') gaveUp.push(index);
  }
  return { trace: run.trace(), gaveUp };
}
