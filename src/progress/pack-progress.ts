// Progress as a JSON value and back, so that a long log need not be folded again at each start. Ten thousand grades are read
// fastest as one list of ids for each grade.
import { FOLD, NO_PROGRESS, type Progress } from './progress.ts';

/** Progress as a JSON value: its sets as lists, its maps of words as lists by word, its other maps as pairs. */
export function packProgress(progress: Progress): unknown {
  const fields = Object.entries(progress).map(([name, value]) => [
    name,
    value instanceof Map ? packMap(value) : value instanceof Set ? [...value] : value,
  ]);
  return { fold: FOLD, fields: Object.fromEntries(fields) };
}

function packMap(map: ReadonlyMap<string, unknown>): unknown {
  if (![...map.values()].every((value) => typeof value === 'string')) return [...map];
  // Without a prototype: a value may be any text.
  const words: Record<string, string[]> = Object.create(null);
  for (const [key, value] of map as ReadonlyMap<string, string>) {
    if (!Object.hasOwn(words, value)) words[value] = [];
    words[value]?.push(key);
  }
  return words;
}

/** The progress that `packProgress` packed; undefined when the value is none, or when this version folds otherwise. */
export function unpackProgress(value: unknown): Progress | undefined {
  if (!isFields(value) || value.fold !== FOLD || !isFields(value.fields)) return undefined;
  const unpacked: Record<string, unknown> = {};
  for (const [name, empty] of Object.entries(NO_PROGRESS)) {
    const field = value.fields[name];
    const known = empty instanceof Map ? unpackMap(field) : empty instanceof Set ? unpackSet(field) : field;
    if (known === undefined && empty !== undefined) return undefined;
    if (typeof empty === 'string' && typeof known !== 'string') return undefined;
    unpacked[name] = known;
  }
  return unpacked as unknown as Progress;
}

const unpackSet = (field: unknown) => (Array.isArray(field) ? new Set(field) : undefined);

function unpackMap(field: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(field)) return field.every((entry) => Array.isArray(entry) && entry.length === 2) ? new Map(field) : undefined;
  if (!isFields(field)) return undefined;
  const map = new Map<string, unknown>();
  for (const [word, keys] of Object.entries(field)) {
    if (!Array.isArray(keys)) return undefined;
    for (const key of keys) map.set(key, word);
  }
  return map;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
