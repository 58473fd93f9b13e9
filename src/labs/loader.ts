// The contract of the HTTP labs' clients: something that loads resources of a page and says how each fares. One file for
// each version implements it: http1-client.ts, http2-client.ts, http3-client.ts.
import type { Clock } from '../lib/clock.ts';
import type { EventData } from '../wire/event.ts';
import type { Emit } from './lab.ts';

export type Protocol = 'http/1.1' | 'h2' | 'h3';

export interface Loader extends AsyncDisposable {
  /** Loads a resource; resolves when it has ended or failed. Never rejects: a failure is reported like everything else. */
  load(id: number, path: string): Promise<void>;
}

type Phase = EventData['app:resource']['phase'];

export interface Report {
  (id: number, phase: Exclude<Phase, 'end'>): void;
  (id: number, phase: 'end', bytes: number, gap: number): void;
}

/** Counts the bytes of one resource as they come, and the longest silence between them. */
export function createIntake(clock: Clock) {
  let bytes = 0;
  let gap = 0;
  let last: number | undefined;
  return {
    take(length: number) {
      const now = clock.now();
      if (last !== undefined) gap = Math.max(gap, now - last);
      last = now;
      bytes += length;
    },
    bytes: () => bytes,
    gap: () => Math.round(gap * 1000) / 1000,
  };
}

/** A reporter of what happens to resources, in the application's words. */
export function resourceReporter(emit: Emit, protocol: Protocol): Report {
  return (id: number, phase: Phase, bytes: number = 0, gap: number = 0) =>
    emit(
      { name: 'app:resource', direction: 'none', size: 0, data: { protocol, id, phase, bytes, gap } },
      { connection: 0, source: 'hook' },
    );
}
