// Who says so: seen at the tap, said by a library, computed by us, or played back. A word, so that no colour is needed.
import { Text } from 'ink';
import type { Badge, Source } from '../../wire/event.ts';
import { useTheme } from '../theme.ts';

export interface BadgeMarkProps {
  /** The source of an event, or the badge that stands for it. */
  readonly source: Source | Badge;
}

export function BadgeMark({ source }: BadgeMarkProps) {
  const { style, symbols } = useTheme();
  const badge: Badge = source === 'tap' ? 'live' : source;
  return <Text {...style(badge)}>{`${badge === 'live' ? symbols.here : symbols.todo} ${badge}`}</Text>;
}
