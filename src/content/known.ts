// What content may mention that is not content: labs with their actions and settings, events, measurements, conditions.
// It takes the labs as they are handed in; it knows none by name and starts none.
import { CONDITION_SETTINGS } from '../wire/conditions.ts';
import { EVENT_KEYS } from '../wire/event.ts';
import { MEASURES } from '../wire/measure.ts';
import type { Setting } from '../wire/setting.ts';

/** What an experiment may name of a lab. */
export interface KnownLab {
  readonly actions: readonly string[];
  readonly settings: readonly Setting[];
}

export interface Known {
  readonly labs: ReadonlyMap<string, KnownLab>;
  /** The keys of an event's data, by the event's name. */
  readonly events: Readonly<Record<string, readonly string[]>>;
  readonly measures: readonly string[];
  readonly conditions: readonly Setting[];
}

interface Loadable {
  load(): Promise<{ readonly actions: readonly { readonly id: string }[]; readonly settings: readonly Setting[] }>;
}

/** Whether a file says something of what labs do, so that their code must be asked. */
const ABOUT_LABS = /(^|\/)experiment\.yaml$|^comparisons\//;

/** Like `knownToContent`, but only labs whose names stand in files that speak of what labs do are loaded. */
export function knownToFiles(labs: Readonly<Record<string, Loadable>>, files: ReadonlyMap<string, string>): Promise<Known> {
  const words = new Set([...files].flatMap(([where, text]) => (ABOUT_LABS.test(where) ? text.split(/[^a-z0-9-]+/) : [])));
  const unasked: Loadable = { load: async () => ({ actions: [], settings: [] }) };
  return knownToContent(Object.fromEntries(Object.entries(labs).map(([id, lab]) => [id, words.has(id) ? lab : unasked])));
}

/** Loads every lab of a registry, since its actions and settings are declared in its code. */
export async function knownToContent(labs: Readonly<Record<string, Loadable>>): Promise<Known> {
  const loaded = await Promise.all(
    Object.entries(labs).map(async ([id, entry]) => {
      const { actions, settings } = await entry.load();
      return [id, { actions: actions.map((action) => action.id), settings }] as const;
    }),
  );
  return { labs: new Map(loaded), events: EVENT_KEYS, measures: Object.keys(MEASURES), conditions: CONDITION_SETTINGS };
}
