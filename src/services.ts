// The composition root: what the two faces are handed. Only this file and main.ts know which implementation is behind it.
import type { Catalog } from './content/catalog.ts';
import type { Lab } from './labs/lab.ts';
import type { runLab } from './labs/run.ts';
import type { Clock } from './lib/clock.ts';
import type { ProgressStore } from './store/store.ts';

export interface LabSummary {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface Services {
  readonly version: string;
  readonly catalog: Catalog;
  readonly labs: {
    readonly list: readonly LabSummary[];
    /** Loads a lab's code, with the libraries that it needs, when it is first wanted. */
    load(id: string): Promise<Lab | undefined>;
    /** Runs a lab. */
    run: typeof runLab;
  };
  readonly progress: ProgressStore;
  readonly clock: Clock;
  /** A seed for a run or a shuffle whose caller named none. */
  readonly seed: () => number;
}
