// Who says so: seen at the tap, said by a library, computed by us, or played back. A word, so that no colour is needed.
import { Text } from 'ink';
import type { Badge, Source } from '../../wire/event.ts';
import { type Symbols, useTheme } from '../theme.ts';

/** A badge with its symbol; read aloud it is its word alone. */
export function badgeText(badge: Badge, symbols: Symbols): string {
  const mark = badge === 'live' ? symbols.here : symbols.todo;
  return /\w\w/.test(mark) ? badge : `${mark} ${badge}`;
}

export interface BadgeMarkProps {
  /** The source of an event, or the badge that stands for it. */
  readonly source: Source | Badge;
}

export function BadgeMark({ source }: BadgeMarkProps) {
  const { style, symbols } = useTheme();
  const badge: Badge = source === 'tap' ? 'live' : source;
  return <Text {...style(badge)}>{badgeText(badge, symbols)}</Text>;
}
