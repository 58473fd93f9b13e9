// One run of an experiment's script against the real lab, from start to disposal. Knows no screen: it tells what happens.
import type { Experiment } from '../../../experiment/schema.ts';
import type { Services } from '../../../services.ts';
import { CLEAN, type Conditions } from '../../../wire/conditions.ts';
import type { WireEvent } from '../../../wire/event.ts';
import type { Step } from '../../../wire/script.ts';
import { parseSettings } from '../../../wire/setting.ts';
import type { Trace } from '../../../wire/trace.ts';

export type Performance =
  | { readonly kind: 'done'; readonly trace: Trace; readonly gaveUp: readonly number[] }
  /** One sentence for the person who must act. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'aborted' };

export interface PerformOptions {
  readonly experiment: Experiment;
  readonly services: Pick<Services, 'labs' | 'clock' | 'version'>;
  /** Aborting ends the run and disposes the lab. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: WireEvent) => void;
  /** A step of the script has begun. */
  readonly onStep: (index: number) => void;
}

/** Runs the script; everything that the lab opened is closed when it settles. Never rejects for what a user can cause. */
export async function perform({ experiment, services, signal, onEvent, onStep }: PerformOptions): Promise<Performance> {
  try {
    const lab = await services.labs.load(experiment.lab);
    if (lab === undefined)
      return { kind: 'failed', message: `There is no lab '${experiment.lab}': update Wirewise, or mend experiment.yaml.` };
    const params = parseSettings(lab.settings, experiment.params);
    if (!params.ok) return { kind: 'failed', message: `${experiment.id}: ${params.problems.map(({ message }) => message).join('; ')}.` };
    if (signal.aborted) return { kind: 'aborted' };
    await using run = await services.labs.run(lab, {
      params: params.value,
      conditions: { ...CLEAN, ...(experiment.conditions as Partial<Conditions>) },
      seed: experiment.seed,
      clock: services.clock,
      version: services.version,
      signal,
      onEvent,
    });
    const gaveUp: number[] = [];
    for (const [index, step] of experiment.steps.entries()) {
      onStep(index);
      const outcome = await run.step(step as Step);
      if (outcome === 'aborted') return { kind: 'aborted' };
      if (outcome === 'gave-up') gaveUp.push(index);
    }
    return { kind: 'done', trace: run.trace(), gaveUp };
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted' };
    return { kind: 'failed', message: `The lab could not run: ${error instanceof Error ? error.message : String(error)}.` };
  }
}
