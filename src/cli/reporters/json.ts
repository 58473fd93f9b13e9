// One WireEvent per line, then one summary line.
import { printableJson } from '../../lib/printable.ts';
import type { RunReporter } from './reporter.ts';

export const jsonReporter: RunReporter = {
  start: () => [],
  event: (event) => [printableJson(event)],
  end: ({ lab, measurements }) => [printableJson({ type: 'summary', lab, measurements })],
};
