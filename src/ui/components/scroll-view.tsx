// A window onto children that are taller than it. `offset` counts rows; screens whose content is lines use Lines instead.
import { Box } from 'ink';
import type { ReactNode } from 'react';

export interface ScrollViewProps {
  readonly height: number;
  /** Rows that are scrolled out at the top. */
  readonly offset: number;
  readonly children: ReactNode;
}

export function ScrollView({ height, offset, children }: ScrollViewProps) {
  return (
    <Box height={height} flexShrink={0} overflow="hidden" contentOffsetY={offset} flexDirection="column">
      <Box flexDirection="column" flexShrink={0}>
        {children}
      </Box>
    </Box>
  );
}
