// Said instead of a screen that would be cut.
import { Text } from 'ink';

export const LEAST = { columns: 60, rows: 20 } as const;

export function TooSmall({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  return <Text>{`Wirewise needs ${LEAST.columns}x${LEAST.rows}; this terminal is ${columns}x${rows}. Ctrl-C quits.`}</Text>;
}
