// What a filter does to a lab's state: while it is typed it holds already, and what does not pass it is not there to be
// chosen. Pure; which words there are is in wire/filter.ts.
import type { WireEvent } from '../../../wire/event.ts';
import { filterOf } from '../../../wire/filter.ts';
import type { LabState } from './state.ts';

/** Characters of a filter. */
const LONGEST = 60;

const shownOfFrozen = new WeakMap<readonly WireEvent[], { readonly text: string; readonly shown: readonly WireEvent[] }>();

/** Those of these events, which must not change afterwards, that pass the filter. */
export function shownOf(events: readonly WireEvent[], text: string): readonly WireEvent[] {
  const filter = filterOf(text);
  if (filter === undefined) return events;
  let known = shownOfFrozen.get(events);
  if (known?.text !== text) {
    known = { text, shown: events.filter(filter) };
    shownOfFrozen.set(events, known);
  }
  return known.shown;
}

/** The newest events that pass the filter, as many as there are rows. */
export function newestShown(events: readonly WireEvent[], text: string, rows: number): readonly WireEvent[] {
  if (rows <= 0) return [];
  const filter = filterOf(text);
  if (filter === undefined) return events.slice(-rows);
  const found: WireEvent[] = [];
  for (let index = events.length - 1; index >= 0 && found.length < rows; index--) {
    const event = events[index] as WireEvent;
    if (filter(event)) found.push(event);
  }
  return found.reverse();
}

/** How many of these events pass the filter. */
export function countShown(events: readonly WireEvent[], text: string): number {
  const filter = filterOf(text);
  return filter === undefined ? events.length : events.reduce((sum, event) => sum + (filter(event) ? 1 : 0), 0);
}

/** Begins to type a filter, over the one that holds. */
export function askFilter(state: LabState): LabState {
  return { ...state, asking: state.filter };
}

/** What a key does while a filter is typed: undefined where it is none of these. */
export function typeFilter(state: LabState, intent: { readonly type: string; readonly character?: string }): LabState | undefined {
  switch (intent.type) {
    case 'type':
      return state.filter.length >= LONGEST ? state : withFilter(state, state.filter + (intent.character ?? ''));
    case 'erase':
      return withFilter(state, state.filter.slice(0, -1));
    case 'clean':
      return withFilter(state, '');
    case 'enter':
      return settled({ ...state, filter: state.filter.trim(), asking: undefined });
    case 'cancel':
      return settled({ ...state, filter: state.asking ?? '', asking: undefined });
    default:
      return undefined;
  }
}

function withFilter(state: LabState, filter: string): LabState {
  return { ...state, filter, logTop: Number.MAX_SAFE_INTEGER };
}

/** What was chosen stays chosen if it is still shown. */
function settled(state: LabState): LabState {
  const { frozen, chosen, filter } = state;
  const gone = frozen !== undefined && chosen !== undefined && !shownOf(frozen.events, filter).some(({ seq }) => seq === chosen);
  return { ...state, logTop: Number.MAX_SAFE_INTEGER, ...(gone ? { chosen: undefined, field: 0 } : {}) };
}
