// Lines as plain text, for snapshots.
import type { Line } from '../../../../src/ui/components/line.tsx';

export const textOf = (lines: readonly Line[]) =>
  lines
    .map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .replaceAll('\u00a0', ' ')
        .trimEnd(),
    )
    .join('\n');
