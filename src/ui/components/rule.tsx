// The line between two regions that stand side by side.
import { Box, Text } from 'ink';
import { memo } from 'react';
import { useTheme } from '../theme.ts';

export const Rule = memo(function Rule({ rows }: { readonly rows: number }) {
  const { style, symbols, screenReader } = useTheme();
  if (screenReader) return null;
  return (
    <Box width={1} height={rows} marginRight={2} marginLeft={1} flexShrink={0}>
      <Text {...style('dim')}>{Array.from({ length: rows }, () => symbols.vertical).join('\n')}</Text>
    </Box>
  );
});
