// A key binding is data with its help text: the footer and `?` are drawn from the same list that dispatches, so help
// cannot lie.
import type { Key } from 'ink';

export interface Binding<Intent> {
  /** As shown: `↑/k`, `enter`, `space`. */
  readonly label: string;
  /** What it does, two words at most. */
  readonly help: string;
  /** Shown in the footer when there is room, higher first; 0 only under `?`. */
  readonly rank: number;
  readonly matches: (input: string, key: Key) => boolean;
  /** The intent; a binding may read the character that was typed. */
  readonly intent: (input: string) => Intent;
}
