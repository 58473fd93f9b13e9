// The edge functions lab's visitors: from several countries, with a token or without, none with a cache. Each opens the page
// and goes where a redirect sends it.
import { fieldOf } from '../cache/fields.ts';
import type { Clock } from '../lib/clock.ts';
import type { Settings } from '../wire/setting.ts';
import { createBrowser } from './browser-cache.ts';
import type { Emit } from './lab.ts';
import { sayClient, sayGot } from './visits.ts';

export const COUNTRIES = ['DE', 'FR', 'US', 'JP'] as const;

/** The header by which a visitor says who it is: where its address is in the world is nothing that loopback could show. */
export const VISITOR = 'X-Visitor';

/** The country of the visitor that a header names; a model, as every address here is 127.0.0.1. */
export function countryOf(visitor: string | undefined): string {
  const number = /^\d{1,6}$/.test(visitor ?? '') ? Number(visitor) : 0;
  return number === 0 ? 'ZZ' : (COUNTRIES[(number - 1) % COUNTRIES.length] ?? 'ZZ');
}

export interface FunctionVisitors {
  /** The next one. */
  visit(): Promise<void>;
  /** Many, one after the other. */
  crowd(): Promise<void>;
}

export interface FunctionVisitorsOptions {
  readonly port: number;
  readonly params: Settings;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Visitors of the edge at this port. None comes until told to. */
export function createFunctionVisitors({ port, params, clock, emit, signal }: FunctionVisitorsOptions): FunctionVisitors {
  let came = 0;
  const visit = async () => {
    came += 1;
    const number = came;
    const who = `visitor ${number}`;
    const browser = createBrowser({ name: who, port, clock, emit, signal, caching: false });
    const headers = [
      [VISITOR, String(number)],
      ['Cookie', `visitor=${number}`],
      ...(params.function === 'auth' && number % 2 === 1 ? [['Authorization', 'Bearer letmein'] as const] : []),
    ] as const;
    let target = params.function === 'redirect' ? '/' : '/page';
    try {
      for (let hops = 0; hops < 3; hops++) {
        const began = clock.now();
        const got = await browser.get(target, headers);
        const what = /<title>([^<]*)/.exec(got.body.subarray(0, 300).toString('latin1'))?.[1] ?? '';
        sayGot(emit, { who, target, status: got.status, bytes: got.body.length, milliseconds: clock.now() - began, what });
        if (got.status >= 500) sayClient(emit, 'error', `${who}: ${target} ${got.status}`);
        if (got.status === 401) sayClient(emit, 'refused', `${who}: ${target} ${got.status}`);
        const location = fieldOf(got.headers, 'Location');
        if (got.status < 300 || got.status >= 400 || location === undefined || !location.startsWith('/')) break;
        target = location;
      }
    } catch (problem) {
      if (!signal.aborted) sayClient(emit, 'error', `${who}: ${problem instanceof Error ? problem.message : String(problem)}`);
    } finally {
      browser[Symbol.dispose]();
    }
  };
  return {
    async visit() {
      await visit();
      if (!signal.aborted) sayClient(emit, 'visited', `visitor ${came}`);
    },
    async crowd() {
      const count = Number(params.visitors);
      for (let index = 0; index < count && !signal.aborted; index++) await visit();
      if (!signal.aborted) sayClient(emit, 'all-served', `${count} visitors, one after the other`);
    },
  };
}
