// The last run of this session, kept while one is elsewhere: who opens the lab from an explanation comes back to that very
// explanation. Another day begins before the run, since a run is not written down.
import type { Services } from '../../../services.ts';
import type { ExperimentState } from './state.ts';

interface Kept {
  readonly experiment: string;
  readonly state: ExperimentState;
  /** Pictures that the lab named. */
  readonly views: readonly string[] | undefined;
}

const KEPT = new WeakMap<Services, Kept>();

/** Keeps where one is, if a run has been seen; forgets it otherwise. */
export function keepRun(services: Services, kept: Kept): void {
  if (kept.state.player.trace === undefined) KEPT.delete(services);
  else KEPT.set(services, kept);
}

/** What was kept of an experiment, for whom comes back to a step after its run. */
export function keptRun(services: Services, experiment: string, step: string | undefined): Kept | undefined {
  const kept = KEPT.get(services);
  return kept?.experiment === experiment && kept.state.player.step === step ? kept : undefined;
}
