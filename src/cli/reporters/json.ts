// One WireEvent per line, then one summary line.
import type { RunReporter } from './reporter.ts';

export const jsonReporter: RunReporter = {
  start: () => [],
  event: (event) => [JSON.stringify(event)],
  end: ({ lab, measurements }) => [JSON.stringify({ type: 'summary', lab, measurements })],
};
