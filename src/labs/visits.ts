// What clients of the caching and CDN labs say of an answer: one form, which measure-visits.ts reads. Opens no sockets.
import type { Emit } from './lab.ts';

export interface Answered {
  readonly who: string;
  readonly target: string;
  readonly status: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** What it was, for a person: `version 2 en`. */
  readonly what: string;
}

/** Says that a client got an answer, whoever gave it. */
export function sayGot(emit: Emit, { who, target, status, bytes, milliseconds, what }: Answered): void {
  const time = Math.round(milliseconds * 10) / 10;
  sayClient(emit, 'got', `${who}: ${target} ${status}, ${bytes} bytes, ${time} ms${what === '' ? '' : `, ${what}`}`);
}

export function sayClient(emit: Emit, state: string, detail: string, source: 'hook' | 'model' = 'hook'): void {
  emit({ name: 'app:state', direction: 'none', size: 0, data: { actor: 'client', state, detail } }, { connection: 0, source });
}
