// The contract of a reporter: a run as lines. Each format is one file.

import type { WireEvent } from '../../wire/event.ts';
import type { Measurements } from '../../wire/measure.ts';

export interface RunReporter {
  start(run: { readonly lab: string; readonly title: string; readonly seed: number }): readonly string[];
  event(event: WireEvent): readonly string[];
  end(run: { readonly lab: string; readonly measurements: Measurements; readonly gaveUp: readonly string[] }): readonly string[];
}
