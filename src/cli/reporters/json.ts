// One WireEvent per line, then one summary line.
import { printableJson } from '../../lib/printable.ts';
import type { Measurements } from '../../wire/measure.ts';
import type { RunReporter } from './reporter.ts';

/** Times are milliseconds with the three decimals that the clock is good for. */
function rounded(measurements: Measurements): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(measurements).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
}

export const jsonReporter: RunReporter = {
  start: () => [],
  event: (event) => [printableJson(event)],
  end: ({ lab, measurements }) => [printableJson({ type: 'summary', lab, measurements: rounded(measurements) })],
};
