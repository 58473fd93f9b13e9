// Runs several labs over the same feed, at once or one after another, each behind a tap of its own. It performs plans; what
// is compared, and what came of it, is none of its business.
import type { RowPlan } from '../compare/plan.ts';
import type { Clock } from '../lib/clock.ts';
import type { WireEvent } from '../wire/event.ts';
import type { Lab } from './lab.ts';
import { type Run, runLab } from './run.ts';

export type RowPhase = 'waiting' | 'running' | 'settling' | 'done' | 'failed';

export interface CompareOptions {
  readonly rows: readonly { readonly lab: Lab; readonly plan: RowPlan }[];
  readonly seed: number;
  readonly clock: Clock;
  readonly version: string;
  /** Aborting ends all rows; it is not an error. */
  readonly signal: AbortSignal;
  /** One row after another, so that none shares the processor with another. @default false */
  readonly sequential?: boolean;
  readonly onEvent?: (lab: string, event: WireEvent) => void;
  readonly onPhase?: (lab: string, phase: RowPhase) => void;
}

export interface RowResult {
  readonly lab: string;
  readonly events: readonly WireEvent[];
  /** Why it has no or not all events, one sentence. */
  readonly problem?: string;
}

/** Milliseconds in which the first message must have been published. */
const FIRST = 5000;

/** Runs every row to its end. Never rejects: what fails in a row is its problem. All sockets are closed when it resolves. */
export async function runComparison(options: CompareOptions): Promise<readonly RowResult[]> {
  const run = (row: CompareOptions['rows'][number]) => runRow(row.lab, row.plan, options);
  if (options.sequential !== true) return Promise.all(options.rows.map(run));
  const results: RowResult[] = [];
  for (const row of options.rows) results.push(await run(row));
  return results;
}

async function runRow(lab: Lab, plan: RowPlan, options: CompareOptions): Promise<RowResult> {
  const { clock, version, signal, seed, onEvent, onPhase } = options;
  const gauge = createGauge();
  const phase = (now: RowPhase) => {
    if (!signal.aborted) onPhase?.(lab.id, now);
  };
  let run: Run | undefined;
  try {
    if (signal.aborted) return { lab: lab.id, events: [] };
    run = await runLab(lab, {
      params: plan.params,
      conditions: plan.conditions,
      seed,
      clock,
      version,
      signal,
      onEvent(event) {
        gauge.see(event);
        onEvent?.(lab.id, event);
      },
    });
    phase('running');
    for (const step of plan.start) await run.step(step);
    await publish(plan, run, gauge, signal);
    phase('settling');
    for (const step of plan.stop) await run.step(step);
    await gauge.until(() => gauge.settled, plan.patience, signal);
    phase('done');
    return { lab: lab.id, events: run.trace().events };
  } catch (error) {
    phase('failed');
    return { lab: lab.id, events: run?.trace().events ?? [], problem: error instanceof Error ? error.message : String(error) };
  } finally {
    await run?.[Symbol.asyncDispose]();
  }
}

/** Waits until enough was published, and cuts on the way where the plan says so. */
async function publish({ messages, cut, params }: RowPlan, run: Run, gauge: Gauge, signal: AbortSignal): Promise<void> {
  if (messages === 0) return;
  const reached = (count: number) => {
    // The feed publishes by a timer of its own: twice its time, and what its start may take.
    const patience = FIRST + (2000 * count) / Math.max(0.1, Number(params.rate ?? 1));
    return gauge.until(() => gauge.published >= count, patience, signal);
  };
  if (!(await gauge.until(() => gauge.published > 0, FIRST, signal)) && !signal.aborted)
    throw new Error(`nothing was published within ${FIRST / 1000} s`);
  if (cut !== undefined) {
    await reached(cut.after);
    if (!signal.aborted) await run.perform(cut.action);
  }
  await reached(messages);
}

type Gauge = ReturnType<typeof createGauge>;

/** How far a row is: what was published, and whether every client has the newest of it. */
function createGauge() {
  let published = 0;
  let newest = 0;
  const clients = new Map<string, number>();
  const waiting = new Set<() => void>();
  const gauge = {
    get published() {
      return published;
    },
    get settled() {
      return clients.size > 0 && [...clients.values()].every((last) => last >= newest);
    },
    see(event: WireEvent) {
      if (event.name === 'app:publish') {
        published += 1;
        newest = Math.max(newest, event.data.id);
      } else if (event.name === 'app:deliver') {
        clients.set(event.data.client, Math.max(clients.get(event.data.client) ?? 0, event.data.id));
      } else return;
      for (const look of [...waiting]) look();
    },
    /** Whether the claim came to hold within `patience` milliseconds. */
    until(claim: () => boolean, patience: number, signal: AbortSignal): Promise<boolean> {
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(timer);
          waiting.delete(look);
          signal.removeEventListener('abort', finish);
          resolve(claim());
        };
        const look = () => {
          if (claim()) finish();
        };
        const timer = setTimeout(finish, patience);
        waiting.add(look);
        signal.addEventListener('abort', finish);
        if (signal.aborted) finish();
        else look();
      });
    },
  };
  return gauge;
}
