// Runs a lab for a screen: starts it, takes its events in as they come and draws them in batches, and ends it when the
// screen is left. What is done in the run (connect, steps, actions) is its caller's.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Lab } from '../../labs/lab.ts';
import type { Run } from '../../labs/run.ts';
import type { Services } from '../../services.ts';
import { CLEAN, type Conditions } from '../../wire/conditions.ts';
import type { WireEvent } from '../../wire/event.ts';
import { createEventLog, type EventLog, KEEP } from '../../wire/event-log.ts';
import { createStatsCounter, type StatsCounter } from '../../wire/live-stats.ts';
import { defaultsOf, type Settings } from '../../wire/setting.ts';

/** Least milliseconds between two drawings of a live run: eleven a second. */
export const BATCH = 90;
/** Without events the screen is drawn this often, because silence is to be seen too. */
const HEARTBEAT = 1000;

export interface LabRunOptions {
  /** Its id, or what gives one that has none. */
  readonly lab: string | (() => Promise<Lab>);
  /** Over the lab's defaults. */
  readonly params?: Settings;
  readonly conditions?: Partial<Conditions>;
  /** @default a fresh one */
  readonly seed?: number;
  /** How many events the run keeps for its trace. @default what the lab wants, else KEEP; an experiment wants `Infinity` */
  readonly keep?: number;
  /** Called once with the running lab, before anything was done in it. Its failure is the run's. */
  readonly onStart?: (run: Run, lab: Lab, signal: AbortSignal) => Promise<unknown> | undefined;
}

/** What is drawn of a run. A new object each time that there is something new. */
export interface LabRunView {
  /** `idle`: not started, or stopped. */
  readonly phase: 'idle' | 'starting' | 'running' | 'failed';
  readonly lab: Lab | undefined;
  /** Why it failed, one sentence. */
  readonly problem: string | undefined;
  /** Read it while drawing; it goes on growing. */
  readonly log: EventLog;
  readonly stats: StatsCounter;
  /** Milliseconds since the run began. */
  readonly elapsed: number;
}

export interface LabRun extends LabRunView {
  /** Undefined unless running. */
  readonly run: Run | undefined;
  /** Starts a run; one that is going on is ended first. */
  readonly start: (options: LabRunOptions) => void;
  readonly stop: () => void;
}

interface Current {
  readonly stopping: AbortController;
  run: Run | undefined;
}

const nothingYet = (): LabRunView => ({
  phase: 'idle',
  lab: undefined,
  problem: undefined,
  log: createEventLog(),
  stats: createStatsCounter(),
  elapsed: 0,
});

/** Its sockets are gone within a second; of what cannot be closed there is nobody left to tell. */
async function endQuietly(run: Run | undefined): Promise<void> {
  try {
    await run?.[Symbol.asyncDispose]();
  } catch {}
}

/** A lab that runs as long as the screen is there. `batch`: least milliseconds between two drawings. */
export function useLabRun(services: Services, batch = BATCH): LabRun {
  const current = useRef<Current | undefined>(undefined);
  const [view, setView] = useState<LabRunView>(nothingYet);

  const stop = useCallback(() => {
    const ending = current.current;
    if (ending === undefined) return;
    current.current = undefined;
    ending.stopping.abort();
    void endQuietly(ending.run);
    setView((before) => ({ ...before, phase: 'idle' }));
  }, []);

  const start = useCallback(
    (options: LabRunOptions) => {
      stop();
      const mine: Current = { stopping: new AbortController(), run: undefined };
      current.current = mine;
      const { signal } = mine.stopping;
      const { clock } = services;
      let log = createEventLog(options.keep ?? KEEP);
      const stats = createStatsCounter();
      let began = clock.now();
      let phase: LabRunView['phase'] = 'starting';
      let lab: Lab | undefined;
      let problem: string | undefined;

      let drawn = Number.NEGATIVE_INFINITY;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let due = false;
      const draw = () => {
        clearTimeout(timer);
        due = false;
        if (signal.aborted) return;
        drawn = clock.now();
        setView({ phase, lab, problem, log, stats, elapsed: drawn - began });
        if (phase === 'running') timer = setTimeout(draw, HEARTBEAT);
      };
      const drawSoon = () => {
        if (due || signal.aborted) return;
        due = true;
        clearTimeout(timer);
        timer = setTimeout(draw, Math.max(0, batch - (clock.now() - drawn)));
      };
      const onEvent = (event: WireEvent) => {
        log.push(event);
        stats.see(event);
        drawSoon();
      };
      signal.addEventListener('abort', () => clearTimeout(timer));
      const fail = (error: unknown) => {
        if (signal.aborted) return;
        phase = 'failed';
        problem = error instanceof Error ? error.message : String(error);
        draw();
      };

      draw();
      void (async () => {
        lab = await (typeof options.lab === 'string' ? services.labs.load(options.lab) : options.lab());
        if (signal.aborted) return;
        if (lab === undefined) throw new Error(`there is no lab '${options.lab}'`);
        const keep = options.keep ?? lab.keep ?? KEEP;
        log = createEventLog(keep);
        began = clock.now();
        const run = await services.labs.run(lab, {
          params: { ...defaultsOf(lab.settings), ...options.params },
          conditions: { ...CLEAN, ...options.conditions },
          seed: options.seed ?? services.seed(),
          clock,
          version: services.version,
          signal,
          keep,
          onEvent,
        });
        if (signal.aborted) return void (await run[Symbol.asyncDispose]());
        mine.run = run;
        phase = 'running';
        draw();
        await options.onStart?.(run, lab, signal);
      })().catch(fail);
    },
    [services, stop, batch],
  );

  useEffect(() => () => stop(), [stop]);

  return { ...view, run: view.phase === 'running' ? current.current?.run : undefined, start, stop };
}
