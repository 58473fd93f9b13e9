// Read a trace, then one answer out of several.
import { Box } from 'ink';
import { Lines } from '../components/line.tsx';
import { Select } from '../components/select.tsx';
import { useTheme } from '../theme.ts';
import type { QuestionViewProps } from './view.ts';

export function TraceView({ question, order, columns, rows, onAnswer }: QuestionViewProps<'trace'>) {
  const { symbols } = useTheme();
  const lines = question.trace.map((text) => [
    { text: `${symbols.vertical} `, role: 'dim' as const },
    { text, role: 'string' as const },
  ]);
  const items = order.map((index) => ({ key: String(index), label: question.options[index]?.text ?? '', value: index }));
  return (
    <Box flexDirection="column">
      <Lines lines={lines} rows={lines.length} />
      <Box height={1} />
      <Select
        items={items}
        columns={columns}
        rows={Math.max(3, rows - lines.length - 1)}
        onSelect={(picked) => onAnswer({ kind: 'trace', picked })}
      />
    </Box>
  );
}
