// Keeps the fault deck and the path agreed: what the deck changed goes to the tap, what a lab's action changed comes back.
import { CLEAN, type Conditions } from '../../../wire/conditions.ts';
import type { WireEvent } from '../../../wire/event.ts';

/** What is different, to be sent to the tap; undefined where nothing is. */
export function changeOf(before: Conditions, after: Conditions): Partial<Conditions> | undefined {
  const changed = Object.entries(after).filter(([name, value]) => before[name as keyof Conditions] !== value);
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** The conditions that the tap reports in `path:change` events from `seq` on, the last word of each. */
export function reportedBy(events: readonly WireEvent[], seq: number): Partial<Conditions> | undefined {
  let found: Record<string, number | boolean> | undefined;
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index] as WireEvent;
    if (event.seq < seq) break;
    const said = event.name === 'path:change' ? /^(\w+) (on|off|[\d.]+)$/.exec(event.data.detail) : null;
    const [, name = '', word = ''] = said ?? [];
    if (!Object.hasOwn(CLEAN, name) || found?.[name] !== undefined) continue;
    found = { ...found, [name]: word === 'on' ? true : word === 'off' ? false : Number(word) };
  }
  return found as Partial<Conditions> | undefined;
}
