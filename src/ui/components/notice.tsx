// Something that must be said once, under the header.
import { Box } from 'ink';
import { type Line, Lines } from './line.tsx';
import { wrapParts } from './prose.ts';

/** A sentence as lines, with an empty one after it. */
export function noticeLines(text: string, columns: number): readonly Line[] {
  return [
    ...wrapParts(
      [
        { text: '!  ', role: 'warn', bold: true },
        { text, role: 'warn' },
      ],
      columns,
      '   ',
    ),
    [],
  ];
}

export function Notice({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <Box flexShrink={0}>
      <Lines lines={lines} rows={lines.length} />
    </Box>
  );
}
