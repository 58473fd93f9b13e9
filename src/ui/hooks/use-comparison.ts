// Runs a comparison for a screen: takes the events of all rows in as they come, draws them in batches, judges at the end, and
// ends everything when the screen is left.
import { useCallback, useEffect, useRef, useState } from 'react';
import { createLiveRow, type LiveRow } from '../../compare/live.ts';
import { type CompareReport, reportOf } from '../../compare/report.ts';
import type { Comparison } from '../../compare/schema.ts';
import type { CompareSettings } from '../../compare/settings.ts';
import type { RowPhase } from '../../labs/compare.ts';
import type { Services } from '../../services.ts';

/** Least milliseconds between two drawings: eight a second. Six labs have enough to do. */
const BATCH = 120;

export interface LiveRowView {
  readonly live: LiveRow;
  readonly phase: RowPhase;
}

export interface ComparisonView {
  readonly phase: 'idle' | 'running' | 'done' | 'failed';
  /** Why it failed, one sentence. */
  readonly problem: string | undefined;
  /** What this run was started with. */
  readonly settings: CompareSettings | undefined;
  /** By lab. Read while drawing; the rows go on growing. */
  readonly rows: ReadonlyMap<string, LiveRowView>;
  /** Milliseconds since the run began, or that it took. */
  readonly elapsed: number;
  /** Of the run that is over; undefined while one goes on. */
  readonly report: CompareReport | undefined;
}

export interface ComparisonRun extends ComparisonView {
  /** Starts a run; one that is going on is ended first. */
  readonly start: (settings: CompareSettings) => void;
}

const NOTHING: ComparisonView = { phase: 'idle', problem: undefined, settings: undefined, rows: new Map(), elapsed: 0, report: undefined };

/** A comparison that runs as long as the screen is there. `batch`: least milliseconds between two drawings. */
export function useComparison(services: Services, comparison: Comparison, batch = BATCH): ComparisonRun {
  const current = useRef<AbortController | undefined>(undefined);
  const [view, setView] = useState<ComparisonView>(NOTHING);

  const start = useCallback(
    (settings: CompareSettings) => {
      current.current?.abort();
      const stopping = new AbortController();
      current.current = stopping;
      const { signal } = stopping;
      const { clock } = services;
      const seed = services.seed();
      const live = new Map(comparison.rows.map(({ lab }) => [lab, createLiveRow()]));
      const phases = new Map<string, RowPhase>();
      const began = clock.now();
      let timer: ReturnType<typeof setTimeout> | undefined;

      const draw = (change: Partial<ComparisonView> = {}) => {
        clearTimeout(timer);
        timer = undefined;
        if (signal.aborted) return;
        const rows = new Map([...live].map(([lab, row]) => [lab, { live: row, phase: phases.get(lab) ?? 'waiting' }] as const));
        const running: ComparisonView = { ...NOTHING, phase: 'running', settings, rows, elapsed: clock.now() - began };
        setView({ ...running, ...change });
        // Time passes also where nothing comes.
        if (change.phase === undefined) timer = setTimeout(draw, batch);
      };
      signal.addEventListener('abort', () => clearTimeout(timer));

      draw();
      void services
        .compare(comparison, settings, {
          seed,
          clock,
          version: services.version,
          signal,
          onEvent: (lab, event) => live.get(lab)?.see(event),
          onPhase: (lab, phase) => void phases.set(lab, phase),
        })
        .then((runs) => draw({ phase: 'done', report: reportOf(comparison, settings, seed, runs) }))
        .catch((error: unknown) => draw({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) }));
    },
    [services, comparison, batch],
  );
  useEffect(() => () => current.current?.abort(), []);

  return { ...view, start };
}

/**
 * Resident bytes of an idle connection of each lab, measured one after another while `wanted`; a lab that cannot be measured
 * has undefined. What was measured stays.
 */
export function useConnectionMemory(services: Services, labs: readonly string[], wanted: boolean): ReadonlyMap<string, number | undefined> {
  const [memory, setMemory] = useState<ReadonlyMap<string, number | undefined>>(new Map());
  const known = useRef(memory);
  useEffect(() => {
    if (!wanted) return;
    const stopping = new AbortController();
    void (async () => {
      for (const lab of labs) {
        if (known.current.has(lab)) continue;
        const bytes = await services.connectionMemory(lab, stopping.signal);
        if (stopping.signal.aborted) return;
        known.current = new Map([...known.current, [lab, bytes]]);
        setMemory(known.current);
      }
    })();
    return () => stopping.abort();
  }, [services, labs, wanted]);
  return memory;
}
