// One run, from one vantage point: the ordered events and what they were observed under.
import type { Conditions } from './conditions.ts';
import type { WireEvent } from './event.ts';
import type { Settings } from './setting.ts';

export interface TraceHeader {
  readonly lab: string;
  readonly params: Settings;
  readonly conditions: Conditions;
  readonly seed: number;
  readonly versions: { readonly wirewise: string; readonly node: string };
}

export interface Trace {
  readonly header: TraceHeader;
  readonly events: readonly WireEvent[];
}
