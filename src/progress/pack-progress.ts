// Progress as a JSON value and back, so that a long log need not be folded again at each start.
import { FOLD, NO_PROGRESS, type Progress } from './progress.ts';

/** Progress as a JSON value: its sets and maps as lists. */
export function packProgress(progress: Progress): unknown {
  const fields = Object.entries(progress).map(([name, value]) => [name, value instanceof Set || value instanceof Map ? [...value] : value]);
  return { fold: FOLD, fields: Object.fromEntries(fields) };
}

/** The progress that `packProgress` packed; undefined when the value is none, or when this version folds otherwise. */
export function unpackProgress(value: unknown): Progress | undefined {
  if (!isFields(value) || value.fold !== FOLD || !isFields(value.fields)) return undefined;
  const unpacked: Record<string, unknown> = {};
  for (const [name, empty] of Object.entries(NO_PROGRESS)) {
    const field = value.fields[name];
    if (empty instanceof Set || empty instanceof Map) {
      if (!Array.isArray(field)) return undefined;
      if (empty instanceof Map && !field.every((entry) => Array.isArray(entry) && entry.length === 2)) return undefined;
      unpacked[name] = empty instanceof Set ? new Set(field) : new Map(field);
    } else if (typeof empty === 'string' && typeof field !== 'string') return undefined;
    else unpacked[name] = field;
  }
  return unpacked as unknown as Progress;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
