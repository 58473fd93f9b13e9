// The wire log: one event, one line, nothing folded. Pure.
import stringWidth from 'string-width';
import { describe } from '../../wire/describe.ts';
import { badgeOf, type Direction, type WireEvent } from '../../wire/event.ts';
import type { Role, Symbols } from '../theme.ts';
import { elide } from './elide.ts';
import type { Line } from './line.tsx';

const ROLES: Readonly<Record<Direction, Role>> = { 'client-to-server': 'client', 'server-to-client': 'server', none: 'dim' };

function arrowOf(direction: Direction, symbols: Symbols): string {
  if (direction === 'none') return '  ';
  return direction === 'client-to-server' ? `${symbols.line}${symbols.right}` : `${symbols.left}${symbols.line}`;
}

/** Widest badge, `○ recorded` left out: nothing recorded is live. */
const BADGE = 7;
/** Below it the badge is its symbol for what is live, and its word for all else. */
const NARROW = 56;

/** An event in so many cells: seconds, connection, direction, what it was, who says so. */
export function logLine(event: WireEvent, columns: number, symbols: Symbols): Line {
  const badge = badgeOf(event.source);
  const mark = badge === 'live' ? symbols.here : symbols.todo;
  const said = columns < NARROW && badge === 'live' ? mark : `${mark} ${badge}`;
  const time = (event.time / 1000).toFixed(3).padStart(columns < NARROW ? 7 : 8);
  const connection = (event.connection === 0 ? '' : String(event.connection)).padStart(3);
  const arrow = arrowOf(event.direction, symbols);
  const room = Math.max(0, columns - time.length - connection.length - 4 - 1 - (columns < NARROW ? stringWidth(said) : BADGE));
  const words = elide(describe(event), room, symbols.ellipsis);
  return [
    { text: time, role: 'dim' },
    { text: connection, bold: true },
    { text: ' ' },
    { text: arrow, role: ROLES[event.direction] },
    { text: ' ' },
    { text: words, ...(event.size === 0 && badge === 'live' ? { role: 'dim' as const } : {}) },
    { text: ' '.repeat(Math.max(0, room - stringWidth(words)) + 1) },
    { text: said, role: badge },
  ];
}
