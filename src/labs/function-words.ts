// What is said of a function that ran: one form, which measure-functions.ts reads. Opens no sockets.
import type { FunctionRun } from './edge-function.ts';
import type { Emit } from './lab.ts';

/** Says that a function ran at the edge or at the origin, what it did, and how long that took. */
export function sayRun(emit: Emit, where: 'edge' | 'origin', what: string, { milliseconds, cold }: FunctionRun): void {
  const detail = `${what}, ${milliseconds} ms at the ${where}${cold ? ', cold' : ''}`;
  emit(
    { name: 'app:state', direction: 'none', size: 0, data: { actor: 'server', state: 'function', detail } },
    { connection: 0, source: 'hook' },
  );
}
