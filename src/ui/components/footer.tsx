// The last line: the keys that work right now, the most useful first. It shows whole entries or none.
import { Box, Text } from 'ink';
import stringWidth from 'string-width';
import { type Shown, useShownKeys } from '../hooks/use-keys.tsx';
import { useTheme } from '../theme.ts';

const GAP = 3;
const widthOf = ({ label, help }: Shown) => stringWidth(label) + 1 + stringWidth(help);

/** The entries that fit into the room: by rank; the last of the list, the way to all others, always has its place. */
export function fittingKeys(keys: readonly Shown[], room: number): readonly Shown[] {
  // The first of a label is the one that is asked first: another one behind it gets nothing.
  const unique = keys.filter((key, index) => key.rank > 0 && keys.findIndex((other) => other.label === key.label) === index);
  const help = unique.find(({ label }) => label === '?');
  const ranked = unique.filter((key) => key !== help).sort((one, other) => other.rank - one.rank);
  let used = help === undefined ? 0 : widthOf(help) + GAP;
  const shown: Shown[] = [];
  for (const key of ranked) {
    if (used + widthOf(key) > room) continue;
    used += widthOf(key) + GAP;
    shown.push(key);
  }
  return help === undefined ? shown : [...shown, help];
}

export function Footer({ columns }: { readonly columns: number }) {
  const { style } = useTheme();
  const keys = fittingKeys(useShownKeys(), columns);
  return (
    <Box width={columns} height={1} flexShrink={0} gap={GAP} overflow="hidden">
      {keys.map(({ label, help }) => (
        <Box key={`${label} ${help}`} flexShrink={0}>
          <Text bold>{label}</Text>
          <Text {...style('dim')}>{` ${help}`}</Text>
        </Box>
      ))}
    </Box>
  );
}
